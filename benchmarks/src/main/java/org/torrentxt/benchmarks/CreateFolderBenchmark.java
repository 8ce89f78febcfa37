package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.create.ParallelTorrentCreator;

/** The speed of creating a .torrent file of very many small files. */
final class CreateFolderBenchmark implements Benchmark {
    private static final int FOLDERS = 200;
    private static final int FILES = 100; // in each
    private static final int SIZE = 16 * 1024;
    private static final int PIECE_LENGTH = 256 * 1024;
    private static final int WARM_UP = 10; // until the JVM has compiled most of it
    private static final String V1 = "v1";
    private static final String HYBRID = "hybrid";
    private static final String COLD = "v1, new JVM";
    private static final String MKTORRENT = "mktorrent";
    private static final String SUBJECT = "create of 20,000 files,";
    private static final String METHOD = """
        Creating the .torrent file of a folder with 200 folders of 100 files of 16 KiB each, with a thread per
        processor; compared with `mktorrent` with as many threads, where that is installed. The files are in the page
        cache. All run alternately; the order is reversed in every round. *v1*, also of `mktorrent`: in pieces of
        256 KiB; ours in a JVM that has created the same ten times before, as a Karaf that has been running. *New JVM*:
        the same in a JVM that is started for it, with its start; the time of `mktorrent` has that of its process, too.
        *hybrid*: hashed by SHA-1 and SHA-256, with the piece length that is chosen by default. Ours scans the folder a
        second time, to find files that have changed meanwhile. *CPU* is user and system.\
        """;

    private final TorrentCreator creator =
            new ParallelTorrentCreator("benchmarks", Runtime.getRuntime().availableProcessors());

    @Override
    public String name() {
        return "create-folder";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        Path folder = write(workspace.resolve("files"));
        Path out = workspace.resolve("files.torrent");
        List<String> ways = new ArrayList<>(List.of(V1, HYBRID, COLD));
        if (Mktorrent.isInstalled()) {
            ways.add(MKTORRENT);
        }
        for (int i = 0; i < WARM_UP; i++) {
            create(V1, folder, out);
            create(HYBRID, folder, out);
        }
        CreationTimes times = new CreationTimes(workspace.options().quiet());
        for (int round = 0; round < workspace.options().rounds(); round++) {
            for (String way : ways) {
                times.measure(way, () -> create(way, folder, out));
            }
            Collections.reverse(ways);
        }
        Workspace.delete(folder);
        return new Section(
                "Creating a .torrent file of 20,000 files",
                METHOD + times.noise(),
                headlines(times),
                times.table(MKTORRENT, (double) FOLDERS * FILES * SIZE / (1 << 20)));
    }

    private static List<Headline> headlines(CreationTimes times) {
        return times.has(MKTORRENT)
                ? List.of(
                        times.headline(SUBJECT, V1, MKTORRENT, MKTORRENT, "1"),
                        times.processorHeadline(SUBJECT, V1, MKTORRENT, MKTORRENT, ""),
                        times.headline(SUBJECT, HYBRID, MKTORRENT, "mktorrent, v1", ""))
                : List.of();
    }

    private void create(String way, Path folder, Path out) throws IOException {
        switch (way) {
            case V1 -> create(folder, TorrentFormat.V1, PIECE_LENGTH);
            case HYBRID -> create(folder, TorrentFormat.HYBRID, 0);
            case COLD -> ColdCreation.run(folder, PIECE_LENGTH, out);
            default -> Mktorrent.create(folder, PIECE_LENGTH, out);
        }
    }

    private void create(Path folder, TorrentFormat format, int pieceLength) {
        creator.create(CreateTorrent.of(folder)
                        .format(format)
                        .pieceLength(pieceLength)
                        .build())
                .join();
    }

    private static Path write(Path root) throws IOException {
        Random random = new Random(1);
        byte[] bytes = new byte[SIZE];
        for (int folder = 0; folder < FOLDERS; folder++) {
            Path below = Files.createDirectories(root.resolve("folder" + folder));
            for (int file = 0; file < FILES; file++) {
                random.nextBytes(bytes);
                Files.write(below.resolve("file" + file), bytes);
            }
        }
        return root;
    }
}
