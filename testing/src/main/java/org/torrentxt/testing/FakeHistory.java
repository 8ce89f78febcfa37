package org.torrentxt.testing;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.torrentxt.api.history.RateHistory;
import org.torrentxt.api.history.SessionHistory;

/** The history of sessions as set by the test. Thread-safe. */
public final class FakeHistory implements SessionHistory {
    private final Map<String, RateHistory> rates = new ConcurrentHashMap<>();

    /** With these histories, each of its session. */
    public FakeHistory(RateHistory... histories) {
        for (RateHistory history : histories) {
            set(history);
        }
    }

    /** Replaces that of its session. */
    public void set(RateHistory history) {
        rates.put(history.session(), history);
    }

    @Override
    public Optional<RateHistory> rates(String session) {
        return Optional.ofNullable(rates.get(Objects.requireNonNull(session, "session")));
    }
}
