package org.torrentxt.shell.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torrentxt.testing.StatusBuilder.status;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.testing.FakeSession;

class TopTest {
    private static final int PAGE = 10;

    private final FakeSession session = new FakeSession(
            "default",
            status(1).name("alpha").build().toBuilder()
                    .downloadRate(10)
                    .uploadRate(5)
                    .build(),
            status(2).name("Beta").labels("films").build().toBuilder()
                    .downloadRate(30)
                    .uploadRate(0)
                    .build(),
            status(3).name("gamma").complete().build().toBuilder()
                    .downloadRate(20)
                    .uploadRate(50)
                    .build());

    private Top top(SortKey sort) {
        Top top = new Top(session, sort, false, Filter.NONE);
        top.refresh();
        return top;
    }

    private static List<Integer> ids(Top top) {
        return top.page(PAGE).stream().map(TorrentStatus::id).toList();
    }

    private static void type(Top top, String keys) {
        keys.chars().forEach(key -> top.press(new Key(Key.Kind.CHARACTER, (char) key), PAGE));
    }

    private static void press(Top top, Key.Kind... kinds) {
        Stream.of(kinds).forEach(kind -> top.press(Key.of(kind), PAGE));
    }

    @Test
    void keysSortAndReverse() {
        Top top = top(SortKey.DOWN);
        assertThat(ids(top)).containsExactly(2, 3, 1);
        type(top, "u");
        assertThat(ids(top)).containsExactly(3, 1, 2);
        type(top, "n");
        assertThat(ids(top)).containsExactly(1, 2, 3);
        type(top, "r");
        assertThat(ids(top)).containsExactly(3, 2, 1);
        type(top, "i");
        assertThat(ids(top)).containsExactly(1, 2, 3);
    }

    @Test
    void everySortKeyHasAKeyOfItsOwnAndSorts() {
        for (SortKey sort : SortKey.values()) {
            Top top = top(SortKey.ID);
            type(top, String.valueOf(sort.key()));
            assertThat(top.sort()).isEqualTo(sort);
            assertThat(ids(top)).containsExactlyInAnyOrder(1, 2, 3);
            assertThat(SortKey.parse(sort.label())).isEqualTo(sort);
        }
        assertThat(SortKey.of('q')).isEmpty();
        assertThatThrownBy(() -> SortKey.parse("colour"))
                .isInstanceOf(TorrentException.class)
                .hasMessage("invalid --sort 'colour': expected id, name, state, progress, size, down, up, eta, peers,"
                        + " ratio");
    }

    @Test
    void aFilterIsTypedCorrectedAppliedAndRemoved() {
        Top top = top(SortKey.ID);
        type(top, "/BETx");
        press(top, Key.Kind.BACKSPACE);
        assertThat(top.typed()).contains("BET");
        assertThat(ids(top)).as("not before Enter").hasSize(3);
        press(top, Key.Kind.ENTER);
        assertThat(ids(top)).containsExactly(2);
        type(top, "/zz");
        press(top, Key.Kind.ESCAPE);
        assertThat(top.filter().text()).isEqualTo("BET");
        press(top, Key.Kind.ESCAPE);
        assertThat(ids(top)).hasSize(3);
    }

    @Test
    void labelsAndStatesAreFilters() {
        assertThat(ids(filtered("label:films"))).containsExactly(2);
        assertThat(ids(filtered("state:seed"))).containsExactly(3);
        assertThat(ids(filtered("state:SEED gam"))).containsExactly(3);
        assertThat(ids(filtered("state:seed alpha"))).isEmpty();
        assertThat(ids(filtered("label:Films"))).isEmpty();
    }

    private Top filtered(String text) {
        Top top = new Top(session, SortKey.ID, false, new Filter(text));
        top.refresh();
        return top;
    }

    @Test
    void whatIsTypedIsBounded() {
        Top top = top(SortKey.ID);
        type(top, "/" + "x".repeat(1000));
        assertThat(top.typed().orElseThrow()).hasSize(100);
    }

    @Test
    void torrentsThatChangeComeAndGoAreFollowed() {
        Top top = top(SortKey.ID);
        session.put(status(4).name("delta").build());
        session.put(status(1).name("renamed").build());
        session.remove(2);
        top.refresh();

        assertThat(ids(top)).containsExactly(1, 3, 4);
        assertThat(top.page(PAGE).get(0).name()).isEqualTo("renamed");
    }

    @Test
    void movingStaysWithinTheTorrents() {
        for (int id = 10; id < 50; id++) {
            session.put(status(id).build());
        }
        Top top = top(SortKey.ID);
        press(top, Key.Kind.UP, Key.Kind.PAGE_UP);
        assertThat(top.first()).isZero();
        press(top, Key.Kind.PAGE_DOWN, Key.Kind.DOWN);
        assertThat(top.first()).isEqualTo(PAGE + 1);
        press(top, Key.Kind.END);
        assertThat(top.first()).isEqualTo(43 - PAGE);
        for (int id = 10; id < 50; id++) {
            session.remove(id);
        }
        top.refresh();
        assertThat(ids(top)).containsExactly(1, 2, 3);
    }

    @Test
    void piecesAreReadForWhatIsShownAndWhenTheyHaveChanged() {
        AtomicInteger reads = new AtomicInteger();
        session.answer("pieces", (torrent, none) -> {
            reads.incrementAndGet();
            return new BitSet();
        });
        Top top = top(SortKey.ID);
        TorrentStatus first = top.page(PAGE).get(0);
        top.pieces(first);
        top.pieces(first);
        assertThat(reads).hasValue(1);
        top.pieces(first.toBuilder().piecesDone(first.piecesDone() + 1).build());
        assertThat(reads).hasValue(2);
        type(top, "/Beta");
        press(top, Key.Kind.ENTER);
        top.page(PAGE);
        press(top, Key.Kind.ESCAPE);
        top.page(PAGE);
        top.pieces(first);
        assertThat(reads).as("forgotten while it was not shown").hasValue(3);
    }

    @Test
    void qAndTheEndOfTheInputEndIt() {
        Top top = top(SortKey.ID);
        assertThat(top.press(new Key(Key.Kind.CHARACTER, 'x'), PAGE)).isTrue();
        assertThat(top.press(new Key(Key.Kind.CHARACTER, 'q'), PAGE)).isFalse();
        type(top, "/");
        assertThat(top.press(new Key(Key.Kind.CHARACTER, 'q'), PAGE))
                .as("typed")
                .isTrue();
        assertThat(top.press(Key.of(Key.Kind.CLOSED), PAGE)).isFalse();
    }
}
