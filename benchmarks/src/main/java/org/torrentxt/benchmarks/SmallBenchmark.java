package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.create.ParallelTorrentCreator;

/** Transfers of many small torrents, and of a torrent of many small files. */
final class SmallBenchmark implements Benchmark {
    private static final int TORRENTS = 100;
    private static final int TORRENT_SIZE = 1 << 20;
    private static final int FILES = 10_000;
    private static final int FILE_SIZE = 16 * 1024;
    private static final String METHOD = """
        From one session to another in the same JVM, on 127.0.0.1: %d torrents of 1 MiB, which are added one after the other, from the
        first until all are finished; and a torrent of %,d files of 16 KiB, from adding it until it is finished. The seeder assumes that its content is
        complete. CPU is that of the process.

        - *service*: TorrentXT sessions with the defaults of `network=local`. *Saved*: the receiver's progress is saved every second.
        - *manager, TCP*: the binding's `SessionManager` with `enable_outgoing_utp=false`, and without limits of its queue for the 100 torrents.\
        """.formatted(TORRENTS, FILES);

    /** The sessions. */
    private enum Kind {
        SERVICE("service"),
        SAVED("service, saved"),
        MANAGER("manager, TCP");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        TransferSession start(Path folder, Optional<Path> state, int torrents) {
            return this == MANAGER
                    ? new ManagerSession(false, torrents)
                    : new ServiceSession(folder, Map.of(), this == SAVED ? state : Optional.empty(), torrents);
        }
    }

    private final Map<String, Samples> seconds = new LinkedHashMap<>();
    private final Map<String, Samples> cpu = new LinkedHashMap<>();

    @Override
    public String name() {
        return "small";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        Map<String, List<byte[]>> contents = new LinkedHashMap<>();
        contents.put(TORRENTS + " torrents of 1 MiB", torrents(workspace.resolve("torrents")));
        contents.put(FILES + " files of 16 KiB", List.of(files(workspace.resolve("files"))));
        List<Kind> order = new ArrayList<>(List.of(Kind.values()));
        for (int round = 1; round <= workspace.options().rounds(); round++) {
            for (Kind kind : order) {
                for (Map.Entry<String, List<byte[]>> content : contents.entrySet()) {
                    boolean isFiles = content.getValue().size() == 1;
                    run(
                            workspace,
                            kind,
                            content.getKey(),
                            content.getValue(),
                            workspace.resolve(isFiles ? "files" : "torrents"));
                }
            }
            Collections.reverse(order);
        }
        Workspace.delete(workspace.resolve("torrents"));
        Workspace.delete(workspace.resolve("files"));
        return section(List.copyOf(contents.keySet()));
    }

    private static List<byte[]> torrents(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<byte[]> torrents = new ArrayList<>();
        for (int i = 0; i < TORRENTS; i++) {
            torrents.add(torrentOf(random(folder.resolve("content " + i), TORRENT_SIZE, i)));
        }
        return torrents;
    }

    private static byte[] files(Path folder) throws IOException {
        Path content = Files.createDirectories(folder.resolve("content"));
        for (int i = 0; i < FILES; i++) {
            random(content.resolve("file " + i), FILE_SIZE, i);
        }
        return torrentOf(content);
    }

    private static Path random(Path file, int size, int seed) throws IOException {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return Files.write(file, bytes);
    }

    private static byte[] torrentOf(Path content) {
        return new ParallelTorrentCreator("benchmarks", 1)
                .create(CreateTorrent.of(content).format(TorrentFormat.V1).build())
                .join()
                .content();
    }

    private void run(Workspace workspace, Kind kind, String what, List<byte[]> torrents, Path folder)
            throws IOException, InterruptedException {
        Path target = Files.createDirectories(workspace.resolve("target"));
        try (TransferSession seeder = kind.start(folder, Optional.empty(), torrents.size());
                TransferSession leecher =
                        kind.start(target, Optional.of(workspace.resolve("small-state")), torrents.size())) {
            torrents.forEach(torrent -> seeder.seed(torrent, folder, false));
            seeder.seeding().get();
            int port = seeder.port();
            leecher.port();
            Duration before = cpu();
            long begin = System.nanoTime();
            torrents.forEach(torrent -> leecher.download(torrent, target, port));
            leecher.finished().get();
            double time = (System.nanoTime() - begin) / 1e9;
            double used = cpu().minus(before).toNanos() / 1e9;
            String label = label(what, kind);
            seconds.computeIfAbsent(label, l -> new Samples()).add(time);
            cpu.computeIfAbsent(label, l -> new Samples()).add(used);
            System.out.println("  " + label + ": " + Samples.text(time, 2) + " s, CPU " + Samples.text(used, 2) + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            Workspace.delete(target);
            Workspace.delete(workspace.resolve("small-state"));
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static String label(String what, Kind kind) {
        return what + ", " + kind.title;
    }

    private Section section(List<String> contents) {
        Table details = new Table("transfer", "s", "CPU, s");
        seconds.forEach((label, samples) ->
                details.row(label, samples.summary(2), cpu.get(label).summary(2)));
        return new Section(
                "Many small torrents, many small files",
                METHOD,
                contents.stream().map(this::headline).toList(),
                details);
    }

    private Headline headline(String what) {
        Samples ours = seconds.get(label(what, Kind.SERVICE));
        Samples reference = seconds.get(label(what, Kind.MANAGER));
        return new Headline(
                what + ", s; reference: manager, TCP",
                ours.summary(2),
                reference.summary(2),
                reference.dividedBy(ours).summary(2),
                "");
    }
}
