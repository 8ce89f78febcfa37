package org.torrentxt.impl.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.impl.bencode.ByteString;

/**
 * Looks up items that the engine does not find, or not soon enough (BEP 44). The engine also reports an item as missing
 * if no node answered at all. So the nodes are asked directly, and an item is missing only if a node says so.
 */
final class ItemSearch {
    private final DirectDht dht;
    private final HedgedRequests hedged;

    ItemSearch(DirectDht dht, HedgedRequests hedged) {
        this.dht = dht;
        this.hedged = hedged;
    }

    /** The engine's result, or else that of the nodes; fails if no node is known, or none answers. */
    CompletableFuture<Optional<ImmutableItem>> immutable(
            DhtTarget target, CompletionStage<Optional<ImmutableItem>> engine) {
        return orElse(
                engine,
                target,
                replies -> replies.flatMap(reply -> reply.immutable(target).stream())
                        .findFirst());
    }

    /** The engine's result, or else the newest version of the nodes; fails if no node is known, or none answers. */
    CompletableFuture<Optional<MutableItem>> mutable(
            DhtTarget target, DhtPublicKey publicKey, byte[] salt, CompletionStage<Optional<MutableItem>> engine) {
        return orElse(engine, target, replies -> newest(replies, publicKey, salt));
    }

    private <T> CompletableFuture<Optional<T>> orElse(
            CompletionStage<Optional<T>> engine, DhtTarget target, Function<Stream<DhtReply>, Optional<T>> search) {
        return hedged.first(
                engine,
                Optional::isPresent,
                () -> dht.lookUp("get", "target", target.bytes())
                        .thenApply(found -> search.apply(found.all().stream().map(DhtLookup.Answer::reply))));
    }

    /** The newest version claimed by nodes that has a valid signature. */
    static Optional<MutableItem> newest(Stream<DhtReply> replies, DhtPublicKey publicKey, byte[] salt) {
        // verification is slow, and most nodes have the same version
        Map<List<?>, MutableItem> claims = new HashMap<>();
        replies.flatMap(reply -> reply.claim(publicKey, salt).stream())
                .forEach(claim -> claims.put(
                        List.of(claim.seq(), ByteString.of(claim.value()), ByteString.of(claim.signature())), claim));
        return claims.values().stream()
                .sorted(Comparator.comparingLong(MutableItem::seq).reversed())
                .filter(MutableItem::hasValidSignature)
                .findFirst();
    }
}
