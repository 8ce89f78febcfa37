package org.torrentxt.api.dht;

/**
 * A value of the DHT that is found by its own hash and cannot change (BEP 44).
 *
 * @param target where it is stored
 * @param value the byte string; bencoded if somebody stored a value of another type
 */
public record ImmutableItem(DhtTarget target, byte[] value) {
    /** Copies the value. */
    public ImmutableItem {
        value = value.clone();
    }

    /** A copy of the value. */
    @Override
    public byte[] value() {
        return value.clone();
    }
}
