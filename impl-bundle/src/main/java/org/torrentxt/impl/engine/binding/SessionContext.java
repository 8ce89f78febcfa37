package org.torrentxt.impl.engine.binding;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.impl.network.NetworkMode;

/** What the parts of a session have in common. Thread-safe. */
public interface SessionContext {
    /** The session's name. */
    String name();

    /** The native session. */
    NativeSession engine();

    /** The network that the session may use at the moment. */
    NetworkMode network();

    /** Runs something that depends on the network mode, which does not change meanwhile. */
    void withNetwork(Consumer<NetworkMode> action);

    /** Runs the session's own steps, never foreign code; after the session has stopped, on the caller's thread. */
    Executor executor();

    /** Raises an alert that the engine does not raise itself. */
    void publish(Alert alert);

    /** A copy of the stage for callers, whose code then runs on threads of its own. */
    <T> CompletableFuture<T> handOut(CompletionStage<T> stage);
}
