package org.torrentxt.api.alert;

import java.util.Map;
import org.torrentxt.api.status.TorrentState;

/**
 * The torrent began to do something else. Event properties {@code state} and {@code prevState} are libtorrent's
 * numbers, {@code stateName} and {@code prevStateName} their {@linkplain TorrentState#label() names}. Not droppable.
 *
 * @param origin where and when
 * @param state what it does now
 * @param prevState what it did before
 */
public record StateChanged(AlertOrigin origin, TorrentState state, TorrentState prevState) implements Alert {
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
