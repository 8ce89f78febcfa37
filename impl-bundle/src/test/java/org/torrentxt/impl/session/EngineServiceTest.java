package org.torrentxt.impl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

class EngineServiceTest {
    private final EngineService engine = new EngineService();
    private final Object first = new Object();
    private final Object second = new Object();

    @Test
    void refusesANameThatIsTaken() {
        engine.take("default", first);
        engine.take("default", first);
        assertThatThrownBy(() -> engine.take("default", second))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_LIVE));
        engine.release("default", second);
        assertThatThrownBy(() -> engine.take("default", second)).isInstanceOf(TorrentException.class);
        engine.release("default", first);
        engine.take("default", second);
    }

    @Test
    void waitsForANameThatIsAboutToBeFree() throws Exception {
        engine.take("default", first);
        engine.announceStop("default");
        CompletableFuture<Void> taking = new CompletableFuture<>();
        Thread taker = new Thread(() -> taking.completeAsync(
                () -> {
                    engine.take("default", second);
                    return null;
                },
                Runnable::run));
        taker.start();
        while (taker.getState() != Thread.State.TIMED_WAITING) {
            assertThat(taking).as("taken before it is free").isNotDone();
            Thread.onSpinWait();
        }
        engine.release("default", first);
        taking.get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> engine.take("default", first)).isInstanceOf(TorrentException.class);
    }

    @Test
    void remembersWhatIsWrongUntilItIsNot() {
        engine.setProblem(first, "default", "why");
        assertThat(engine.failedSessions()).containsEntry("default", "why");
        engine.clearProblem(second);
        assertThat(engine.failedSessions()).containsKey("default");
        engine.clearProblem(first);
        assertThat(engine.failedSessions()).isEmpty();
    }
}
