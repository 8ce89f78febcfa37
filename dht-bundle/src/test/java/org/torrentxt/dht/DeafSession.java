package org.torrentxt.dht;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.Dht;

/** A real session that stores items, but does not get to hear that they were taken. */
final class DeafSession {
    private DeafSession() {}

    static TorrentSession of(TorrentSession session, BooleanSupplier deaf) {
        Dht dht = intercept(Dht.class, session.dht(), (method, answer) -> {
            if (!method.equals("putMutable") || !deaf.getAsBoolean()) {
                return answer;
            }
            return ((CompletionStage<?>) answer)
                    .thenCompose(taken -> CompletableFuture.failedFuture(
                            new TorrentException(ErrorCode.TIMEOUT, "the answer got lost")));
        });
        return intercept(
                TorrentSession.class, session, (method, answer) -> method.equals("dht") ? (Object) dht : answer);
    }

    private interface Interceptor {
        Object answer(String method, Object answer);
    }

    private static <T> T intercept(Class<T> type, T real, Interceptor interceptor) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                return interceptor.answer(method.getName(), method.invoke(real, args));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
