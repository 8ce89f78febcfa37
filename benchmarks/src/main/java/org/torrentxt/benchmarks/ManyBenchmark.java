package org.torrentxt.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.torrentxt.benchmarks.ManySession.Kind;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;

/** Adding very many torrents, their statuses meanwhile and afterwards, and stopping the session. */
final class ManyBenchmark implements Benchmark {
    private static final int TIMES = 5; // 10,000 torrents by default
    private static final int PIECES = 256;
    private static final int HASH = 20;
    private static final String METHOD = """
        Torrents are added to a session by one thread, one after the other: by magnet link, or by a .torrent file of 256 pieces;
        *paused*, or as the queue starts them. Their names and trackers are known, but nobody has their content.

        - *service*: a TorrentXT session with the defaults of `network=local`. *Saved*: with a state folder. *4 threads*: they add
          at the same time. *Polled*: another thread asks for all statuses five times a second meanwhile, as consoles and pages do.
        - *manager*: the binding's `SessionManager`, by its native session: parse, add.

        *Status*: of all torrents at once, by `statuses()`, the median of ten, each after half a second; the manager's is that of each torrent, one by one.
        *Longest*: the longest that the other thread waited while torrents were added. *Stop*: until the session is gone; the manager
        sleeps for 0.75 s of it. The rounds run in one JVM, after one that is not counted.\
        """;

    /** What is added. */
    private enum Added {
        MAGNETS("magnet links", true, true),
        QUEUED_MAGNETS("magnet links, queued", true, false),
        FILES(".torrent files", false, true),
        QUEUED_FILES(".torrent files, queued", false, false);

        private final String title;
        private final boolean isMagnet;
        private final boolean isPaused;

        Added(String title, boolean isMagnet, boolean isPaused) {
            this.title = title;
            this.isMagnet = isMagnet;
            this.isPaused = isPaused;
        }
    }

    private final Map<Added, Map<Kind, Map<String, Samples>>> results = new EnumMap<>(Added.class);

    @Override
    public String name() {
        return "many";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        int count = workspace.options().torrents() * TIMES;
        for (int round = 0; round <= workspace.options().rounds(); round++) {
            for (Added added : Added.values()) {
                List<byte[]> sources = sources(added, count);
                for (Kind kind : Kind.values()) {
                    ManySession.Result result = new ManySession(workspace.resolve("many"), kind, added.isPaused)
                            .run(sources, added.isMagnet);
                    System.out.println("  round " + round + ", " + added.title + ", " + kind.title() + ": " + result);
                    if (round > 0) {
                        record(added, kind, result);
                    }
                }
            }
        }
        return section(count);
    }

    private void record(Added added, Kind kind, ManySession.Result result) {
        Map<String, Samples> samples = results.computeIfAbsent(added, a -> new EnumMap<>(Kind.class))
                .computeIfAbsent(kind, k -> ManySession.Result.samples());
        result.addTo(samples);
    }

    private Section section(int count) {
        Table details = new Table("added", "session", "add, s", "CPU, s", "status, ms", "longest, ms", "stop, s");
        List<Headline> headlines = new ArrayList<>();
        results.forEach((added, kinds) -> {
            kinds.forEach((kind, samples) -> details.row(
                    added.title,
                    kind.title(),
                    samples.get("add").summary(2),
                    samples.get("cpu").summary(2),
                    samples.get("status").summary(1),
                    kind.isPolled() ? samples.get("longest").summary(0) : "",
                    samples.get("stop").summary(2)));
            headlines.add(headline(count, added, kinds, "add", 2));
            headlines.add(headline(count, added, kinds, "stop", 2));
        });
        return new Section(count + " torrents", METHOD, headlines, details);
    }

    private static Headline headline(
            int count, Added added, Map<Kind, Map<String, Samples>> kinds, String what, int decimals) {
        Samples ours = kinds.get(Kind.SERVICE).get(what);
        Samples reference = kinds.get(Kind.MANAGER).get(what);
        return new Headline(
                what + " " + count + " " + added.title + ", s; reference: manager",
                ours.summary(decimals),
                reference.summary(decimals),
                reference.dividedBy(ours).summary(2),
                what.equals("add") ? "1.05 s" : "1.45 s");
    }

    private static List<byte[]> sources(Added added, int count) {
        Random random = new Random(count);
        List<byte[]> sources = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sources.add(added.isMagnet ? magnet(random, i) : torrent(random, i));
        }
        return sources;
    }

    private static byte[] magnet(Random random, int number) {
        byte[] hash = new byte[HASH];
        random.nextBytes(hash);
        return ("magnet:?xt=urn:btih:" + HexFormat.of().formatHex(hash) + "&dn=content+" + number
                        + "&tr=http%3A%2F%2F127.0.0.1%3A1%2Fannounce")
                .getBytes();
    }

    static byte[] torrent(Random random, int number) {
        byte[] hashes = new byte[HASH * PIECES];
        random.nextBytes(hashes);
        return Bencode.encode(BencodeDictionary.builder()
                .put("announce", "http://127.0.0.1:1/announce")
                .put(
                        "info",
                        BencodeDictionary.builder()
                                .put("length", (long) PIECES << 14)
                                .put("name", "content " + number)
                                .put("piece length", 1 << 14)
                                .put("pieces", hashes)
                                .build())
                .build());
    }
}
