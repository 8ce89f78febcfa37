package org.torrentxt.shell.top;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.torrentxt.testing.StatusBuilder.status;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Screen;
import org.torrentxt.testing.FakeSession;

class TopViewTest {
    private static final int HEIGHT = 24;

    private final FakeSession session = session();

    private static FakeSession session() {
        FakeSession session = new FakeSession("default");
        for (int id = 1; id <= 50; id++) {
            session.put(status(id)
                    .name(id % 2 == 0 ? "ubuntu-24.04-desktop-with-a-long-name-" + id : "日本語のとても長い名前のファイル" + id)
                    .labels("films")
                    .build()
                    .toBuilder()
                    .downloadRate(1_234_567L * id)
                    .uploadRate(999)
                    .build());
        }
        session.put(status(51).name("done").complete().build());
        BitSet pieces = new BitSet();
        pieces.set(0, 4);
        return session.answer("pieces", (torrent, none) -> pieces);
    }

    private Top top(String... filter) {
        Top top = new Top(session, SortKey.DOWN, false, new Filter(String.join(" ", filter)));
        for (int i = 0; i < 300; i++) {
            top.down().add(i);
        }
        top.refresh();
        return top;
    }

    private static TopView view(int width, boolean isUnicode) {
        return new TopView(Screen.of(width, isUnicode ? UTF_8 : US_ASCII), HEIGHT);
    }

    @ParameterizedTest
    @CsvSource({"40, true", "80, true", "200, true", "40, false", "80, false", "200, false"})
    void noLineIsWiderThanTheTerminal(int width, boolean isUnicode) {
        Top top = top();
        for (String key : List.of("", "?", "?/aword")) {
            key.chars().forEach(each -> top.press(new Key(Key.Kind.CHARACTER, (char) each), 1));
            List<String> lines = view(width, isUnicode).draw(top);

            assertThat(lines)
                    .hasSizeLessThanOrEqualTo(HEIGHT)
                    .allSatisfy(line -> assertThat(new AttributedString(line).columnLength())
                            .isLessThan(width));
        }
    }

    @ParameterizedTest
    @CsvSource({"40", "80", "200"})
    void withoutUnicodeOnlyNamesHaveOtherCharacters(int width) {
        assertThat(String.join("", view(width, false).draw(top("ubuntu")))).matches("\\p{ASCII}*");
    }

    @Test
    void whatIsMostImportantIsOnANarrowScreen() {
        List<String> lines = view(40, true).draw(top("ubuntu"));

        assertThat(lines.get(0)).startsWith("Session default (local): 51 torrents:");
        assertThat(lines.get(1)).startsWith("Down").contains("B/s", "▁", "█");
        assertThat(lines.get(4)).contains("%", "Down/s", "Name").doesNotContain("Pieces");
        assertThat(lines.get(6)).contains("58.9 MiB", "ubuntu-24.04").contains("…");
        assertThat(lines.get(lines.size() - 1)).startsWith("q leaves");
    }

    @Test
    void piecesAreOnAScreenOf80Columns() {
        List<String> lines = view(80, true).draw(top("ubuntu"));

        assertThat(lines.get(4)).contains("Pieces", "Down/s", "Up/s", "Name", "│ S │");
        assertThat(lines.get(6)).contains("▒░", "│ d │");
        assertThat(lines).hasSize(HEIGHT);
    }

    @Test
    void everythingIsOnAWideScreen() {
        List<String> lines = view(200, true).draw(top());

        assertThat(lines.get(4))
                .contains(
                        "ID", "State", "%", "Pieces", "Size", "Down/s", "Up/s", "ETA", "Peers", "Ratio", "Name",
                        "Labels");
        assertThat(lines.get(6)).contains("50 ", "downloading", "films");
        assertThat(lines.get(3)).contains("sorted by down, 1 to 17 of 51");
    }

    @Test
    void aScreenOfAFewLinesShowsTorrentsAndTheFooter() {
        for (int height = 1; height < 12; height++) {
            List<String> lines = new TopView(Screen.of(80, UTF_8), height).draw(top());

            assertThat(lines).hasSizeBetween(1, height);
            if (height >= 4) {
                assertThat(lines.get(lines.size() - 2)).contains("│");
                assertThat(lines.get(lines.size() - 1)).startsWith("q leaves");
            }
        }
    }

    @Test
    void ofTenThousandTorrentsThePiecesOfThoseOnTheScreenAreRead() {
        AtomicInteger reads = new AtomicInteger();
        FakeSession many = new FakeSession(
                        "many",
                        IntStream.rangeClosed(1, 10_000)
                                .mapToObj(id -> status(id).build())
                                .toArray(TorrentStatus[]::new))
                .answer("pieces", (torrent, none) -> {
                    reads.incrementAndGet();
                    return new BitSet();
                });
        Top top = new Top(many, SortKey.NAME, true, Filter.NONE);
        for (int i = 0; i < 5; i++) {
            top.refresh();
            assertThat(view(80, true).draw(top)).hasSize(HEIGHT);
        }

        assertThat(top.numChosen()).isEqualTo(10_000);
        assertThat(reads).hasValue(view(80, true).page());
    }

    @Test
    void namesCannotControlTheTerminal() {
        session.put(status(60).name("evil\u001b[2Jname").build().toBuilder()
                .downloadRate(Integer.MAX_VALUE)
                .build());

        assertThat(view(200, true).draw(top()).get(6)).contains("evil\ufffd[2Jname");
    }

    @Test
    void nothingToShowIsSaid() {
        assertThat(view(80, true).draw(top("nothing"))).contains("No torrents match the filter nothing");
    }

    @Test
    void columnsDoNotMoveWhenRatesChange() {
        Top top = top();
        List<String> before = view(80, true).draw(top);
        session.statuses()
                .forEach(status -> session.put(
                        status.toBuilder().downloadRate(status.id() * 7).build()));
        top.refresh();

        assertThat(view(80, true).draw(top).get(4)).isEqualTo(before.get(4));
    }

    @Test
    void textIsNotCutAndSaysWhatItOmits() {
        List<String> text = new TopView(Screen.of(0, UTF_8), 27).text(top());

        assertThat(String.join("\n", text))
                .contains("ubuntu-24.04-desktop-with-a-long-name-50", "and 31 more; torrent:list prints all")
                .doesNotContain("q leaves", "▁");
    }
}
