package org.torrentxt.web.rpc.value;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.torrentxt.api.status.TrackerInfo;

/** When trackers of a torrent were announced to: the engine does not tell, so it is when a new answer was first seen. */
public final class Announces {
    private record Answer(Optional<Instant> next, int fails, long seen) {
        boolean isOf(TrackerInfo tracker) {
            return next.equals(tracker.nextAnnounce()) && fails == tracker.fails();
        }
    }

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    public long seen(TrackerInfo tracker) {
        return answers.compute(
                        tracker.url(),
                        (url, before) -> before != null && before.isOf(tracker)
                                ? before
                                : new Answer(
                                        tracker.nextAnnounce(),
                                        tracker.fails(),
                                        Instant.now().getEpochSecond()))
                .seen;
    }
}
