package org.torrentxt.shell.dht;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.support.Sessions;
import org.torrentxt.shell.support.ShellAction;

/** A command on the DHT store. */
abstract class StoreAction extends ShellAction {
    @Option(name = "--timeout", description = "Seconds after which to give up, and fail")
    private long timeout = 60;

    @Option(name = "--json", description = "Print one JSON object")
    private boolean json;

    /** Runs the command on the store. */
    abstract void run(DhtStore store) throws Exception;

    @Override
    protected final void run() throws Exception {
        run(services().find(DhtStore.class).orElseThrow(this::missing));
    }

    final boolean isJson() {
        return json;
    }

    /** Waits for an answer of the DHT. */
    final <T> T await(CompletionStage<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        long seconds = timeout(timeout).toSeconds();
        try {
            return answer.toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw timedOut(seconds, e);
        }
    }

    private static TimeoutException timedOut(long seconds, TimeoutException cause) {
        TimeoutException failure = new TimeoutException(
                "the DHT did not answer in " + seconds + " s; see dht:state, or wait with --timeout");
        failure.initCause(cause);
        return failure;
    }

    private TorrentException missing() {
        // without a session there is no store either, and that is then what to mend first
        if (new Sessions(services()).all().isEmpty()) {
            new Sessions(services()).choose(null);
        }
        return new TorrentException(
                ErrorCode.NO_SESSION,
                "no DHT store runs; install it with feature:install torrentxt-dht, or see scr:list");
    }
}
