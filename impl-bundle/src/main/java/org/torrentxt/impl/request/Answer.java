package org.torrentxt.impl.request;

import java.util.Optional;
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
}
