package org.torrentxt.dht;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.Dht;

/** A real session that does all that it is asked for, but whose answers do not always arrive. */
final class LossySession {
    /** What becomes of an answer of the DHT. */
    enum Fate {
        ARRIVES,
        /** It arrives, but not before what is held is released. */
        HELD,
        /** The session says that none came in time. */
        LATE,
        /** The session says nothing. */
        NEVER,
        /** The session says that there is nothing, as it does if it met nodes that do not have it. */
        NOTHING
    }

    private LossySession() {}

    /**
     * A session with a fate for the answers of each method of its {@link Dht}.
     *
     * @param held until that ends, it does not say that torrents are added, and some answers do not arrive
     */
    static TorrentSession of(
            TorrentSession session, Function<String, Fate> fates, Supplier<CompletionStage<Void>> held) {
        Dht dht = intercept(
                Dht.class,
                session.dht(),
                (method, answer) -> answer instanceof CompletionStage<?> stage
                        ? arriving(stage, fates.apply(method), held)
                        : answer);
        return intercept(TorrentSession.class, session, (method, answer) -> switch (method) {
            case "dht" -> dht;
            case "addAll" ->
                ((List<?>) answer)
                        .stream()
                                .map(torrent -> (CompletionStage<?>) torrent)
                                .map(torrent -> torrent.thenCombine(held.get(), (added, end) -> added))
                                .toList();
            default -> answer;
        });
    }

    private static CompletionStage<?> arriving(
            CompletionStage<?> answer, Fate fate, Supplier<CompletionStage<Void>> held) {
        return switch (fate) {
            case ARRIVES -> answer;
            case HELD -> answer.thenCombine(held.get(), (arrived, end) -> arrived);
            case LATE ->
                answer.thenCompose(taken ->
                        CompletableFuture.failedFuture(new TorrentException(ErrorCode.TIMEOUT, "the answer got lost")));
            case NEVER -> new CompletableFuture<>();
            case NOTHING -> answer.thenApply(item -> Optional.empty());
        };
    }

    private interface Interceptor {
        Object answer(String method, Object answer);
    }

    private static <T> T intercept(Class<T> type, T real, Interceptor interceptor) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                return method.getName().equals("equals")
                        ? proxy == args[0]
                        : interceptor.answer(method.getName(), method.invoke(real, args));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
