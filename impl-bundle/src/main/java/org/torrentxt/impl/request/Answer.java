package org.torrentxt.impl.request;

import java.util.Optional;
import java.util.function.Function;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;

/** Recognises the answer to a request among the alerts of its torrent, which it gets in order, on one thread. */
public interface Answer<V> {
    /** How the request has ended; empty if the alert is not its answer. */
    Optional<Outcome<V>> take(Alert alert);

    /**
     * How a request ends that has waited until its limit.
     *
     * @param timeout the failure, unless the answer knows better
     */
    default TorrentException late(TorrentException timeout) {
        return timeout;
    }

    /** How the request has ended if its answer was dropped; empty if the engine does not tell. May ask the engine. */
    default Optional<Outcome<V>> lost() {
        return Optional.empty();
    }

    /** The answer by one kind of alert, or of failure. */
    static <V, S extends Alert, F extends Alert> Answer<V> by(
            Class<S> success,
            Function<S, Optional<Outcome<V>>> result,
            Class<F> failure,
            Function<F, Optional<Outcome<V>>> reason) {
        return alert -> {
            if (success.isInstance(alert)) {
                return result.apply(success.cast(alert));
            }
            return failure.isInstance(alert) ? reason.apply(failure.cast(alert)) : Optional.empty();
        };
    }
}
