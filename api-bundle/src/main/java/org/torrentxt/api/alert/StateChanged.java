package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.status.TorrentState;

/**
 * The state of the torrent changed. Event properties {@code state} and {@code prevState} are libtorrent's numbers,
 * {@code stateName} and {@code prevStateName} their {@linkplain TorrentState#label() names}. Not droppable.
 *
 * @param origin where and when
 * @param state the new state
 * @param prevState the previous state
 */
public record StateChanged(AlertOrigin origin, TorrentState state, TorrentState prevState) implements Alert {
    /** Rejects nulls. */
    public StateChanged {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(prevState, "prevState");
    }

    @Override
    public AlertType type() {
        return AlertType.STATE_CHANGED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of(
                "state",
                state.code(),
                "stateName",
                state.label(),
                "prevState",
                prevState.code(),
                "prevStateName",
                prevState.label());
    }
}
