package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final String METHOD = """
        Creating the .torrent file (v1) of a folder with 200 folders of 100 files of 16 KiB each, in pieces of 256 KiB, with a
        thread per processor; compared with `mktorrent`, where that is installed. Both run once before the first round,
        which leaves the files in the page cache, and then alternate; the order is reversed in every round. The time of
        `mktorrent` includes the start of its process, that of ours does not include the start of a JVM; ours scans the
        folder a second time, to find files that have changed meanwhile.\
        """;

    private final Samples ours = new Samples();
    private final Samples theirs = new Samples();
    private final TorrentCreator creator =
            new ParallelTorrentCreator("benchmarks", Runtime.getRuntime().availableProcessors());

    @Override
    public String name() {
        return "create-folder";
    }

    @Override
    public Section run(Workspace workspace) throws IOException {
        Path folder = write(workspace.resolve("files"));
        Path out = workspace.resolve("files.torrent");
        boolean isInstalled = Mktorrent.isInstalled();
        measure(folder, out, isInstalled);
        Table details = new Table("round", "ours, s", "mktorrent, s");
        for (int round = 1; round <= workspace.options().rounds(); round++) {
            boolean first = round % 2 == 0;
            double reference = first && isInstalled ? theirs(folder, out) : 0;
            double own = ours(folder);
            reference = !first && isInstalled ? theirs(folder, out) : reference;
            ours.add(own);
            if (isInstalled) {
                theirs.add(reference);
            }
            details.row(round, Samples.text(own, 3), isInstalled ? Samples.text(reference, 3) : "");
            System.out.println("  round " + round + ": " + Samples.text(own, 3) + " s, mktorrent "
                    + (isInstalled ? Samples.text(reference, 3) + " s" : "is not installed"));
        }
        Workspace.delete(folder);
        return new Section(
                "Creating a .torrent file of 20,000 files",
                METHOD,
                List.of(new Headline(
                        "create of 20,000 files, seconds; reference: mktorrent",
                        ours.summary(3),
                        isInstalled ? theirs.summary(3) : "",
                        isInstalled ? theirs.dividedBy(ours).summary(2) : "",
                        "1")),
                details);
    }

    private void measure(Path folder, Path out, boolean isInstalled) throws IOException {
        ours(folder);
        if (isInstalled) {
            theirs(folder, out);
        }
    }

    private double ours(Path folder) {
        long begin = System.nanoTime();
        creator.create(CreateTorrent.of(folder)
                        .format(TorrentFormat.V1)
                        .pieceLength(PIECE_LENGTH)
                        .build())
                .join();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double theirs(Path folder, Path out) throws IOException {
        long begin = System.nanoTime();
        Mktorrent.create(folder, PIECE_LENGTH, out);
        return (System.nanoTime() - begin) / 1e9;
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
