package org.torrentxt.impl.request;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.Failure;

/**
 * The answer of trackers: the first one that replies, or the failure of all. The engine asks each tracker from several
 * sockets, some of which may not reach it.
 */
public final class TrackersAnswer<V> implements Answer<V> {
    /** A tracker that has failed. */
    public record Failed(String tracker, Failure failure) {}

    private final String what;
    private final BooleanSupplier isOlder;
    private final Function<Alert, Optional<V>> reply;
    private final Function<Alert, Optional<Failed>> failure;
    private final boolean asksAll;
    private final Map<String, Integer> left = new HashMap<>(); // requests that may still be answered, by tracker
    private TorrentException last;

    /**
     * An answer that is waited for.
     *
     * @param what what fails, in words, if it does
     * @param isOlder true while the alerts that are delivered were raised before the request
     * @param reply the result in an alert; empty for any other
     * @param failure the failure in an alert; empty for any other
     * @param asksAll true if all trackers are asked, one after the other; false if only one is
     */
    public TrackersAnswer(
            String what,
            BooleanSupplier isOlder,
            Function<Alert, Optional<V>> reply,
            Function<Alert, Optional<Failed>> failure,
            boolean asksAll) {
        this.what = what;
        this.isOlder = isOlder;
        this.reply = reply;
        this.failure = failure;
        this.asksAll = asksAll;
    }

    /** Asks the trackers; no alert is looked at meanwhile. */
    public synchronized void ask(Runnable request) {
        request.run();
    }

    /** A tracker is asked that many times. */
    public synchronized void expect(String tracker, int requests) {
        left.merge(tracker, requests, Integer::sum);
    }

    @Override
    public synchronized Optional<Outcome<V>> take(Alert alert) {
        Optional<V> result = reply.apply(alert);
        Optional<Failed> failed = failure.apply(alert);
        if (result.isEmpty() && failed.isEmpty() || isOlder.getAsBoolean()) {
            return Optional.empty();
        }
        return result.map(Outcome::of).or(() -> fail(failed.get()));
    }

    private Optional<Outcome<V>> fail(Failed one) {
        Outcome<V> outcome = Outcome.failed(what + " (tracker " + one.tracker + ")", one.failure);
        last = outcome.failure();
        int more = left.merge(one.tracker, -1, Integer::sum);
        boolean isLast = asksAll ? left.values().stream().allMatch(count -> count <= 0) : more <= 0;
        return isLast ? Optional.of(outcome) : Optional.empty();
    }

    @Override
    public synchronized TorrentException late(TorrentException timeout) {
        return last == null ? timeout : last;
    }
}
