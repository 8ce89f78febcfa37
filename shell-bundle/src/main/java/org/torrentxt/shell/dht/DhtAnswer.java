package org.torrentxt.shell.dht;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.torrentxt.shell.format.Units;

/**
 * Waits for answers of the DHT.
 *
 * @param limit how long for each
 */
public record DhtAnswer(Duration limit) {
    /** The default of a command's {@code --timeout}. */
    public static final String SECONDS = "60";

    /**
     * The answer.
     *
     * @throws TimeoutException if there is none in time; the message says what to do
     */
    public <T> T await(CompletionStage<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return answer.toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            TimeoutException failure = new TimeoutException("the DHT did not answer within " + Units.duration(limit)
                    + "; check dht:state or increase --timeout");
            failure.initCause(e);
            throw failure;
        }
    }
}
