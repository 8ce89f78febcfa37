package org.torrentxt.impl.engine.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.fixture.Wait;

/** The picture of a session that somebody has who asks for nothing but changes. */
final class Followed {
    private final TorrentSession session;
    private final Map<Integer, TorrentStatus> picture = new TreeMap<>();
    private long version;

    Followed(TorrentSession session) {
        this.session = session;
        assertThat(look().isComplete()).isTrue();
    }

    /** Follows what has changed since the last look. */
    StatusChanges look() {
        StatusChanges changes = session.changes(version);
        assertThat(changes.version()).isGreaterThanOrEqualTo(version);
        if (changes.isComplete()) {
            assertThat(changes.removed()).isEmpty();
            picture.clear();
        }
        changes.statuses().forEach(status -> picture.put(status.id(), status));
        picture.keySet().removeAll(changes.removed());
        version = changes.version();
        return changes;
    }

    /** The picture without the times that pass. */
    Map<Integer, TorrentStatus> picture() {
        Map<Integer, TorrentStatus> still = new TreeMap<>();
        picture.forEach((id, status) -> still.put(id, still(status)));
        return still;
    }

    TorrentStatus of(Torrent torrent) {
        return picture.get(torrent.id());
    }

    /** Waits until the picture is what the engine says of each torrent; asks for changes alone. */
    void awaitTruth() {
        Wait.until("the picture is true", () -> {
            look();
            return picture().equals(truth());
        });
    }

    /** What the engine says of each torrent. */
    Map<Integer, TorrentStatus> truth() {
        Map<Integer, TorrentStatus> truth = new TreeMap<>();
        session.torrents()
                .forEach(torrent -> torrent.status().ifPresent(status -> truth.put(status.id(), still(status))));
        return truth;
    }

    private static TorrentStatus still(TorrentStatus status) {
        return status.toBuilder()
                .activeTime(Duration.ZERO)
                .finishedTime(Duration.ZERO)
                .seedingTime(Duration.ZERO)
                .build();
    }
}
