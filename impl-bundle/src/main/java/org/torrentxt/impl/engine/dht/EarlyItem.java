package org.torrentxt.impl.engine.dht;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.impl.request.TimeLimit;

/**
 * The answer to a lookup of a mutable item. The engine reports each newer version that it finds, and is done only when
 * all nodes have answered, or have not for 15 seconds. A version found is the answer once nodes have had their time; a
 * miss is one only when the engine is done.
 */
final class EarlyItem {
    private final CompletableFuture<Optional<MutableItem>> result = new CompletableFuture<>();
    private Optional<MutableItem> newest = Optional.empty();
    private boolean late;

    /** Starts waiting; the executor ends it early. */
    EarlyItem(Executor callbacks) {
        TimeLimit.watch(result, TimeLimit.NODE, callbacks, () -> endIfFound(true, Optional.empty()));
    }

    /** The answer; at the latest the one that the engine gives when it is done. */
    CompletableFuture<Optional<MutableItem>> orElse(CompletableFuture<Optional<MutableItem>> engine) {
        engine.whenComplete((item, failure) -> {
            if (failure == null) {
                result.complete(item);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /** Takes a version found, which is newer than those before. */
    void found(MutableItem version) {
        endIfFound(false, Optional.of(version));
    }

    private void endIfFound(boolean isLate, Optional<MutableItem> version) {
        Optional<MutableItem> found;
        synchronized (this) {
            late |= isLate;
            newest = version.or(() -> newest);
            found = late ? newest : Optional.empty();
        }
        if (found.isPresent()) {
            result.complete(found);
        }
    }
}
