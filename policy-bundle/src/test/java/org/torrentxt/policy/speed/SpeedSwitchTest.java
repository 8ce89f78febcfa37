package org.torrentxt.policy.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.AlternativeSpeeds;
import org.torrentxt.api.policy.PolicyTopics;
import org.torrentxt.policy.Clocks;
import org.torrentxt.policy.EventLog;
import org.torrentxt.policy.event.PolicyEvents;
import org.torrentxt.testing.FakeSession;

/** Which limits a session has, by hand, by the time of day, and after restarts. */
class SpeedSwitchTest {
    private static final AlternativeSpeeds BY_HAND =
            AlternativeSpeeds.builder().downloadLimit(7_000).uploadLimit(3_000).build();
    private static final AlternativeSpeeds SCHEDULED = BY_HAND.toBuilder()
            .isScheduled(true)
            .begin(LocalTime.of(9, 0))
            .end(LocalTime.of(17, 0))
            .build();

    @TempDir
    Path folder;

    private final Clocks clock = new Clocks("2026-01-05T08:00:00Z", "UTC");
    private final EventLog events = new EventLog();
    private Optional<TorrentSession> session = Optional.of(new FakeSession("default"));
    private SpeedSwitch speeds;

    @BeforeEach
    void start() {
        session.orElseThrow().settings().set(Map.of("download_rate_limit", 100_000L, "upload_rate_limit", 0L));
        restart(BY_HAND);
    }

    /** As after a start of the bundle, or of all. */
    private void restart(AlternativeSpeeds configured) {
        speeds = new SpeedSwitch(
                clock,
                () -> session,
                new SpeedState(folder.resolve("state"), "default"),
                new PolicyEvents("default", clock, events::sendEvent),
                configured,
                changed -> speeds.configure(changed));
        speeds.adjust();
    }

    private void assertLimits(long download, long upload) {
        assertThat(number("download_rate_limit")).isEqualTo(download);
        assertThat(number("upload_rate_limit")).isEqualTo(upload);
    }

    private Object number(String setting) {
        return session.orElseThrow().settings().get(setting).value();
    }

    @Test
    void byHandTheNormalLimitsComeBackExactly() {
        speeds.useAlternative(true);
        assertLimits(7_000, 3_000);
        assertThat(speeds.isAlternative()).isTrue();
        assertThat(speeds.downloadLimit()).isEqualTo(100_000);
        assertThat(speeds.uploadLimit()).isZero();

        speeds.useAlternative(true);
        speeds.useAlternative(false);
        assertLimits(100_000, 0);
        assertThat(events.of(PolicyTopics.SPEEDS_SWITCHED))
                .extracting(event -> event.getProperty("alternative"))
                .containsExactly(true, false);
    }

    @Test
    void whileNormalLimitsAreInForceTheSessionIsNotAskedForThem() {
        session = Optional.of((TorrentSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TorrentSession.class}, (proxy, method, arguments) -> {
                    throw new AssertionError(method + " was called");
                }));
        speeds.adjust();
        speeds.release();
    }

    @Test
    void aChangeOfTheNormalLimitsMeanwhileIsNotLost() {
        speeds.useAlternative(true);
        session.orElseThrow().settings().set("download_rate_limit", 222_000L);
        speeds.adjust();
        assertLimits(7_000, 3_000);
        assertThat(speeds.downloadLimit()).isEqualTo(222_000);
        speeds.setNormalLimits(222_000, 44_000);
        assertLimits(7_000, 3_000);

        speeds.useAlternative(false);
        assertLimits(222_000, 44_000);
    }

    @Test
    void aNormalLimitMayBeWhatTheAlternativeOneIs() {
        speeds.useAlternative(true);
        speeds.setNormalLimits(7_000, 3_000);
        speeds.setAlternative(
                BY_HAND.toBuilder().downloadLimit(5_000).uploadLimit(0).build());
        assertLimits(5_000, 0);
        speeds.useAlternative(false);
        assertLimits(7_000, 3_000);
    }

    @Test
    void otherwiseNormalLimitsAreSetAtOnce() {
        speeds.setNormalLimits(5_000, 6_000);
        assertLimits(5_000, 6_000);
        assertThatThrownBy(() -> speeds.setNormalLimits(-1, 0))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("download limit out of range: -1");
    }

    @Test
    void aBundleThatStopsLeavesTheNormalLimitsAndComesBackAsItWas() {
        speeds.useAlternative(true);
        speeds.release();
        assertLimits(100_000, 0);
        restart(BY_HAND);
        assertLimits(7_000, 3_000);
        speeds.useAlternative(false);
        assertLimits(100_000, 0);
    }

    /** The engine saves what it is set to, so a session comes back with the alternative limits. */
    @Test
    void afterAKillTheNormalLimitsAreKnown() {
        speeds.useAlternative(true);
        restart(BY_HAND);
        assertThat(speeds.isAlternative()).isTrue();
        assertLimits(7_000, 3_000);
        speeds.useAlternative(false);
        assertLimits(100_000, 0);
    }

    @Test
    void afterAStartWithOtherLimitsTheseAreTheNormalOnes() {
        speeds.useAlternative(true);
        session.orElseThrow().settings().set(Map.of("download_rate_limit", 50_000L, "upload_rate_limit", 60_000L));
        restart(BY_HAND);
        assertLimits(7_000, 3_000);
        speeds.useAlternative(false);
        assertLimits(50_000, 60_000);
    }

    @Test
    void aSessionThatStartsLaterGetsThem() {
        TorrentSession later = session.orElseThrow();
        session = Optional.empty();
        speeds.useAlternative(true);
        assertThatThrownBy(speeds::downloadLimit).hasMessageContaining("not running");
        session = Optional.of(later);
        speeds.adjust();
        assertLimits(7_000, 3_000);
    }

    @Test
    void theTimeOfDaySwitches() {
        speeds.setAlternative(SCHEDULED);
        assertLimits(100_000, 0);
        clock.set("2026-01-05T09:00:00Z");
        speeds.adjust();
        assertLimits(7_000, 3_000);
        clock.set("2026-01-05T17:00:00Z");
        speeds.adjust();
        assertLimits(100_000, 0);
    }

    @Test
    void whatIsSwitchedByHandLastsUntilTheScheduleSwitches() {
        clock.set("2026-01-05T10:00:00Z");
        speeds.setAlternative(SCHEDULED);
        assertLimits(7_000, 3_000);
        clock.advance(Duration.ofMinutes(1));
        speeds.useAlternative(false);
        restart(SCHEDULED);
        assertLimits(100_000, 0);

        clock.set("2026-01-06T08:59:00Z");
        restart(SCHEDULED);
        assertLimits(100_000, 0);
        clock.set("2026-01-06T09:00:00Z");
        speeds.adjust();
        assertLimits(7_000, 3_000);
    }

    @Test
    void aRestartAcrossASwitchHasTheStateOfTheSchedule() {
        speeds.setAlternative(SCHEDULED);
        clock.set("2026-01-05T12:00:00Z");
        restart(SCHEDULED);
        assertLimits(7_000, 3_000);
        clock.set("2026-01-05T20:00:00Z");
        restart(SCHEDULED);
        assertLimits(100_000, 0);
    }

    @Test
    void aScheduleThatIsTurnedOffLeavesWhatIsInForce() {
        clock.set("2026-01-05T10:00:00Z");
        speeds.setAlternative(SCHEDULED);
        speeds.setAlternative(BY_HAND);
        assertLimits(7_000, 3_000);
        clock.set("2026-01-05T20:00:00Z");
        restart(BY_HAND);
        assertLimits(7_000, 3_000);
    }
}
