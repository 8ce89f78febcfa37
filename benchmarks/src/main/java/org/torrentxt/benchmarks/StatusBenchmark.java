package org.torrentxt.benchmarks;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.engine.EngineSession;

/** The cost of reading the status of all torrents. */
final class StatusBenchmark implements Benchmark {
    private static final int WARM_UP = 20;
    private static final int TIMES = 10;
    private static final String METHOD = """
        The status of all torrents of one session, added paused and by info-hash only: `TorrentSession.statuses()`
        compared with `Torrent.status()` of each. A round is the mean of ten calls of each, after a warm-up.\
        """;

    @Override
    public String name() {
        return "status";
    }

    @Override
    public Section run(Workspace workspace) {
        int count = workspace.options().torrents();
        try (EngineSession session = EngineSession.start(
                ServiceSession.options("status", workspace.resolve("status"), Map.of()), Set.of(), alert -> {})) {
            List<Torrent> torrents = addPaused(session, count);
            return measure(session, torrents, workspace.options().rounds());
        }
    }

    /** Adds paused torrents. */
    static List<Torrent> addPaused(TorrentSession session, int count) {
        Random random = new Random(count);
        byte[] hash = new byte[20];
        List<Torrent> torrents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            random.nextBytes(hash);
            torrents.add(
                    session.add(AddTorrent.infoHash(new InfoHash(HexFormat.of().formatHex(hash)))
                                    .paused()
                                    .build())
                            .torrent());
        }
        return torrents;
    }

    private static Section measure(TorrentSession session, List<Torrent> torrents, int rounds) {
        IntSupplier together = () -> session.statuses().size();
        IntSupplier singly =
                () -> (int) torrents.stream().flatMap(t -> t.status().stream()).count();
        int count = torrents.size();
        milliseconds(together, WARM_UP, count);
        milliseconds(singly, WARM_UP, count);
        Samples ours = new Samples();
        Samples reference = new Samples();
        Table details = new Table("round", "statuses() ms", "status() of each, ms", "ratio");
        for (int round = 0; round < rounds; round++) {
            ours.add(milliseconds(together, TIMES, count));
            reference.add(milliseconds(singly, TIMES, count));
            details.row(
                    round + 1,
                    Samples.text(ours.get(round), 2),
                    Samples.text(reference.get(round), 2),
                    Samples.text(reference.get(round) / ours.get(round), 1));
        }
        return new Section(
                "Status of " + count + " torrents",
                METHOD,
                List.of(new Headline(
                        "status of " + count + " torrents at once, ms; reference: one by one",
                        ours.summary(2),
                        reference.summary(2),
                        reference.dividedBy(ours).summary(1),
                        "10")),
                details);
    }

    private static double milliseconds(IntSupplier question, int times, int expected) {
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            int answers = question.getAsInt();
            if (answers != expected) {
                throw new IllegalStateException(answers + " statuses instead of " + expected);
            }
        }
        return (System.nanoTime() - begin) / 1e6 / times;
    }
}
