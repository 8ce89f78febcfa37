package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.benchmarks.Transfer.Result;
import org.torrentxt.benchmarks.TransferPeer.Kind;
import org.torrentxt.impl.create.ParallelTorrentCreator;

/** The speed of transfers between two sessions. */
final class TransferBenchmark implements Benchmark {
    private static final String METHOD = """
        One file from a session in one JVM to a session in another, on 127.0.0.1, from adding the torrent at the
        receiver until its alert `torrentFinished`. The seeder has checked its content before.
        Downloaded content is compared byte by byte afterwards, and deleted. New processes are started for each run; the
        order is reversed in every round. libtorrent connects to new peers once a second, which delays a transfer by up
        to a second: the rounds begin at evenly spread times within that second, the same for all.

        - *service*: a TorrentXT session with the defaults of `network=local`.
        - *manager*: the binding's `SessionManager` at its defaults, which prefer uTP; with POSIX disk I/O.
        - *manager, TCP*: the same with `enable_outgoing_utp=false`: not a default, but shows the remaining difference
          without uTP.

        DHT, LSD, UPnP and NAT-PMP are off in all of them. CPU is that of both processes during the transfer.\
        """;

    private final Map<Kind, Samples> seconds = new EnumMap<>(Kind.class);
    private final Map<Kind, Samples> cpu = new EnumMap<>(Kind.class);
    private final Table details = new Table("round", "session", "s", "MiB/s", "CPU s");
    private final Set<Kind> ended = EnumSet.noneOf(Kind.class);

    @Override
    public String name() {
        return "transfer";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        Path content = workspace.sample();
        Transfer transfer = new Transfer(workspace, content, torrentOf(content, workspace));
        List<Kind> order = new ArrayList<>(List.of(Kind.SERVICE, Kind.MANAGER, Kind.MANAGER_TCP));
        for (int round = 1; round <= workspace.options().rounds(); round++) {
            for (Kind kind : order) {
                Result result = transfer.run(kind, round - 1);
                record(round, kind, result, workspace.options().mebibytes());
            }
            Collections.reverse(order);
        }
        return new Section(
                "Transfer between two processes",
                METHOD,
                List.of(
                        headline("transfer, seconds; reference: manager", Kind.MANAGER, "1.2"),
                        headline("transfer, seconds; reference: manager, TCP", Kind.MANAGER_TCP, ""),
                        cpuHeadline("transfer, CPU seconds; reference: manager", Kind.MANAGER),
                        cpuHeadline("transfer, CPU seconds; reference: manager, TCP", Kind.MANAGER_TCP)),
                details);
    }

    static Path torrentOf(Path content, Workspace workspace) throws IOException {
        byte[] torrent = new ParallelTorrentCreator(
                        "benchmarks", Runtime.getRuntime().availableProcessors())
                .create(CreateTorrent.of(content).format(TorrentFormat.V1).build())
                .join()
                .content();
        return Files.write(workspace.resolve("sample.torrent"), torrent);
    }

    private void record(int round, Kind kind, Result result, int mebibytes) {
        seconds.computeIfAbsent(kind, k -> new Samples()).add(result.seconds());
        cpu.computeIfAbsent(kind, k -> new Samples()).add(result.cpuSeconds());
        if (result.ended()) {
            ended.add(kind);
        }
        String rate = result.ended() ? "" : Samples.text(mebibytes / result.seconds(), 0);
        details.row(round, label(kind), result, rate, Samples.text(result.cpuSeconds(), 2));
        System.out.println("  round " + round + ", " + label(kind) + ": " + result + " s, " + rate + " MiB/s, CPU "
                + Samples.text(result.cpuSeconds(), 2) + " s");
    }

    private Headline headline(String what, Kind reference, String aim) {
        // a transfer that was ended would have taken longer
        String note = ended.contains(reference) || ended.contains(Kind.SERVICE) ? " (some ended at the limit)" : "";
        return compare(what + note, seconds, reference, aim);
    }

    private Headline cpuHeadline(String what, Kind reference) {
        return compare(what, cpu, reference, "");
    }

    private static Headline compare(String what, Map<Kind, Samples> samples, Kind reference, String aim) {
        Samples ours = samples.get(Kind.SERVICE);
        Samples theirs = samples.get(reference);
        return new Headline(
                what, ours.summary(2), theirs.summary(2), theirs.dividedBy(ours).summary(2), aim);
    }

    private static String label(Kind kind) {
        return switch (kind) {
            case SERVICE -> "service";
            case SAVED -> "saved";
            case USED -> "used before";
            case MAPPED -> "mmap";
            case MANAGER -> "manager";
            case MANAGER_TCP -> "manager, TCP";
        };
    }
}
