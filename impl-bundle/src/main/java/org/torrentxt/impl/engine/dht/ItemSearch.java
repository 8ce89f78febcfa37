package org.torrentxt.impl.engine.dht;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.request.Stages;

/**
 * Looks up items (BEP 44): with the engine, and if it finds nothing, with requests to the nodes. The engine also reports
 * an item as missing if no node answered at all, and an item is missing only if a node says so.
 */
final class ItemSearch {
    private final DirectDht dht;

    ItemSearch(DirectDht dht) {
        this.dht = dht;
    }

    /** The engine's result, or else that of the nodes; fails if no node is known, or none answers. */
    CompletableFuture<Optional<ImmutableItem>> immutable(
            DhtTarget target, CompletionStage<Optional<ImmutableItem>> engine) {
        return orElse(
                Optional.of(engine),
                target,
                replies -> replies.flatMap(reply -> reply.immutable(target).stream())
                        .findFirst());
    }

    /**
     * The engine's result, or else the newest version of the nodes; fails if no node is known, or none answers.
     *
     * @param engine empty if the engine cannot be asked now
     */
    CompletableFuture<Optional<MutableItem>> mutable(
            DhtTarget target,
            DhtPublicKey publicKey,
            byte[] salt,
            Optional<CompletionStage<Optional<MutableItem>>> engine) {
        return orElse(engine, target, replies -> newest(replies, publicKey, salt));
    }

    // The engine has asked all nodes, even the slowest, if it answers: any other one is enough then to confirm a miss.
    private <T> CompletableFuture<Optional<T>> orElse(
            Optional<CompletionStage<Optional<T>>> engine,
            DhtTarget target,
            Function<Stream<DhtReply>, Optional<T>> search) {
        Predicate<Collection<DhtReply>> found =
                replies -> search.apply(replies.stream()).isPresent();
        return engine.map(answer -> Stages.orElse(
                        answer,
                        Optional::isPresent,
                        failure -> ask(target, search, failure.isPresent() ? found : replies -> !replies.isEmpty())))
                .orElseGet(() -> ask(target, search, found));
    }

    private <T> CompletableFuture<Optional<T>> ask(
            DhtTarget target, Function<Stream<DhtReply>, Optional<T>> search, Predicate<Collection<DhtReply>> enough) {
        return dht.lookUp("get", "target", target.bytes(), enough)
                .thenApply(found -> search.apply(found.all().stream().map(DhtLookup.Answer::reply)));
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
