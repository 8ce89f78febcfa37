package org.torrentxt.impl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentException;

class EngineServiceTest {
    private final EngineService engine = new EngineService();
    private final Object first = new Object();
    private final Object second = new Object();

    private void take(String name, Object owner) {
        engine.take(name, owner, () -> {});
    }

    @Test
    void refusesANameThatIsTaken() {
        take("default", first);
        take("default", first);
        assertThatThrownBy(() -> take("default", second))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_LIVE));
        engine.release("default", second);
        assertThatThrownBy(() -> take("default", second)).isInstanceOf(TorrentException.class);
        engine.release("default", first);
        take("default", second);
    }

    @Test
    void waitsForANameThatIsAboutToBeFree() throws Exception {
        take("default", first);
        engine.announceStop("default");
        CompletableFuture<Void> taken = new CompletableFuture<>();
        Thread taking = new Thread(() -> {
            try {
                take("default", second);
                taken.complete(null);
            } catch (TorrentException e) {
                taken.completeExceptionally(e);
            }
        });
        taking.start();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (taking.getState() != Thread.State.TIMED_WAITING && !taken.isDone() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(taken).isNotDone();
        engine.release("default", first);
        taken.get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> take("default", first)).isInstanceOf(TorrentException.class);
    }

    @Test
    void theFirstThatWasRefusedIsCalledOnceTheNameIsFree() throws Exception {
        CompletableFuture<String> called = new CompletableFuture<>();
        Object third = new Object();
        take("default", first);
        assertThatThrownBy(() -> engine.take("default", second, () -> called.complete("second")))
                .isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> engine.take("default", third, () -> called.complete("third")))
                .isInstanceOf(TorrentException.class);
        assertThat(called).isNotDone();

        engine.giveUpWaiting(second);
        engine.release("default", first);

        assertThat(called.get(30, TimeUnit.SECONDS)).isEqualTo("third");
    }

    @Test
    void remembersWhatIsWrongUntilItIsNot() {
        engine.setRefusal(first, "default", "why");
        assertThat(engine.failedSessions()).containsEntry("default", "why");
        assertThat(engine.sessionProblems()).isEmpty();
        engine.clearRefusal(second);
        assertThat(engine.failedSessions()).containsKey("default");
        engine.clearRefusal(first);
        assertThat(engine.failedSessions()).isEmpty();
    }

    @Test
    void aNameNeverBothRunsAndDoesNotRun() {
        take("default", first);
        engine.setRefusal(first, "default", "a mistake");
        engine.setRefusal(second, "default", "the name");

        assertThat(engine.failedSessions()).isEmpty();
        assertThat(engine.sessionProblems())
                .extracting(SessionProblem::text)
                .containsExactlyInAnyOrder(
                        "change rejected, the session continues unchanged: a mistake",
                        "another configuration with this name was rejected: the name");

        engine.release("default", first);
        assertThat(engine.failedSessions()).containsOnlyKeys("default");
        assertThat(engine.sessionProblems()).isEmpty();
    }

    @Test
    void asksThoseThatRunForWhatIsNotAsConfigured() {
        SessionProblem problem = SessionProblem.builder(
                        "default", SessionProblem.Severity.WARNING, "listening", "elsewhere")
                .build();
        engine.watch(first, () -> List.of(problem));
        assertThat(engine.sessionProblems()).containsExactly(problem);
        engine.unwatch(first);
        assertThat(engine.sessionProblems()).isEmpty();
    }
}
