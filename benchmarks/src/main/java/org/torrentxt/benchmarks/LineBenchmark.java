package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.benchmarks.line.Line;
import org.torrentxt.benchmarks.line.LineTransfer;
import org.torrentxt.benchmarks.line.LineTransfer.Kind;
import org.torrentxt.benchmarks.line.LineTransfer.Rate;
import org.torrentxt.impl.create.ParallelTorrentCreator;

/** The speed of transfers over a line as between homes: with a delay, a limited rate, and losses. */
final class LineBenchmark implements Benchmark {
    private static final int SECONDS = 12;
    private static final int MEBIBYTES = 512; // more than the line carries meanwhile
    private static final Path CONGESTION_CONTROL = Path.of("/proc/sys/net/ipv4/tcp_congestion_control");
    private static final List<Line> LINES = List.of(new Line(100, 25, 0, 100), new Line(100, 25, 10, 100));
    private static final String METHOD = """
        Downloads for %d seconds between two network namespaces, with the defaults of `network=internet`, over a line of
        100 Mbit/s with a round trip of 50 ms, whose queue holds 100 ms; then with 1 %% of all packets lost in each
        direction, by chance. A process carries the packets from one namespace to the other, as `netem` does where
        kernels have it. Mbit/s of content: from adding the torrent, and in the last two thirds of the time.

        - *bare*: a TCP connection, one side of which writes while the other reads; *bare, 8*: eight of them together.
        - *TCP*, *uTP*: one session downloads from another, by that alone.
        - *side by side*: two sessions download from the same one, the first by TCP, the second by uTP.

        Congestion control of TCP is what this kernel has by default, and Reno, which, like CUBIC, takes any loss for
        congestion.\
        """.formatted(SECONDS);

    private final Table details = new Table("line", "TCP's", "transfer", "Mbit/s from adding", "Mbit/s later");
    private final List<Headline> headlines = new ArrayList<>();

    @Override
    public String name() {
        return "line";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        Path content = workspace.sample(MEBIBYTES);
        Path torrent = privateTorrentOf(content, workspace);
        Set<String> controls =
                new LinkedHashSet<>(List.of(Files.readString(CONGESTION_CONTROL).strip(), "reno"));
        for (Line line : LINES) {
            for (String control : controls) {
                double bare = 0;
                for (Kind kind : List.of(Kind.BARE, Kind.BARE_8, Kind.TCP, Kind.UTP, Kind.BOTH)) {
                    List<Rate> rates = LineTransfer.run(
                            line,
                            kind,
                            control,
                            SECONDS,
                            torrent,
                            content.getParent(),
                            workspace.options().settings());
                    bare = kind == Kind.BARE ? sum(rates) : bare;
                    record(line, control, kind, rates, bare);
                    deleteDownloads(content.getParent().getParent());
                }
            }
        }
        return new Section("A line with a delay and losses", METHOD, headlines, details);
    }

    // so that those who download side by side do not find each other
    private static Path privateTorrentOf(Path content, Workspace workspace) throws IOException {
        byte[] torrent = new ParallelTorrentCreator(
                        "benchmarks", Runtime.getRuntime().availableProcessors())
                .create(CreateTorrent.of(content)
                        .format(TorrentFormat.V1)
                        .privateTorrent(true)
                        .build())
                .join()
                .content();
        return Files.write(workspace.resolve("line.torrent"), torrent);
    }

    private void record(Line line, String control, Kind kind, List<Rate> rates, double bare) {
        String losses = line.lostPerThousand() == 0 ? "no loss" : "1 % lost";
        details.row(losses, control, label(kind), texts(rates, Rate::all), texts(rates, Rate::later));
        if (kind == Kind.TCP || kind == Kind.BOTH) {
            headlines.add(new Headline(
                    "50 ms, 100 Mbit/s, " + losses + ", " + control + ", " + label(kind)
                            + ", Mbit/s later; reference: bare",
                    Samples.text(sum(rates), 1),
                    Samples.text(bare, 1),
                    Samples.text(sum(rates) / bare, 2),
                    "0.9"));
        }
        System.out.println("  " + line + ", " + control + ", " + label(kind) + ": " + rates);
    }

    private static double sum(List<Rate> rates) {
        return rates.stream().mapToDouble(Rate::later).sum();
    }

    private static String texts(List<Rate> rates, ToDoubleFunction<Rate> which) {
        return rates.stream()
                .map(rate -> Samples.text(which.applyAsDouble(rate), 1))
                .collect(Collectors.joining(" + "));
    }

    private static String label(Kind kind) {
        return switch (kind) {
            case BARE -> "bare";
            case BARE_8 -> "bare, 8";
            case TCP -> "TCP";
            case UTP -> "uTP";
            case BOTH -> "side by side";
        };
    }

    private static void deleteDownloads(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (entry.getFileName().toString().startsWith(LineTransfer.DOWNLOADS)) {
                    Workspace.delete(entry);
                }
            }
        }
    }
}
