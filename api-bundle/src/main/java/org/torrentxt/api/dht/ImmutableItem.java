package org.torrentxt.api.dht;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * A value in the DHT that is identified by its hash and cannot change (BEP 44).
 *
 * @param target where it is stored
 * @param value the byte string; bencoded if the stored value has another type
 */
public record ImmutableItem(DhtTarget target, byte[] value) implements Serializable {
    /** Rejects nulls, and copies the value. */
    public ImmutableItem {
        Objects.requireNonNull(target, "target");
        value = Objects.requireNonNull(value, "value").clone();
    }

    /** A copy of the value. */
    @Override
    public byte[] value() {
        return value.clone();
    }

    /** True for an item with the same target and value. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ImmutableItem item && target.equals(item.target) && Arrays.equals(value, item.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(target, Arrays.hashCode(value));
    }

    /** Target and length: short, without the value. */
    @Override
    public String toString() {
        return "ImmutableItem[target=" + target + ", value of " + value.length + " bytes]";
    }
}
