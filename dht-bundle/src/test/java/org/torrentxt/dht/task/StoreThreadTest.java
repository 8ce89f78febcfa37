package org.torrentxt.dht.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

class StoreThreadTest {
    private final StoreThread thread = new StoreThread();

    // Else a stage that goes on on this thread would never end.
    @Test
    void whatIsDueIsDoneBeforeItCloses() {
        thread.execute(this::workUntilItCloses);
        CompletableFuture<String> due =
                CompletableFuture.completedFuture("done").thenApplyAsync(done -> done, thread);
        Future<?> later = thread.after(Duration.ofDays(1), () -> {});

        thread.close();

        assertThat(due).isCompletedWithValue("done");
        assertThat(later.isDone()).isTrue();
    }

    @Test
    void onceClosedItRefusesWork() {
        thread.close();
        thread.close();

        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> thread.execute(() -> {}))
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.NO_SESSION);
    }

    private void workUntilItCloses() {
        while (isOpen()) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private boolean isOpen() {
        try {
            thread.execute(() -> {});
            return true;
        } catch (TorrentException e) {
            return false;
        }
    }
}
