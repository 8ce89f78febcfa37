package org.torrentxt.impl.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.create.TestCreator;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.ForkedJvm;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.net.WildMessages;
import org.torrentxt.impl.fixture.net.WildPeer;

/** Nothing that a peer sends kills the JVM: tried in one of its own. */
class HostilePeerTest {
    private static final Duration LIMIT = Duration.ofSeconds(Long.getLong("fuzz.peer.seconds", 15));
    private static final int SIZE = 3_000_000;

    @TempDir
    Path folder;

    /**
     * The message that ended it before the library was patched, to seeders and leechers of any torrent with pad files.
     */
    @Test
    @Timeout(60)
    void hashesOfFilesThatHaveNoneAreRefused() throws IOException, InterruptedException {
        ForkedJvm.assertSurvives(Hashes.class, folder, Duration.ofSeconds(50), folder.toString());
    }

    @Test
    void wildMessagesKillNothing() throws IOException, InterruptedException {
        ForkedJvm.assertSurvives(
                Wild.class, folder, LIMIT.plusSeconds(60), folder.toString(), String.valueOf(LIMIT.toSeconds()));
    }

    /** What runs in the other JVM: messages with hashes of zeros for the files whose roots are zeros. */
    static final class Hashes {
        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            try (LocalSession seeder = LocalSession.start("seeder", folder);
                    LocalSession leecher = LocalSession.start("leecher", folder.resolve("downloads"))) {
                Target target = Target.create(folder, TorrentFormat.HYBRID, 1 << 20);
                target.addTo(List.of(seeder), List.of(leecher), List.of());
                Random random = new Random(1);
                for (LocalSession session : List.of(seeder, leecher)) {
                    for (int index : new int[] {0, 1, 7, 31, 63}) {
                        for (int count = 1; count <= 8; count *= 2) {
                            byte[] message = hashes(index, count);
                            try {
                                new WildPeer(random, target.infoHashes().get(0), message).dial(session.endpoint());
                            } catch (IOException e) {
                                // refused, which is what it should be
                            }
                            session.session().status();
                        }
                    }
                }
            }
            ForkedJvm.survived();
        }

        private static byte[] hashes(int index, int count) {
            int length = 1 + 32 + 4 * Integer.BYTES + count * 32;
            return ByteBuffer.allocate(Integer.BYTES + length)
                    .putInt(length)
                    .put((byte) WildMessages.HASHES)
                    .put(new byte[32])
                    .putInt(0)
                    .putInt(index)
                    .putInt(count)
                    .array();
        }
    }

    /** What runs in the other JVM: peers that dial and are dialled, of torrents of all formats. */
    static final class Wild {
        private static final int THREADS = 8;
        private static final Map<String, Object> SETTINGS =
                Map.of("min_reconnect_time", 1, "max_failcount", 1000, "unchoke_interval", 1);

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            long end = System.nanoTime()
                    + Duration.ofSeconds(Long.parseLong(arguments[1])).toNanos();
            List<LocalSession> sessions = new ArrayList<>();
            for (String name : List.of("seeder", "leecher", "magnets")) {
                sessions.add(LocalSession.start(name, folder.resolve(name), SETTINGS));
            }
            List<Target> targets = new ArrayList<>();
            for (TorrentFormat format : TorrentFormat.values()) {
                for (int pieceLength : new int[] {1 << 14, 1 << 16, 1 << 20}) {
                    Target target = Target.create(folder, format, pieceLength);
                    target.addTo(sessions.subList(0, 1), sessions.subList(1, 2), sessions.subList(2, 3));
                    targets.add(target);
                }
            }
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<?>> all = IntStream.range(0, THREADS)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> attack(new Random(i), end, sessions, targets)))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
            threads.shutdown();
            sessions.forEach(LocalSession::close);
            ForkedJvm.survived();
        }

        private static void attack(Random random, long end, List<LocalSession> sessions, List<Target> targets) {
            while (System.nanoTime() < end) {
                Target target = targets.get(random.nextInt(targets.size()));
                LocalSession session = sessions.get(random.nextInt(sessions.size()));
                try {
                    WildPeer peer = target.peer(random);
                    if (random.nextInt(3) > 0) {
                        peer.dial(session.endpoint());
                    } else {
                        target.isDialledBy(session, peer);
                    }
                } catch (IOException | TorrentException e) {
                    // it was refused
                }
            }
        }
    }

    /** A torrent with pad files and an empty file, and what its peers know of it. */
    private record Target(Path folder, CreatedTorrent torrent, byte[] metadata, List<byte[]> roots, int pieces) {
        static Target create(Path parent, TorrentFormat format, int pieceLength) throws IOException {
            Path folder = Files.createDirectories(parent.resolve(format + "-" + pieceLength));
            Path content = Content.write(folder, SIZE);
            Files.createFile(content.resolve("empty"));
            CreatedTorrent torrent = TestCreator.create(CreateTorrent.of(content)
                    .format(format)
                    .pieceLength(pieceLength)
                    .build());
            BencodeDictionary file = Bencode.decodeDictionary(torrent.content());
            List<byte[]> roots = new ArrayList<>(List.of(new byte[32]));
            file.dictionary("piece layers")
                    .ifPresent(layers -> layers.entries().forEach((root, layer) -> {
                        roots.add(root.bytes());
                        roots.add(Arrays.copyOf(((ByteString) layer).bytes(), 32));
                    }));
            byte[] metadata = Bencode.encode(file.dictionary("info").orElseThrow());
            return new Target(folder, torrent, metadata, roots, SIZE / pieceLength + 3);
        }

        List<byte[]> infoHashes() {
            return Stream.of(torrent.infoHashes().v1(), torrent.infoHashes().v2())
                    .flatMap(hash -> hash.map(InfoHash::hex).stream())
                    .map(hex -> Arrays.copyOf(HexFormat.of().parseHex(hex), 20))
                    .toList();
        }

        void addTo(List<LocalSession> seeders, List<LocalSession> leechers, List<LocalSession> byMagnet) {
            AddTorrent.Builder file = AddTorrent.torrentBytes(torrent.content()).started();
            leechers.forEach(session -> session.session().add(file.build()));
            seeders.forEach(
                    session -> session.session().add(file.savePath(folder).build()));
            AddTorrent magnet = AddTorrent.magnet(torrent.magnetUri()).started().build();
            byMagnet.forEach(session -> session.session().add(magnet));
        }

        WildPeer peer(Random random) throws IOException {
            byte[] messages = new WildMessages(random, roots, metadata, pieces).some(1 + random.nextInt(12));
            return new WildPeer(
                    random, infoHashes().get(random.nextInt(infoHashes().size())), messages);
        }

        void isDialledBy(LocalSession session, WildPeer peer) throws IOException {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                server.setSoTimeout(300);
                InfoHash hash = torrent.infoHashes().best().orElseThrow();
                session.session()
                        .find(hash)
                        .orElseThrow()
                        .connectPeer(new Endpoint(server.getInetAddress(), server.getLocalPort()));
                peer.answer(server);
            }
        }
    }
}
