package org.torrentxt.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.testing.FakeSession;

class RestartsCheckTest {
    private long now = Long.MAX_VALUE - Duration.ofMinutes(30).toNanos(); // overflows, as System.nanoTime() may
    private final RestartsCheck check = new RestartsCheck(() -> now);
    private final TorrentSession session = new FakeSession("default");

    private void restart(TorrentSession restarted) {
        check.removeSession(restarted);
        check.addSession(restarted);
    }

    private static HealthFinding of(String session, Level level, String text) {
        return HealthFinding.builder(level, "restarts", text).session(session).build();
    }

    @Test
    void withoutSessionsThereIsNothingToSay() {
        assertThat(check.check()).isEmpty();
    }

    @Test
    void theFirstStartIsNone() {
        check.addSession(session);
        assertThat(check.check()).containsExactly(of("default", Level.OK, "none in the last hour"));
    }

    @Test
    void threeInAnHourAreAWarningOfThatSession() {
        check.addSession(session);
        check.addSession(new FakeSession("other"));
        for (int i = 1; i < RestartsCheck.MANY; i++) {
            restart(session);
            assertThat(check.check()).contains(of("default", Level.OK, i + " in the last hour"));
        }
        restart(session);
        assertThat(check.check())
                .containsExactly(
                        of(
                                "default",
                                Level.WARN,
                                "3 in the last hour: its configuration is changed again and again, or a bundle is"
                                        + " restarted that it needs; see the log (log:display) before each line"
                                        + " 'Session default is running'"),
                        of("other", Level.OK, "none in the last hour"));
    }

    @Test
    void thoseOfTheHourBeforeAreForgotten() {
        check.addSession(session);
        for (int i = 0; i < RestartsCheck.MANY; i++) {
            restart(session);
            now += Duration.ofMinutes(20).toNanos();
        }
        assertThat(check.check()).extracting(HealthFinding::level).containsExactly(Level.WARN);
        now += 1; // the first of them is an hour ago
        assertThat(check.check()).containsExactly(of("default", Level.OK, "2 in the last hour"));
    }

    @Test
    void countsNoMoreThanItRemembers() {
        check.addSession(session);
        for (int i = 0; i < 1100; i++) {
            restart(session);
        }
        assertThat(check.check().get(0).text()).startsWith("at least 1000 in the last hour");
    }

    @Test
    void oneThatIsGoneIsNotSpokenOf() {
        check.addSession(session);
        check.removeSession(session);
        assertThat(check.check()).isEmpty();
        check.addSession(session);
        assertThat(check.check()).containsExactly(of("default", Level.OK, "1 in the last hour"));
    }

    @Test
    void oneThatWasGoneForMoreThanAnHourIsNew() {
        check.addSession(session);
        check.removeSession(session);
        now += Duration.ofHours(1).toNanos() + 1;
        check.addSession(session);
        assertThat(check.check()).containsExactly(of("default", Level.OK, "none in the last hour"));
    }

    @Test
    void oneThatIsDownNowAfterManyRestartsIsAWarning() {
        check.addSession(session);
        for (int i = 0; i < RestartsCheck.MANY; i++) {
            restart(session);
        }
        check.removeSession(session);
        assertThat(check.check()).extracting(HealthFinding::level).containsExactly(Level.WARN);
    }
}
