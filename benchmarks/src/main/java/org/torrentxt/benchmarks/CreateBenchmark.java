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
import java.util.EnumSet;
import java.util.List;
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
        page cache, and then alternate; the order is reversed in every round. *CPU* is user and system. v2 hashes with SHA-256, hybrid with
        both; these are slower than SHA-1, and listed for comparison.\
        """;

    private static final Set<Way> V1_TORRENTS = EnumSet.of(Way.V1, Way.V1_ONE_THREAD, Way.MKTORRENT);

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
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        Path file = workspace.sample();
        out = workspace.resolve("mktorrent.torrent");
        List<Way> ways = new ArrayList<>(List.of(Way.values()));
        if (!Mktorrent.isInstalled()) {
            ways.remove(Way.MKTORRENT);
        }
        requireEqual(ways, file); // which is the warm-up, too
        CreationTimes times = new CreationTimes(workspace.options().quiet());
        for (int round = 0; round < workspace.options().rounds(); round++) {
            for (Way way : ways) {
                times.measure(way.label, () -> run(way, file));
            }
            Collections.reverse(ways);
        }
        return new Section(
                "Creating a .torrent file",
                METHOD + times.noise(),
                headlines(times),
                times.table(Way.DIGEST.label, workspace.options().mebibytes()));
    }

    private static List<Headline> headlines(CreationTimes times) {
        String reference = "MessageDigest in one thread";
        int processors = Runtime.getRuntime().availableProcessors();
        List<Headline> headlines = new ArrayList<>();
        headlines.add(
                times.headline("create", Way.V1.label, Way.DIGEST.label, reference, "1 per processor: " + processors));
        headlines.add(times.headline("create", Way.V1_ONE_THREAD.label, Way.DIGEST.label, reference, "1"));
        if (times.has(Way.MKTORRENT.label)) {
            String theirs = "mktorrent -t" + processors;
            headlines.add(times.headline("create", Way.V1.label, Way.MKTORRENT.label, theirs, "1"));
            headlines.add(times.processorHeadline("create", Way.V1.label, Way.MKTORRENT.label, theirs, ""));
        }
        return headlines;
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
