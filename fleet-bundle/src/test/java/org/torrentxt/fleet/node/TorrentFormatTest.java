package org.torrentxt.fleet.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;

/** Torrents on their way: what anybody may send does no harm. */
class TorrentFormatTest {
    private static final InfoHash V1 = new InfoHash("ab".repeat(20));
    private static final InfoHash V2 = new InfoHash("cd".repeat(32));
    private static final FleetTorrent FULL = FleetTorrent.builder(7)
            .name("M\u00e4ps 2026")
            .infoHashes(new InfoHashes(Optional.of(V1), Optional.of(V2)))
            .addedTime(Optional.of(Instant.ofEpochSecond(1_700_000_000)))
            .totalSize(1L << 40)
            .state(TorrentState.DOWNLOADING)
            .isPaused(true)
            .isQueued(true)
            .error("no space left")
            .percent(42)
            .downloadRate(1_200_000)
            .uploadRate(34_000)
            .ratio(1.25)
            .build();

    private static List<FleetTorrent> sent(List<FleetTorrent> page) {
        return TorrentFormat.page(TorrentFormat.facts(page), TorrentFormat.figures(page));
    }

    @Test
    void aPageArrivesAsItWasSent() {
        List<FleetTorrent> page = List.of(
                FULL,
                FleetTorrent.builder(8).infoHashes(InfoHashes.of(V2)).build(),
                FULL.toBuilder().id(9).infoHashes(InfoHashes.of(V1)).error("").build(),
                FleetTorrent.builder(10).build());
        assertThat(sent(page)).isEqualTo(page);
        assertThat(sent(List.of())).isEmpty();
    }

    @Test
    void aSummaryArrivesAsItWasSent() {
        TorrentSummary summary = new TorrentSummary(Integer.MAX_VALUE, 3, Long.MAX_VALUE, 12_000, 200);
        byte[] bytes = TorrentFormat.write(summary);
        assertThat(bytes.length).isLessThanOrEqualTo(TorrentFormat.MAX_SUMMARY);
        assertThat(TorrentFormat.summary(bytes)).contains(summary);
        for (List<Object> wrong : List.<List<Object>>of(
                List.of(),
                List.of(1, 0, 0, 0),
                List.of(-1, 0, 0, 0, 0),
                List.of(1L << 31, 0, 0, 0, 0),
                List.of(1, 0, -1, 0, 0),
                List.of(1, 0, 0, 0, 201),
                List.of("x", 0, 0, 0, 0))) {
            assertThat(TorrentFormat.summary(notice(1, wrong))).as("%s", wrong).isEmpty();
        }
        assertThat(TorrentFormat.summary(notice(0, List.of(1, 0, 0, 0, 1)))).isEmpty();
    }

    @Test
    void theLongestPageIsNotTooLong() {
        FleetTorrent long1 = FULL.toBuilder()
                .id(Integer.MAX_VALUE)
                .name("\u20ac".repeat(TorrentFormat.MAX_NAME))
                .error("\u20ac".repeat(TorrentFormat.MAX_ERROR))
                .totalSize(Long.MAX_VALUE)
                .downloadRate(Long.MAX_VALUE)
                .uploadRate(Long.MAX_VALUE)
                .ratio(TorrentFormat.MAX_RATIO)
                .build();
        List<FleetTorrent> page = Collections.nCopies(TorrentFormat.PAGE, long1);
        assertThat(TorrentFormat.facts(page).length).isLessThanOrEqualTo(TorrentFormat.MAX_LENGTH);
        assertThat(TorrentFormat.figures(page).length).isLessThanOrEqualTo(TorrentFormat.MAX_LENGTH);
        assertThat(sent(page)).as("each id once").containsExactly(long1);
    }

    private static byte[] notice(long version, List<?> values) {
        return Bencode.encode(
                BencodeDictionary.builder().put("v", version).put("t", values).build());
    }

    private static List<FleetTorrent> page(List<?> facts, List<?> figures) {
        return TorrentFormat.page(notice(1, List.of(facts)), notice(1, List.of(figures)));
    }

    private static final List<Object> FACTS = List.of(1, "a", new byte[20], 1, 2);
    private static final List<Object> FIGURES = List.of(1, 5, 0, 100, 0, 0, 100);

