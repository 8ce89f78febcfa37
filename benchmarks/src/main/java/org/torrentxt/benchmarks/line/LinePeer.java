package org.torrentxt.benchmarks.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.torrentxt.benchmarks.line.LineTransfer.Kind;
import org.torrentxt.benchmarks.program.LineProgram;
import org.torrentxt.benchmarks.program.Settings;

/**
 * One side of a transfer over a line. Prints {@value LineProgram#READY}; on {@value LineProgram#GET} with seconds it
 * downloads for so long, and prints {@value LineProgram#DONE} with what each of its downloads has received after a third
 * of that time and at its end, in bytes. Ends with its standard input.
 */
final class LinePeer {
    static final String SEED = "seed";
    static final String GET = "get";

    private LinePeer() {}

    /** Arguments: {@value #SEED} or {@value #GET}, the kind, the .torrent file, the folder of the content, settings. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Kind kind = Kind.valueOf(args[1]);
        Path torrent = Path.of(args[2]);
        Path folder = Path.of(args[3]);
        Map<String, Object> settings = Settings.read(args[4]);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        List<AutoCloseable> open = new ArrayList<>();
        if (args[0].equals(SEED)) {
            open.add(kind.isBare() ? BareSide.serve() : LineSession.seed(torrent, folder, settings));
            System.out.println(LineProgram.READY);
        } else {
            System.out.println(LineProgram.READY);
            String seconds = commands.readLine().split(" ")[1];
            measure(start(kind, torrent, folder, settings, open), Integer.parseInt(seconds));
        }
        commands.readLine();
        System.exit(0); // what is still being sent needs no farewell
    }

    private static List<LongSupplier> start(
            Kind kind, Path torrent, Path folder, Map<String, Object> settings, List<AutoCloseable> open)
            throws IOException {
        List<LongSupplier> received = new ArrayList<>();
        if (kind.isBare()) {
            received.add(BareSide.receive(kind == Kind.BARE ? 1 : 8));
        }
        for (Map<String, Object> transport : kind.transports()) {
            LineSession session = LineSession.get(
                    torrent,
                    Files.createTempDirectory(folder.getParent(), LineTransfer.DOWNLOADS),
                    settings,
                    transport);
            open.add(session);
            received.add(session::received);
        }
        return received;
    }

    private static void measure(List<LongSupplier> received, int seconds) throws InterruptedException {
        long begin = System.nanoTime();
        StringBuilder results = new StringBuilder(LineProgram.DONE);
        for (long millis : List.of(seconds * 1_000L / 3, seconds * 1_000L)) {
            TimeUnit.NANOSECONDS.sleep(begin + millis * 1_000_000 - System.nanoTime());
            results.append(' ')
                    .append(received.stream()
                            .map(LongSupplier::getAsLong)
                            .map(String::valueOf)
                            .collect(Collectors.joining(" ")));
        }
        System.out.println(results);
    }
}
