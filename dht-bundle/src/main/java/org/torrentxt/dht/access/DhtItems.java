package org.torrentxt.dht.access;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtPublications;

/** Puts and gets with a timeout, each on the session that is running at that time. */
public final class DhtItems {
    private final Supplier<Dht> dht;
    private final Deadline deadline;

    /**
     * Creates the store's access to the DHT.
     *
     * @param dht called for each operation, as sessions start and stop; throws while there is none
     * @param deadline for each answer
     */
    public DhtItems(Supplier<Dht> dht, Deadline deadline) {
        this.dht = dht;
        this.deadline = deadline;
    }

    /** Throws unless the session is running. */
    public void requireSession() {
        dht.get();
    }

    /** Stores an immutable item. */
    public CompletionStage<DhtTarget> put(byte[] value) {
        return deadline.on(dht.get().putImmutable(value), "storing an immutable item");
    }

    /** Looks up an immutable item. */
    public CompletionStage<Optional<ImmutableItem>> get(DhtTarget target) {
        Objects.requireNonNull(target, "target");
        return deadline.on(dht.get().getImmutable(target), "looking up " + target);
    }

    /** Stores a mutable item as signed. */
    public CompletionStage<DhtPutResult> put(MutableItem item, OptionalLong expectedSeq) {
        return deadline.on(
                dht.get().putMutable(item, expectedSeq),
                "storing '" + Keys.key(item.salt()) + "' under key " + item.publicKey());
    }

    /** Looks up a mutable item. */
    public CompletionStage<Optional<MutableItem>> get(DhtPublicKey publicKey, byte[] salt) {
        Objects.requireNonNull(publicKey, "publicKey");
        return deadline.on(
                dht.get().getMutable(publicKey, salt), "looking up '" + Keys.key(salt) + "' under key " + publicKey);
    }

    /** Rejects a value that is too short or too long for an item. */
    public static void checkValue(byte[] value) {
        Objects.requireNonNull(value, "value");
        if (value.length < 1 || value.length > Dht.MAX_VALUE_LENGTH) {
            throw TorrentException.invalid(
                    "invalid length of value: " + value.length + " bytes; expected 1 to " + Dht.MAX_VALUE_LENGTH);
        }
    }

    /** Rejects an invalid sequence number. */
    public static void checkSeq(long seq) {
        if (seq < DhtPublications.NO_VERSION) {
            throw TorrentException.invalid("invalid sequence number " + seq + ": expected 0 or more, or "
                    + DhtPublications.NO_VERSION + " for no version");
        }
    }
}
