package org.torrentxt.impl.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.libtorrent4j.Vectors;
import org.libtorrent4j.swig.byte_array_32;
import org.libtorrent4j.swig.byte_array_64;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.string_int_pair;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.DhtImmutableItem;
import org.torrentxt.api.alert.DhtMutableItem;
import org.torrentxt.api.alert.DhtPut;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtStatus;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;

/** The DHT node of a session. Its answers come as alerts, which it matches with the requests that wait for them. */
final class EngineDht implements Dht {
    private record MutableKey(DhtPublicKey publicKey, String saltHex) {
        static MutableKey of(DhtPublicKey publicKey, byte[] salt) {
            return new MutableKey(publicKey, HexFormat.of().formatHex(salt));
        }
    }

    private final EngineSession owner;
    private final PendingRequests<DhtTarget, DhtTarget> immutablePuts;
    private final PendingRequests<DhtTarget, Optional<ImmutableItem>> immutableGets;
    private final PendingRequests<MutableKey, DhtPut> mutablePuts;
    private final PendingRequests<MutableKey, Optional<MutableItem>> mutableGets;

    EngineDht(EngineSession owner, Executor callbacks) {
        this.owner = owner;
        this.immutablePuts = new PendingRequests<>(callbacks);
        this.immutableGets = new PendingRequests<>(callbacks);
        this.mutablePuts = new PendingRequests<>(callbacks);
        this.mutableGets = new PendingRequests<>(callbacks);
    }

    @Override
    public DhtStatus status() {
        Map<String, Long> counters = owner.counters();
        return new DhtStatus(
                owner.engine().ask(session::is_dht_running, false),
                counters.getOrDefault("dht.dht_nodes", 0L).intValue(),
                counters.getOrDefault("dht.dht_node_cache", 0L).intValue(),
                -1,
                counters.getOrDefault("dht.dht_torrents", 0L).intValue());
    }

    @Override
    public void addBootstrapNode(String host, int port) {
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > 65_535) {
            throw TorrentException.invalid("port " + port + " is out of range; expected 1 to 65535");
        }
        owner.network().requireHost("DHT node " + Given.brief(host), host);
        owner.engine().run(engine -> engine.add_dht_node(new string_int_pair(host, port)));
    }

    @Override
    public CompletionStage<DhtTarget> putImmutable(byte[] value) {
        checkValue(value);
        DhtTarget target = target(value);
        return immutablePuts.add(target, () -> run(engine -> engine.dht_put_item(Natives.entry(value))));
    }

    @Override
    public CompletionStage<Optional<ImmutableItem>> getImmutable(DhtTarget target) {
        Objects.requireNonNull(target, "target");
        return immutableGets.add(target, () -> run(engine -> engine.dht_get_item(Natives.sha1(target.bytes()))));
    }

    @Override
    public CompletionStage<DhtPutResult> putMutable(DhtKeyPair keys, byte[] salt, byte[] value) {
        Objects.requireNonNull(keys, "keys");
        checkValue(value);
        checkSalt(salt);
        byte_array_32 publicKey = Vectors.bytes2byte_array_32(keys.publicKey().bytes());
        byte_array_64 secretKey = Vectors.bytes2byte_array_64(keys.secretKey());
        byte[] stored = value.clone();
        return mutablePuts
                .add(
                        MutableKey.of(keys.publicKey(), salt),
                        () -> run(engine -> engine.dht_put_item(
                                publicKey, secretKey, Natives.entry(stored), new byte_vector(salt))))
                .thenApply(put -> new DhtPutResult(
                        new MutableItem(keys.publicKey(), put.salt(), stored, put.seq(), put.signature()),
                        put.numSuccess()));
    }

    @Override
    public CompletionStage<Optional<MutableItem>> getMutable(DhtPublicKey publicKey, byte[] salt) {
        Objects.requireNonNull(publicKey, "publicKey");
        checkSalt(salt);
        byte_array_32 key = Vectors.bytes2byte_array_32(publicKey.bytes());
        return mutableGets.add(
                MutableKey.of(publicKey, salt), () -> run(engine -> engine.dht_get_item(key, new byte_vector(salt))));
    }

    private static void checkValue(byte[] value) {
        Objects.requireNonNull(value, "value");
        if (value.length < 1 || value.length > MAX_VALUE_LENGTH) {
            throw TorrentException.invalid(
                    "a value of " + value.length + " bytes; the DHT takes 1 to " + MAX_VALUE_LENGTH);
        }
    }

    private static void checkSalt(byte[] salt) {
        Objects.requireNonNull(salt, "salt");
        if (salt.length > MAX_SALT_LENGTH) {
            throw TorrentException.invalid(
                    "a salt of " + salt.length + " bytes; the DHT takes up to " + MAX_SALT_LENGTH);
        }
    }

    /** SHA-1 of the bencoded byte string. */
    private static DhtTarget target(byte[] value) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update((value.length + ":").getBytes(StandardCharsets.US_ASCII));
            return new DhtTarget(HexFormat.of().formatHex(sha1.digest(value)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }

    private void run(Consumer<session> request) {
        owner.engine().run(engine -> {
            if (!engine.is_dht_running()) {
                throw new TorrentException(
                        ErrorCode.NO_SESSION,
                        "the DHT of session " + owner.name() + " is disabled; set setting.enable_dht=true");
            }
            request.accept(engine);
        });
    }

    /** Takes an answer; on the thread that popped it. */
    void accept(Alert alert) {
        if (alert instanceof DhtImmutableItem item) {
            immutableGets.completeAll(item.target(), immutable(item));
        } else if (alert instanceof DhtMutableItem item && item.authoritative()) {
            mutableGets.completeAll(MutableKey.of(item.publicKey(), item.salt()), mutable(item));
        } else if (alert instanceof DhtPut put) {
            acceptPut(put);
        }
    }

    private void acceptPut(DhtPut put) {
        Optional<TorrentException> failure = put.numSuccess() > 0
                ? Optional.empty()
                : Optional.of(new TorrentException(
                        ErrorCode.ENGINE,
                        "no DHT node took the value; name a node to start from, and wait until the DHT knows some"));
        put.target().ifPresent(target -> immutablePuts.completeFirst(target, target, failure));
        put.publicKey().ifPresent(key -> mutablePuts.completeFirst(MutableKey.of(key, put.salt()), put, failure));
    }

    // A miss arrives as an empty value.
    private static Optional<ImmutableItem> immutable(DhtImmutableItem item) {
        byte[] value = item.value();
        return value.length == 0 ? Optional.empty() : Optional.of(new ImmutableItem(item.target(), value));
    }

    // The engine has verified it, too; but what is promised to callers is checked here, where it can be seen.
    private static Optional<MutableItem> mutable(DhtMutableItem alert) {
        byte[] value = alert.value();
        MutableItem item = new MutableItem(alert.publicKey(), alert.salt(), value, alert.seq(), alert.signature());
        return value.length == 0 || !item.hasValidSignature() ? Optional.empty() : Optional.of(item);
    }

    /** Ends all that still waits. */
    void close() {
        TorrentException stopped =
                new TorrentException(ErrorCode.NO_SESSION, "session " + owner.name() + " was stopped");
        immutablePuts.failAll(stopped);
        immutableGets.failAll(stopped);
        mutablePuts.failAll(stopped);
        mutableGets.failAll(stopped);
    }
}