    private static List<Object> with(List<Object> fields, int index, Object value) {
        List<Object> changed = new ArrayList<>(fields);
        changed.set(index, value);
        return changed;
    }

    @Test
    void whatALaterVersionAddsIsIgnored() {
        List<Object> facts = new ArrayList<>(FACTS);
        facts.add(List.of("more"));
        List<Object> figures = new ArrayList<>(FIGURES);
        figures.addAll(List.of("", 1));
        assertThat(TorrentFormat.page(notice(2, List.of(facts, "more", List.of())), notice(2, List.of(figures, 7))))
                .singleElement()
                .satisfies(torrent -> assertThat(torrent.error()).isEmpty());
        assertThat(page(FACTS, with(FIGURES, 1, 99)))
                .as("a later state")
                .extracting(FleetTorrent::state)
                .containsExactly(TorrentState.QUEUED);
    }

    @Test
    void whatIsWrongIsOmitted() {
        assertThat(page(FACTS, FIGURES)).hasSize(1);
        for (Object[] wrong : new Object[][] {
            {0, -1}, {0, 1L << 31}, {0, "1"}, {1, 1}, {2, new byte[21]}, {2, 0}, {3, -2}, {3, 253_402_300_800L}, {4, -1}
        }) {
            assertThat(page(with(FACTS, (int) wrong[0], wrong[1]), FIGURES))
                    .as("facts %s", Arrays.toString(wrong))
                    .isEmpty();
        }
        for (Object[] wrong : new Object[][] {
            {0, 2}, {1, -1}, {1, "x"}, {2, 4}, {3, 101}, {3, -1}, {4, -1}, {5, -1}, {6, -2}, {6, 100_000_001}, {6, "x"}
        }) {
            assertThat(page(FACTS, with(FIGURES, (int) wrong[0], wrong[1])))
                    .as("figures %s", Arrays.toString(wrong))
                    .isEmpty();
        }
        assertThat(page(FACTS.subList(0, 4), FIGURES)).isEmpty();
        assertThat(page(FACTS, FIGURES.subList(0, 6))).isEmpty();
    }

    @Test
    void tooManyAndTooLongIsCut() {
        List<Object> facts = new ArrayList<>();
        List<Object> figures = new ArrayList<>();
        IntStream.range(0, 200).forEach(id -> {
            facts.add(List.of(id, "a\n\u001b" + "x".repeat(1_000), new byte[0], -1, 0));
            figures.add(List.of(id, 3, 0, 0, 0, 0, -1, "e\r".repeat(1_000)));
        });
        assertThat(TorrentFormat.page(notice(1, facts), notice(1, figures)))
                .hasSize(TorrentFormat.PAGE)
                .allSatisfy(torrent -> {
                    assertThat(torrent.name()).startsWith("a  xx").hasSize(TorrentFormat.MAX_NAME);
                    assertThat(torrent.error()).startsWith("e e ").hasSize(TorrentFormat.MAX_ERROR);
                });
        String halves = "x".repeat(TorrentFormat.MAX_NAME - 1) + "\ud83d\ude00";
        assertThat(Brief.of(halves, TorrentFormat.MAX_NAME)).isEqualTo("x".repeat(TorrentFormat.MAX_NAME - 1));
    }

    @Test
    void anythingElseIsNoPage() {
        byte[] facts = TorrentFormat.facts(List.of(FULL));
        byte[] figures = TorrentFormat.figures(List.of(FULL));
        for (String text : List.of("", "le", "de", "d1:tle1:vi1ee", "d1:ti1e1:vi1ee", "d1:tll".repeat(50))) {
            assertThat(TorrentFormat.page(text.getBytes(), figures)).as(text).isEmpty();
            assertThat(TorrentFormat.page(facts, text.getBytes())).as(text).isEmpty();
            assertThat(TorrentFormat.summary(text.getBytes())).as(text).isEmpty();
        }
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            TorrentFormat.page(changed(facts, random), changed(figures, random)).forEach(torrent -> {
                assertThat(torrent.percent()).isBetween(0, 100);
                assertThat(torrent.name().length()).isLessThanOrEqualTo(TorrentFormat.MAX_NAME);
            });
        }
    }

    private static byte[] changed(byte[] valid, Random random) {
        byte[] changed = Arrays.copyOf(valid, valid.length - random.nextInt(3));
        for (int j = 0; j < random.nextInt(3); j++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }
}
