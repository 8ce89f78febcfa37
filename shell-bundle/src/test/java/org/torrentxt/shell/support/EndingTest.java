package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.Failure;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.StorageMovedFailed;
import org.torrentxt.api.alert.TorrentRemoved;
import org.torrentxt.shell.support.TorrentArguments.Selection;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

@Timeout(10)
class EndingTest {
    private static final Ending.Alerts ALERTS =
            new Ending.Alerts(EnumSet.of(AlertType.STORAGE_MOVED), EnumSet.of(AlertType.STORAGE_MOVED_FAILED));

    private final AlertFeed feed = new AlertFeed();
    private final AtomicInteger shown = new AtomicInteger();
    private final FakeSession session = new FakeSession(
            "default", StatusBuilder.status(1).build(), StatusBuilder.status(2).build());
    private final Batch batch = Batch.run(new Selection(session.torrents(), Map.of()), torrent -> {});

    @Test
    void itEndsWhenAllHaveTold() throws Exception {
        feed.onAlert(moved(2));
        feed.onAlert(moved(7));
        feed.onAlert(moved(1));

        await(Optional.empty());
        assertThat(batch.done()).extracting(Torrent::id).containsExactly(1, 2);
        assertThat(shown.get()).as("before, and after each alert").isEqualTo(4);
    }

    @Test
    void aFailureIsTheBatchsWithItsReason() throws Exception {
        feed.onAlert(new StorageMovedFailed(origin(1), "/data", new Failure(28, "No space left", "disk is full")));
        feed.onAlert(moved(2));

        await(Optional.empty());
        assertThat(batch.done()).extracting(Torrent::id).containsExactly(2);
        assertThatThrownBy(batch::throwFailures).hasMessage("torrent 1: disk is full");
    }

    @Test
    void aFailureAlwaysHasAReason() throws Exception {
        feed.onAlert(new StorageMovedFailed(origin(1), "/data", new Failure(111, "Connection refused", "it failed: ")));
        feed.onAlert(new StorageMovedFailed(origin(2), "/data", new Failure(0, "", " ")));

        await(Optional.empty());
        assertThatThrownBy(batch::throwFailures)
                .hasMessage("2 failed: 1 (torrent 1: it failed: Connection refused);"
                        + " 2 (torrent 2: storageMovedFailed: unknown reason)");
    }

    @Test
    void aTorrentThatIsRemovedMeanwhileHasFailed() throws Exception {
        feed.onAlert(moved(1));
        feed.onAlert(new TorrentRemoved(origin(2)));

        await(Optional.empty());
        assertThatThrownBy(batch::throwFailures).hasMessage("torrent 2 was removed meanwhile");
    }

    @Test
    void itGivesUpInTimeAndNamesTheOthers() throws Exception {
        feed.onAlert(moved(1));

        await(Optional.of(Duration.ofMillis(50)));
        assertThat(batch.done()).extracting(Torrent::id).containsExactly(1);
        assertThatThrownBy(batch::throwFailures).hasMessage("torrent 2 is not done after 0s; it continues");
    }

    @Test
    void whatFailedIsToldWithWhatTookTooLong() throws Exception {
        feed.onAlert(new StorageMovedFailed(origin(1), "/data", new Failure(28, "No space left", "disk is full")));

        await(Optional.of(Duration.ofMillis(50)));
        assertThatThrownBy(batch::throwFailures)
                .hasMessage("2 failed: 1 (torrent 1: disk is full); 2 (torrent 2 is not done after 0s; it continues)");
    }

    @Test
    void itEndsWhenTheSessionStopsOfWhichNoAlertTells() throws Exception {
        feed.onAlert(moved(1));
        session.answer("isValid", (torrent, arguments) -> false);

        await(Optional.empty());
        assertThat(batch.done()).extracting(Torrent::id).containsExactly(1);
        assertThatThrownBy(batch::throwFailures)
                .hasMessage("torrent 2 is gone: it was removed, or its session stopped");
    }

    private void await(Optional<Duration> limit) throws InterruptedException {
        new Ending(feed, ALERTS).await(batch, shown::incrementAndGet, limit);
    }

    private static StorageMoved moved(int torrent) {
        return new StorageMoved(origin(torrent), "/new", "/old", "moved");
    }

    private static AlertOrigin origin(int torrent) {
        return new AlertOrigin("default", torrent, InfoHashes.NONE, Instant.EPOCH);
    }
}
