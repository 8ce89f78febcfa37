package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.create.ParallelTorrentCreator;

/** The speed of creating a .torrent file. */
final class CreateBenchmark implements Benchmark {
    private static final int PIECE_LENGTH = 512 * 1024;
    private static final int CHUNK = 256 * 1024;
    private static final String METHOD = """
        Creating the .torrent file of one file, in pieces of 512 KiB, with one thread per processor, and with one
        thread; compared with SHA-1 of the same pieces with `MessageDigest` in one thread, and with `mktorrent` with a
        thread per processor, where that is installed. All run once before the first round, which leaves the file in the
        page cache, and then alternate; the order is reversed in every round. v2 hashes with SHA-256, hybrid with
        both; these are slower than SHA-1, and listed for comparison.\
        """;

    private static final Set<Way> V1_TORRENTS = EnumSet.of(Way.V1, Way.V1_ONE_THREAD, Way.MKTORRENT);

    private final Map<Way, Samples> seconds = new EnumMap<>(Way.class);
    private Path out;

    private enum Way {
        DIGEST("MessageDigest SHA-1"),
        V1("v1"),
        V1_ONE_THREAD("v1, one thread"),
        V2("v2"),
        HYBRID("hybrid"),
        MKTORRENT("mktorrent");

        private final String label;

        Way(String label) {
            this.label = label;
        }
    }

    private final TorrentCreator creator =
            new ParallelTorrentCreator("benchmarks", Runtime.getRuntime().availableProcessors());
    private final TorrentCreator oneThread = new ParallelTorrentCreator("benchmarks", 1);

    @Override
    public String name() {
        return "create";
    }

    @Override
    public Section run(Workspace workspace) throws IOException {
        Path file = workspace.sample();
        out = workspace.resolve("mktorrent.torrent");
        List<Way> ways = new ArrayList<>(List.of(Way.values()));
        if (!Mktorrent.isInstalled()) {
            ways.remove(Way.MKTORRENT);
        }
        requireEqual(ways, file); // which is the warm-up, too
        for (int round = 0; round < workspace.options().rounds(); round++) {
            for (Way way : ways) {
                measure(way, file);
            }
            Collections.reverse(ways);
        }
        Table details = new Table("way", "s", "MiB/s", "times as fast as MessageDigest");
        seconds.forEach((way, samples) -> details.row(
                way.label,
                samples.summary(3),
                Samples.text(workspace.options().mebibytes() / samples.median(), 0),
                seconds.get(Way.DIGEST).dividedBy(samples).summary(2)));
        return new Section("Creating a .torrent file", METHOD, headlines(), details);
    }

    private List<Headline> headlines() {
        String reference = "MessageDigest in one thread";
        int processors = Runtime.getRuntime().availableProcessors();
        List<Headline> headlines = new ArrayList<>();
        headlines.add(headline(Way.V1, Way.DIGEST, reference, "1 per processor: " + processors));
        headlines.add(headline(Way.V1_ONE_THREAD, Way.DIGEST, reference, "1"));
        if (seconds.containsKey(Way.MKTORRENT)) {
            headlines.add(headline(Way.V1, Way.MKTORRENT, "mktorrent -t" + processors, "1"));
        }
        return headlines;
    }

    private Headline headline(Way way, Way other, String reference, String aim) {
        Samples theirs = seconds.get(other);
        return new Headline(
                "create " + way.label + ", seconds; reference: " + reference,
                seconds.get(way).summary(3),
                theirs.summary(3),
                theirs.dividedBy(seconds.get(way)).summary(2),
                aim);
    }

    private void measure(Way way, Path file) throws IOException {
        long begin = System.nanoTime();
        run(way, file);
        double taken = (System.nanoTime() - begin) / 1e9;
        seconds.computeIfAbsent(way, w -> new Samples()).add(taken);
        System.out.println("  " + way.label + ": " + Samples.text(taken, 3) + " s");
    }

    private byte[] run(Way way, Path file) throws IOException {
        return switch (way) {
            case DIGEST -> digest(file);
            case V1 -> create(creator, TorrentFormat.V1, file);
            case V1_ONE_THREAD -> create(oneThread, TorrentFormat.V1, file);
            case V2 -> create(creator, TorrentFormat.V2, file);
            case HYBRID -> create(creator, TorrentFormat.HYBRID, file);
            case MKTORRENT -> Mktorrent.create(file, PIECE_LENGTH, out);
        };
    }

    private static byte[] create(TorrentCreator creator, TorrentFormat format, Path file) {
        return creator.create(CreateTorrent.of(file)
                        .format(format)
                        .pieceLength(PIECE_LENGTH)
                        .build())
                .join()
                .content();
    }

    /** The concatenated SHA-1 hashes of all pieces. */
    private static byte[] digest(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            int pieces = (int) ((channel.size() + PIECE_LENGTH - 1) / PIECE_LENGTH);
            ByteBuffer hashes = ByteBuffer.allocate(pieces * sha1.getDigestLength());
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            int inPiece = 0;
            while (channel.read(chunk.clear()) >= 0) {
                inPiece += chunk.position();
                sha1.update(chunk.flip());
                if (inPiece == PIECE_LENGTH) {
                    hashes.put(sha1.digest());
                    inPiece = 0;
                }
            }
            return hashes.array();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is not available", e);
        }
    }

    private void requireEqual(List<Way> ways, Path file) throws IOException {
        byte[] expected = digest(file);
        for (Way way : ways) {
            byte[] torrent = run(way, file);
            if (V1_TORRENTS.contains(way) && !holds(torrent, expected)) {
                throw new IllegalStateException("the hashes of " + way.label + " differ from those of MessageDigest");
            }
        }
    }

    private static boolean holds(byte[] torrent, byte[] hashes) {
        return new String(torrent, StandardCharsets.ISO_8859_1)
                .contains("6:pieces" + hashes.length + ":" + new String(hashes, StandardCharsets.ISO_8859_1));
    }
}
