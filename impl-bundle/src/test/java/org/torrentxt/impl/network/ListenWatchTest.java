package org.torrentxt.impl.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenWatchTest {
    private static final ListenInterfaces.Entry ANY_PORT =
            ListenInterfaces.parse("127.0.0.1:0").entries().get(0);

    private final Deque<ListenCheck.Result> found = new ArrayDeque<>();
    private final List<List<ListenInterfaces.Entry>> reopened = new ArrayList<>();
    private final ListenWatch watch = new ListenWatch("watched", () -> List.of(found.remove()), reopened::add);

    @AfterEach
    void end() {
        watch.close();
    }

    @Test
    void aPortThatIsStillOpeningIsNeitherReportedNorOpenedAgain() {
        look(closed(), open(), closed(), open());
        assertThat(reopened).isEmpty();
    }

    @Test
    void aPortThatStaysClosedIsOpenedAgain() {
        look(open(), closed(), closed());
        assertThat(reopened).containsExactly(List.of(ANY_PORT));
    }

    private void look(ListenCheck.Result... results) {
        found.addAll(List.of(results));
        while (!found.isEmpty()) {
            watch.round();
        }
    }

    private static ListenCheck.Result closed() {
        ListenCheck.Result result = ListenCheck.check(ANY_PORT, List.of());
        assertThat(result.state()).isEqualTo(ListenCheck.State.CLOSED);
        return result;
    }

    private static ListenCheck.Result open() {
        return new ListenCheck.Result(ANY_PORT, ListenCheck.State.OPEN, "", List.of());
    }
}
