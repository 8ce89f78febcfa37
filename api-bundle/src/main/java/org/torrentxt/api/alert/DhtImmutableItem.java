package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.dht.DhtTarget;

/**
 * The lookup of an immutable item ended (BEP 44). Fires once per lookup, whether found or not. Not droppable.
 *
 * @param origin where and when
 * @param target what was requested
 * @param value the value as a byte string, or bencoded if it has another type; empty if the DHT has none
 */
public record DhtImmutableItem(AlertOrigin origin, DhtTarget target, byte[] value) implements Alert {
    /** Copies the arrays. */
    public DhtImmutableItem {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(value, "value");
        value = value.clone();
    }

    /** A copy of the value. */
    @Override
    public byte[] value() {
        return value.clone();
    }

    @Override
    public AlertType type() {
        return AlertType.DHT_IMMUTABLE_ITEM;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("target", target.hex(), "value", value());
    }
}
