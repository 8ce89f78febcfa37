package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The network device that the session is bound to ({@code network.device}) is down or has no address: the session is off
 * all networks until {@link NetworkDeviceUp}. Also raised if that is so when the session starts. Not droppable.
 *
 * @param origin where and when
 * @param device the name of the device
 */
public record NetworkDeviceDown(AlertOrigin origin, String device) implements Alert {
    /** Rejects nulls. */
    public NetworkDeviceDown {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(device, "device");
    }

    @Override
    public AlertType type() {
        return AlertType.NETWORK_DEVICE_DOWN;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("device", device);
    }
}
