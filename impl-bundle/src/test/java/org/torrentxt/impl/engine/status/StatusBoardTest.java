package org.torrentxt.impl.engine.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentStatus;

/** What is a change, and how long it is known. */
class StatusBoardTest {
    private static final long FIRST = 1_000;

    private final StatusBoard board = new StatusBoard(FIRST);

    @Test
    void whoBeginsGetsAll() {
        board.put(status(2));
        board.put(status(1));
        StatusChanges all = board.since(0);
        assertThat(all.isComplete()).isTrue();
        assertThat(all.statuses()).containsExactly(status(1), status(2));
        assertThat(all.removed()).isEmpty();
        assertThat(all.version()).isGreaterThan(FIRST);
    }

    @Test
    void onlyWhatHasChangedSinceIsTold() {
        board.put(status(1));
        board.put(status(2));
        long version = board.since(0).version();
        assertThat(board.since(version))
                .isEqualTo(StatusChanges.builder(version).build());

        TorrentStatus named = status(2).toBuilder().name("new").build();
        board.put(status(1));
        assertThat(board.put(named)).contains(status(2));
        StatusChanges changes = board.since(version);
        assertThat(changes.isComplete()).isFalse();
        assertThat(changes.statuses()).containsExactly(named);
        assertThat(changes.version()).isGreaterThan(version);
        assertThat(board.since(changes.version()).statuses()).isEmpty();
    }

    @Test
    void timeThatPassesIsNoChangeButIsShown() {
        board.put(status(1));
        long version = board.since(0).version();
        TorrentStatus later = status(1).toBuilder()
                .activeTime(Duration.ofSeconds(9))
                .finishedTime(Duration.ofSeconds(8))
                .seedingTime(Duration.ofSeconds(7))
                .build();
        board.put(later);
        assertThat(board.since(version).version()).isEqualTo(version);
        assertThat(board.all()).containsExactly(later);

        TorrentStatus more =
                later.toBuilder().activeTime(Duration.ofSeconds(10)).numPeers(1).build();
        board.put(more);
        assertThat(board.since(version).statuses()).containsExactly(more);
    }

    @Test
    void whatNoStatusShowsIsAChangeWhenItIsTouched() {
        board.put(status(1));
        long version = board.since(0).version();
        board.touch(1);
        board.touch(99);
        assertThat(board.since(version).statuses()).containsExactly(status(1));
    }

    @Test
    void removalsAreToldInTheirOrder() {
        List.of(1, 2, 3).forEach(id -> board.put(status(id)));
        long version = board.since(0).version();
        assertThat(board.remove(3)).contains(status(3));
        assertThat(board.remove(3)).isEmpty();
        board.remove(1);
        assertThat(board.since(version).removed()).containsExactly(3, 1);
        assertThat(board.since(version).statuses()).isEmpty();
        assertThat(board.since(0).removed()).isEmpty();
    }

    @Test
    void whoIsTooFarBehindOrComesFromAnotherRunGetsAll() {
        board.put(status(1));
        long version = board.since(0).version();
        for (int id = 2; id < StatusBoard.REMOVALS + 3; id++) {
            board.put(status(id));
            board.remove(id);
        }
        assertThat(board.since(version).isComplete()).isTrue();
        assertThat(board.since(version).statuses()).containsExactly(status(1));
        long now = board.since(0).version();
        assertThat(board.since(now).isComplete()).isFalse();
        assertThat(board.since(now + 1).isComplete()).isTrue();
        assertThat(board.since(FIRST - 1).isComplete()).isTrue();
        assertThat(board.since(-1).isComplete()).isTrue();
        board.clear();
        assertThat(board.since(now).isComplete()).isTrue();
        assertThat(board.since(now).statuses()).isEmpty();
    }

    @Test
    void theRoundComesToEachTorrent() {
        List.of(1, 3, 5).forEach(id -> board.put(status(id)));
        assertThat(board.next(0, 2)).containsExactly(1, 3);
        assertThat(board.next(3, 2)).containsExactly(5, 1);
        assertThat(board.next(9, 7)).containsExactly(1, 3, 5);
        assertThat(board.next(3, 0)).isEmpty();
    }

    private static TorrentStatus status(int id) {
        return TorrentStatus.builder(id).name("torrent " + id).build();
    }
}
