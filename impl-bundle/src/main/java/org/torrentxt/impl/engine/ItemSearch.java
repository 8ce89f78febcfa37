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
 * Items that the engine does not find, or not soon (BEP 44). It says that it found nothing as well when no node answered at all: the
 * nodes are asked again, one by one, so that an item is missing only where somebody says so.
 */
final class ItemSearch {
    private final DirectDht dht;
    private final HedgedRequests hedged;

    ItemSearch(DirectDht dht, HedgedRequests hedged) {
        this.dht = dht;
        this.hedged = hedged;
    }

    /** What the engine found, or else what the nodes say; fails if none is known, or none answers. */
    CompletableFuture<Optional<ImmutableItem>> immutable(
            DhtTarget target, CompletionStage<Optional<ImmutableItem>> engine) {
        return orElse(
                engine,
                target,
                replies -> replies.flatMap(reply -> reply.immutable(target).stream())
                        .findFirst());
    }

    /** What the engine found, or else the newest version that the nodes have; fails if none is known, or none answers. */
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

    /** The newest of the versions that nodes claim to have, as far as its signature is valid. */
    static Optional<MutableItem> newest(Stream<DhtReply> replies, DhtPublicKey publicKey, byte[] salt) {
        // to verify takes long, and most nodes have the same
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
