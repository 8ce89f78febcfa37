package org.torrentxt.impl.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.impl.bencode.ByteString;

/**
 * Items that the engine does not find, or not soon (BEP 44). It says that it found nothing as well when no node answered at all, and
 * waits long for each that is silent: the nodes are asked again, one by one, so that an item is missing only where somebody says so.
 */
final class ItemSearch {
    /** How long the engine has the nodes for itself; among nodes that all answer it needs less. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DirectDht dht;
    private final Executor callbacks;

    ItemSearch(DirectDht dht, Executor callbacks) {
        this.dht = dht;
        this.callbacks = callbacks;
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
        CompletableFuture<Optional<T>> result = new CompletableFuture<>();
        CompletableFuture<Void> start = new CompletableFuture<>();
        CompletableFuture<Optional<T>> nodes = start.thenCompose(begin -> dht.lookUp("get", "target", target.bytes()))
                .thenApply(found -> search.apply(found.all().stream().map(DhtLookup.Answer::reply)));
        engine.whenComplete((found, failure) -> {
            if (failure == null && found.isPresent()) {
                result.complete(found);
            } else {
                start.complete(null);
                nodes.whenComplete((told, unanswered) -> end(result, told, unanswered));
            }
        });
        // if they do not answer either, the engine still may
        TimeLimit.watch(result, PATIENCE, callbacks, () -> start.complete(null));
        nodes.thenAccept(result::complete);
        return result;
    }

    private static <T> void end(CompletableFuture<T> result, T value, Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
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
