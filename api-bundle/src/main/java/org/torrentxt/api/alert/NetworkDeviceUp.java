package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The session is on the network again, after {@link NetworkDeviceDown}. Not droppable.
 *
 * @param origin where and when
 * @param device the name of the device that the session is bound to now; empty if it is bound to none any more
 */
public record NetworkDeviceUp(AlertOrigin origin, String device) implements Alert {
    /** Rejects nulls. */
    public NetworkDeviceUp {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(device, "device");
    }

    @Override
    public AlertType type() {
        return AlertType.NETWORK_DEVICE_UP;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("device", device);
    }
}
