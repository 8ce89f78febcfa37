package org.torrentxt.impl.engine.dht;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.libtorrent4j.Vectors;
import org.libtorrent4j.swig.byte_array_32;
import org.libtorrent4j.swig.byte_array_64;
import org.libtorrent4j.swig.byte_vector;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.DhtImmutableItem;
import org.torrentxt.api.alert.DhtMutableItem;
import org.torrentxt.api.alert.DhtPut;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.request.PendingRequests;

/** DHT items, stored and looked up by the engine. Its answers are alerts that name the item requested. */
final class EngineItems {
    /** A put by the engine, identified by its signature. */
    private record ValuePut(DhtPublicKey publicKey, ByteString salt, ByteString value) {
        boolean isAnsweredBy(DhtPut put) {
            return isOfSameTarget(put)
                    && new MutableItem(publicKey, salt.bytes(), value.bytes(), put.seq(), put.signature())
                            .hasValidSignature();
        }

        boolean isOfSameTarget(DhtPut put) {
            return put.publicKey().filter(publicKey::equals).isPresent()
                    && ByteString.of(put.salt()).equals(salt);
        }
    }

    private final NativeSession engine;
    private final PendingRequests<DhtTarget, DhtTarget> immutablePuts;
    private final PendingRequests<DhtTarget, Optional<ImmutableItem>> immutableGets;
    private final PendingRequests<ValuePut, DhtPut> mutablePuts;
    private final PendingRequests<DhtTarget, Optional<MutableItem>> mutableGets;

    private final Map<DhtTarget, EarlyItem> early = new ConcurrentHashMap<>();
    private final Executor callbacks;

    EngineItems(NativeSession engine, Executor callbacks) {
        this.engine = engine;
        this.callbacks = callbacks;
        this.immutablePuts = new PendingRequests<>(callbacks);
        this.immutableGets = new PendingRequests<>(callbacks);
        this.mutablePuts = new PendingRequests<>(callbacks);
        this.mutableGets = new PendingRequests<>(callbacks);
    }

    CompletionStage<DhtTarget> put(DhtTarget target, byte[] value) {
        return immutablePuts.add(target, () -> engine.run(session -> session.dht_put_item(Natives.entry(value))));
    }

    CompletionStage<Optional<ImmutableItem>> get(DhtTarget target) {
        return immutableGets.add(
                target, () -> engine.run(session -> session.dht_get_item(Natives.sha1(target.bytes()))));
    }

    CompletionStage<DhtPutResult> put(DhtKeyPair keys, byte[] salt, byte[] value) {
        byte_array_32 publicKey = Vectors.bytes2byte_array_32(keys.publicKey().bytes());
        byte_array_64 secretKey = Vectors.bytes2byte_array_64(keys.secretKey());
        byte[] stored = value.clone();
        return mutablePuts
                .add(
                        new ValuePut(keys.publicKey(), ByteString.of(salt), ByteString.of(stored)),
                        () -> engine.run(session -> session.dht_put_item(
                                publicKey, secretKey, Natives.entry(stored), new byte_vector(salt))))
                .thenApply(put -> new DhtPutResult(
                        new MutableItem(keys.publicKey(), put.salt(), stored, put.seq(), put.signature()),
                        put.numSuccess()));
    }

    /**
     * Looks up an item. The answer is the newest version, or, while the engine waits for slow nodes, the newest one
     * found until then.
     *
     * @return empty while the engine has an earlier request for that target, even if its caller already has an answer:
     *     the engine's answers cannot be distinguished, and the earlier one may be outdated
     */
    Optional<CompletionStage<Optional<MutableItem>>> get(DhtTarget target, DhtPublicKey publicKey, byte[] salt) {
        byte_array_32 key = Vectors.bytes2byte_array_32(publicKey.bytes());
        EarlyItem item = new EarlyItem(callbacks);
        return mutableGets
                .addAlone(target, () -> {
                    early.put(target, item);
                    engine.run(session -> session.dht_get_item(key, new byte_vector(salt)));
                })
                .map(done -> item.orElse(done.whenComplete((value, failure) -> early.remove(target, item))));
    }

    /** Takes an answer; called on the thread that popped it. */
    void accept(Alert alert) {
        if (alert instanceof DhtImmutableItem item) {
            immutableGets.completeAll(item.target(), immutable(item));
        } else if (alert instanceof DhtMutableItem item) {
            acceptVersion(DhtTarget.of(item.publicKey(), item.salt()), mutable(item), item.authoritative());
        } else if (alert instanceof DhtPut put) {
            acceptPut(put);
        }
    }

    private void acceptVersion(DhtTarget target, Optional<MutableItem> item, boolean done) {
        EarlyItem asked = early.get(target);
        if (done) {
            mutableGets.completeAll(target, item);
        } else if (asked != null) {
            item.ifPresent(asked::found);
        }
    }

    private void acceptPut(DhtPut put) {
        Optional<TorrentException> failure =
                put.numSuccess() > 0 ? Optional.empty() : Optional.of(nobodyTookIt("value"));
        put.target().ifPresent(target -> immutablePuts.completeFirst(target, target, failure));
        List<ValuePut> asked = mutablePuts.keys();
        asked.stream()
                .filter(one -> one.isAnsweredBy(put))
                .findFirst()
                .or(() -> asked.stream()
                        .filter(one -> failure.isPresent() && one.isOfSameTarget(put))
                        .findFirst())
                .ifPresent(one -> mutablePuts.completeFirst(one, put, failure));
    }

    static TorrentException nobodyTookIt(String what) {
        return new TorrentException(
                ErrorCode.ENGINE,
                "no DHT node stored the " + what + "; add a DHT node, and wait until the DHT knows some");
    }

    // A miss arrives as an empty value.
    private static Optional<ImmutableItem> immutable(DhtImmutableItem item) {
        byte[] value = item.value();
        return value.length == 0 ? Optional.empty() : Optional.of(new ImmutableItem(item.target(), value));
    }

    // The engine has verified it, too, but the guarantee of the API is checked here explicitly.
    private static Optional<MutableItem> mutable(DhtMutableItem alert) {
        byte[] value = alert.value();
        MutableItem item = new MutableItem(alert.publicKey(), alert.salt(), value, alert.seq(), alert.signature());
        return value.length == 0 || !item.hasValidSignature() ? Optional.empty() : Optional.of(item);
    }

    /** Fails all pending requests. */
    void failAll(TorrentException failure) {
        immutablePuts.failAll(failure);
        immutableGets.failAll(failure);
        mutablePuts.failAll(failure);
        mutableGets.failAll(failure);
    }
}
