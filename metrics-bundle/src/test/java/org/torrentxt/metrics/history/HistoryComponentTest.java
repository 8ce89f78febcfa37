package org.torrentxt.metrics.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.history.RateHistory;
import org.torrentxt.api.status.SessionStatus;

class HistoryComponentTest {
    @TempDir
    private Path folder;

    private static final ScheduledExecutorService AT_ONCE = new ScheduledThreadPoolExecutor(0) {
        @Override
        public void execute(Runnable task) {
            task.run();
        }
    };

    private final HandClock clock = new HandClock();
    private long downloaded;
    private boolean isStopped;

    private final TorrentSession session = (TorrentSession) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {TorrentSession.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "name" -> "some session/name";
                case "status" -> status();
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> 1;
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private SessionStatus status() {
        if (isStopped) {
            throw new TorrentException(ErrorCode.NO_SESSION, "stopped");
        }
        return SessionStatus.builder("some session/name")
                .totalDownload(downloaded)
                .totalUpload(downloaded / 2)
                .build();
    }

    /** A clock that is set by hand. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-11-29T12:00:30Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        long nanos() {
            return now.getEpochSecond() * 1_000_000_000;
        }
    }

    private HistoryComponent open() {
        return new HistoryComponent(folder, clock, clock::nanos, AT_ONCE);
    }

    private void pass(HistoryComponent history, Duration time, long bytes) {
        clock.now = clock.now.plus(time);
        downloaded += bytes;
        history.look();
    }

    private static List<Long> last(HistoryComponent history, int count) {
        List<Long> all = rates(history).downloadRates();
        return all.subList(all.size() - count, all.size());
    }

    private static RateHistory rates(HistoryComponent history) {
        return history.rates("some session/name").orElseThrow();
    }

    @Test
    void eachMinuteHasItsMeanRate() {
        HistoryComponent history = open();
        history.addSession(session);
        pass(history, Duration.ofMinutes(1), 6000);
        pass(history, Duration.ofMinutes(1), 0);
        pass(history, Duration.ofMinutes(1), 600);

        assertThat(last(history, 4)).containsExactly(-1L, 100L, 0L, 10L);
        assertThat(rates(history).uploadRates()).endsWith(50L, 0L, 5L);
        assertThat(history.rates("another")).isEmpty();
        history.close();
    }

    @Test
    void aLookThatIsLateCountsForTheMinutesThatItMissed() {
        HistoryComponent history = open();
        history.addSession(session);
        pass(history, Duration.ofMinutes(3), 18_000);
        assertThat(last(history, 4)).containsExactly(-1L, 100L, 100L, 100L);

        pass(history, Duration.ofHours(1), 36_000);
        assertThat(last(history, 3)).as("asleep").containsExactly(-1L, -1L, 10L);
        history.close();
    }

    @Test
    void ratesOfBeforeARestartAreThereAndThePauseIsUnknown() {
        HistoryComponent history = open();
        history.addSession(session);
        pass(history, Duration.ofMinutes(1), 6000);
        history.close();

        downloaded = 0;
        HistoryComponent again = open();
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        again.addSession(session);
        pass(again, Duration.ofMinutes(1), 600);

        assertThat(last(again, 4)).containsExactly(100L, -1L, -1L, 10L);
        again.close();
    }

    @Test
    void aKillCostsMinutesOnly() {
        HistoryComponent killed = open();
        killed.addSession(session);
        for (int i = 0; i < 10; i++) {
            pass(killed, Duration.ofMinutes(1), 60);
        }
        HistoryComponent history = open();
        history.addSession(session);

        assertThat(rates(history).downloadRates()).filteredOn(rate -> rate >= 0).hasSizeGreaterThanOrEqualTo(5);
        history.close();
    }

    @Test
    void aSessionThatStopsIsSavedAndStaysReadable() {
        HistoryComponent history = open();
        history.addSession(session);
        pass(history, Duration.ofMinutes(1), 6000);
        isStopped = true;
        pass(history, Duration.ofMinutes(1), 0);
        history.removeSession(session);
        pass(history, Duration.ofMinutes(1), 0);

        assertThat(last(history, 2)).containsExactly(100L, -1L);
        assertThat(folder).isDirectoryContaining(file -> file.toString().endsWith(".rates"));
        history.close();
    }

    @Test
    void aDamagedFileIsSetAsideAndANewOneBegun() throws Exception {
        HistoryComponent history = open();
        history.addSession(session);
        history.close();
        Path file;
        try (var files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        Files.writeString(file, "nonsense");

        HistoryComponent again = open();
        again.addSession(session);
        pass(again, Duration.ofMinutes(1), 6000);
        again.close();
        assertThat(Files.readString(file)).startsWith("1 ");
        try (var files = Files.list(folder)) {
            assertThat(files).as("the damaged one").hasSize(2);
        }
    }
}
