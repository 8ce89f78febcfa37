package org.torrentxt.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.torrentxt.benchmarks.program.LineProgram;
import org.torrentxt.benchmarks.program.Settings;

/**
 * One side of a transfer, in a separate JVM. Prints {@value #READY} with its port once it is ready. On {@value #GET}
 * with a port, or several with commas between them, and optionally an age in milliseconds until which its session waits, it downloads from that port and prints
 * {@value #DONE} with the nanoseconds from adding the torrent until it was finished. Ends with its standard input, so
 * that it does not outlive its parent process.
 */
final class TransferPeer {
    static final String READY = LineProgram.READY;
    static final String GET = LineProgram.GET;
    static final String DONE = LineProgram.DONE;

    /** Asks for the bytes of content that it has sent, and names them in the answer. */
    static final String SENT = "sent";

    /** The role of a seeder that assumes that its content is complete. */
    static final String SEED = "seed";

    /** The role of a seeder that checks its content first. */
    static final String CHECK = "check";

    /** The kind of session. */
    enum Kind {
        SERVICE,
        MANAGER,
        MANAGER_TCP,
        /** As SERVICE, but saved. */
        SAVED,
        /** As SERVICE, but with memory-mapped files. */
        MAPPED,
        /** As SERVICE, but another torrent has been added and removed before. */
        USED;

        TransferSession start(Path folder, Map<String, Object> settings) throws IOException {
            return switch (this) {
                case SERVICE -> new ServiceSession(folder, settings, Optional.empty());
                case SAVED ->
                    new ServiceSession(
                            folder, settings, Optional.of(Files.createTempDirectory(folder.getParent(), "state")));
                case MAPPED -> ServiceSession.mapped(folder, settings);
                case USED -> ServiceSession.used(folder, settings);
                case MANAGER -> new ManagerSession(true);
                case MANAGER_TCP -> new ManagerSession(false);
            };
        }
    }

    private TransferPeer() {}

    /** Arguments: the kind, {@value #SEED}, {@value #CHECK} or {@value #GET}, the .torrent file, the folder of the content, settings. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        byte[] torrent = Files.readAllBytes(Path.of(args[2]));
        Path folder = Path.of(args[3]);
        long started = System.nanoTime();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (TransferSession session = Kind.valueOf(args[0]).start(folder, Settings.read(args[4]))) {
            if (!args[1].equals(GET)) {
                session.seed(torrent, folder, args[1].equals(CHECK));
                session.seeding().get();
            }
            System.out.println(READY + " " + session.port());
            String command = commands.readLine();
            if (command != null && command.startsWith(GET)) {
                String[] words = command.split(" ");
                if (words.length > 2) {
                    sleepUntil(started + Long.parseLong(words[2]) * 1_000_000);
                }
                download(session, torrent, folder, ports(words[1]));
                command = commands.readLine();
            }
            if (command != null && command.equals(SENT)) {
                System.out.println(SENT + " " + session.uploaded());
                commands.readLine();
            }
        }
    }

    private static void sleepUntil(long time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time - System.nanoTime());
    }

    private static int[] ports(String list) {
        return Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    private static void download(TransferSession session, byte[] torrent, Path folder, int... peerPorts)
            throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        session.download(torrent, folder, peerPorts);
        session.finished().get();
        System.out.println(DONE + " " + (System.nanoTime() - begin));
    }
}
