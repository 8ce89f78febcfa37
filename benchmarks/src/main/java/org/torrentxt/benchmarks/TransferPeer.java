package org.torrentxt.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One side of a transfer, in a separate JVM. Prints {@value #READY} with its port once it is ready. On {@value #GET}
 * with a port and an age in milliseconds, it waits until its session is that old, downloads from that port and prints
 * {@value #DONE} with the nanoseconds from adding the torrent until it was finished. Ends with its standard input, so
 * that it does not outlive its parent process.
 */
final class TransferPeer {
    static final String READY = "ready";
    static final String GET = "get";
    static final String DONE = "done";

    /** The kind of session. */
    enum Kind {
        SERVICE,
        MANAGER,
        MANAGER_TCP,
        /** As SERVICE, but saved. */
        SAVED;

        TransferSession start(Path folder, Map<String, Object> settings) throws IOException {
            return switch (this) {
                case SERVICE -> new ServiceSession(folder, settings, Optional.empty());
                case SAVED ->
                    new ServiceSession(
                            folder, settings, Optional.of(Files.createTempDirectory(folder.getParent(), "state")));
                case MANAGER -> new ManagerSession(true);
                case MANAGER_TCP -> new ManagerSession(false);
            };
        }
    }

    private TransferPeer() {}

    /** Arguments: the kind, {@code seed} or {@code get}, the .torrent file, the folder of the content, settings. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        byte[] torrent = Files.readAllBytes(Path.of(args[2]));
        Path folder = Path.of(args[3]);
        long started = System.nanoTime();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (TransferSession session = Kind.valueOf(args[0]).start(folder, Options.settings(args[4]))) {
            if (args[1].equals("seed")) {
                session.seed(torrent, folder);
                session.seeding().get();
            }
            System.out.println(READY + " " + session.port());
            String command = commands.readLine();
            if (command != null && command.startsWith(GET)) {
                String[] words = command.split(" ");
                sleepUntil(started + Long.parseLong(words[2]) * 1_000_000);
                download(session, torrent, folder, Integer.parseInt(words[1]));
                commands.readLine();
            }
        }
    }

    private static void sleepUntil(long time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time - System.nanoTime());
    }

    private static void download(TransferSession session, byte[] torrent, Path folder, int peerPort)
            throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        session.download(torrent, folder, peerPort);
        session.finished().get();
        System.out.println(DONE + " " + (System.nanoTime() - begin));
    }
}
