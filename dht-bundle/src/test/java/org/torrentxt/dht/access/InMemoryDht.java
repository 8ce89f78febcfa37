package org.torrentxt.dht.access;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtStatus;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;

/** A DHT of one node that answers at once. It does not sign. */
public final class InMemoryDht implements Dht {
    private final Map<DhtTarget, ImmutableItem> immutableItems = new ConcurrentHashMap<>();
    private final Map<String, MutableItem> mutableItems = new ConcurrentHashMap<>();

    @Override
    public DhtStatus status() {
        return DhtStatus.builder().running(true).nodes(1).globalNodes(1).build();
    }

    @Override
    public void addBootstrapNode(String host, int port) {
        throw new UnsupportedOperationException("one node is enough");
    }

    @Override
    public CompletionStage<DhtTarget> putImmutable(byte[] value) {
        DhtTarget target = DhtTarget.of(value);
        immutableItems.put(target, new ImmutableItem(target, value));
        return CompletableFuture.completedStage(target);
    }

    @Override
    public CompletionStage<Optional<ImmutableItem>> getImmutable(DhtTarget target) {
        return CompletableFuture.completedStage(Optional.ofNullable(immutableItems.get(target)));
    }

    @Override
    public CompletionStage<DhtPutResult> putMutable(DhtKeyPair keys, byte[] salt, byte[] value) {
        MutableItem stored = mutableItems.compute(place(keys.publicKey(), salt), (place, old) -> {
            long seq = old == null ? 1 : old.seq() + 1;
            return new MutableItem(keys.publicKey(), salt, value, seq, new byte[64]);
        });
        return CompletableFuture.completedStage(new DhtPutResult(stored, 1));
    }

    @Override
    public CompletionStage<Optional<MutableItem>> getMutable(DhtPublicKey publicKey, byte[] salt) {
        return CompletableFuture.completedStage(Optional.ofNullable(mutableItems.get(place(publicKey, salt))));
    }

    @Override
    public CompletionStage<DhtPutResult> putMutable(MutableItem item, OptionalLong expectedSeq) {
        mutableItems.put(place(item.publicKey(), item.salt()), item);
        return CompletableFuture.completedStage(new DhtPutResult(item, 1));
    }

    @Override
    public CompletionStage<Integer> announce(InfoHash infoHash, int port) {
        throw new UnsupportedOperationException("one node has nobody to tell");
    }

    @Override
    public CompletionStage<List<Endpoint>> getPeers(InfoHash infoHash) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public byte[] saveState() {
        return new byte[0];
    }

    @Override
    public void loadState(byte[] state) {
        throw new UnsupportedOperationException("one node is enough");
    }

    private static String place(DhtPublicKey publicKey, byte[] salt) {
        return publicKey + Arrays.toString(salt);
    }
}
