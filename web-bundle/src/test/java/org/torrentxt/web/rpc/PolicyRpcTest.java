package org.torrentxt.web.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.policy.AlternativeSpeeds;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.api.policy.ShareAction;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Share limits and alternative speeds by the protocol. */
class PolicyRpcTest {
    private static final String SHARE_FIELDS =
            "'fields':['seedRatioLimit','seedRatioMode','seedIdleLimit','seedIdleMode']";

    @TempDir
    Path folder;

    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1).complete().build().toBuilder()
                    .uploadRate(0)
                    .allTimeUpload(0)
                    .build());
    private final FakeSession other =
            new FakeSession("other", StatusBuilder.status(1).build());
    private RpcClient client;
    private RealPolicies running;
    private SessionPolicies policies;

    @BeforeEach
    void start() {
        running = new RealPolicies(folder, session);
        policies = running.service();
        client = RpcClient.serving(session, other);
        client.server().add(policies);
    }

    @AfterEach
    void stop() {
        client.close();
        running.close();
    }

    private Object get(String field) {
        return client.call("session-get", "{'fields':['" + field + "']}").get(field);
    }

    private void set(String arguments) {
        client.call("session-set", arguments);
    }

    @Test
    void limitsOfTheSessionAreSetAndShown() {
        policies.shares()
                .setLimits(ShareLimits.builder()
                        .seedingTime(Optional.of(Duration.ofDays(1)))
                        .action(ShareAction.REMOVE)
                        .build());
        assertThat(get("seedRatioLimited")).isEqualTo(false);
        assertThat(get("seedRatioLimit")).isEqualTo(2.0);
        assertThat(get("idle-seeding-limit")).isEqualTo(30L);

        set(
                "{'seedRatioLimit':1.25,'seedRatioLimited':true,'idle-seeding-limit':45,'idle-seeding-limit-enabled':true}");
        assertThat(policies.shares().limits())
                .isEqualTo(ShareLimits.builder()
                        .ratio(Optional.of(1.25))
                        .idleTime(Optional.of(Duration.ofMinutes(45)))
                        .seedingTime(Optional.of(Duration.ofDays(1)))
                        .action(ShareAction.REMOVE)
                        .build());
        assertThat(get("seedRatioLimit")).isEqualTo(1.25);
        assertThat(get("seedRatioLimited")).isEqualTo(true);
        assertThat(get("idle-seeding-limit")).isEqualTo(45L);
        assertThat(get("idle-seeding-limit-enabled")).isEqualTo(true);
    }

    @Test
    void aLimitThatIsTurnedOffIsNotForgotten() {
        set("{'seedRatioLimit':3.5,'seedRatioLimited':true,'idle-seeding-limit':7,'idle-seeding-limit-enabled':true}");
        set("{'seedRatioLimited':false,'idle-seeding-limit-enabled':false}");
        assertThat(policies.shares().limits()).isEqualTo(ShareLimits.builder().build());
        assertThat(get("seedRatioLimit")).isEqualTo(3.5);
        set("{'seedRatioLimited':true,'idle-seeding-limit-enabled':true}");
        assertThat(policies.shares().limits().ratio()).contains(3.5);
        assertThat(policies.shares().limits().idleTime()).contains(Duration.ofMinutes(7));
    }

    @Test
    void secondsOfAnIdleLimitAreKeptByWhoDoesNotNameIt() {
        policies.shares()
                .setLimits(ShareLimits.builder()
                        .idleTime(Optional.of(Duration.ofSeconds(90)))
                        .build());
        assertThat(get("idle-seeding-limit")).isEqualTo(2L);
        set("{'seedRatioLimit':1,'seedRatioLimited':true}");
        assertThat(policies.shares().limits().idleTime()).contains(Duration.ofSeconds(90));
    }

    private Map<String, Object> shares() {
        return client.torrents("{'ids':1," + SHARE_FIELDS + "}").get(0);
    }

    private OwnShareLimits own() {
        return OwnShareLimits.of(session.find(1).orElseThrow().attributes());
    }

    @Test
    void limitsOfATorrentAreSetAndShown() {
        set("{'seedRatioLimit':4,'seedRatioLimited':true}");
        assertThat(shares())
                .isEqualTo(
                        Map.of("seedRatioLimit", 4.0, "seedRatioMode", 0L, "seedIdleLimit", 30L, "seedIdleMode", 0L));

        client.call(
                "torrent-set", "{'ids':1,'seedRatioLimit':1.5,'seedRatioMode':1,'seedIdleLimit':5,'seedIdleMode':1}");
        assertThat(own())
                .isEqualTo(OwnShareLimits.builder()
                        .ratioMode(LimitMode.OWN)
                        .ratio(Optional.of(1.5))
                        .idleTimeMode(LimitMode.OWN)
                        .idleTime(Optional.of(Duration.ofMinutes(5)))
                        .build());
        client.call("torrent-set", "{'ids':1,'seedRatioMode':2,'seedIdleMode':0}");
        assertThat(shares())
                .isEqualTo(Map.of("seedRatioLimit", 1.5, "seedRatioMode", 2L, "seedIdleLimit", 5L, "seedIdleMode", 0L));
    }

    @Test
    void anOwnLimitWithoutAValueIsTheOneThatIsShown() {
        client.call("torrent-set", "{'ids':1,'seedRatioMode':1,'seedIdleMode':1}");
        assertThat(own().ratio()).contains(2.0);
        assertThat(own().idleTime()).contains(Duration.ofMinutes(30));
    }

    @Test
    void whatALimitHasPausedIsFinished() {
        session.answer("pause", (status, none) -> {
            session.put(status.toBuilder().isPaused(true).build());
            return null;
        });
        assertThat(client.field(1, "isFinished")).isEqualTo(false);
        set("{'seedRatioLimit':0,'seedRatioLimited':true}");
        RealSession.until("finished", () -> client.field(1, "isFinished").equals(true));
    }

    @Test
    void theTimeUntilTheIdleLimitIsTold() {
        assertThat(client.field(1, "etaIdle")).isEqualTo(-1L);
        set("{'idle-seeding-limit':10,'idle-seeding-limit-enabled':true}");
        assertThat((Long) client.field(1, "etaIdle")).isBetween(500L, 600L);
    }

    @Test
    void alternativeSpeedsAreSetAndShown() {
        set("{'alt-speed-down':70,'alt-speed-up':30,'alt-speed-time-begin':1350,'alt-speed-time-end':360,"
                + "'alt-speed-time-day':65}");
        assertThat(policies.speeds().alternative())
                .isEqualTo(AlternativeSpeeds.builder()
                        .downloadLimit(70_000)
                        .uploadLimit(30_000)
                        .begin(LocalTime.of(22, 30))
                        .end(LocalTime.of(6, 0))
                        .days(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))
                        .build());
        assertThat(client.call(
                        "session-get",
                        "{'fields':['alt-speed-down','alt-speed-up','alt-speed-time-begin','alt-speed-time-end',"
                                + "'alt-speed-time-day','alt-speed-time-enabled','alt-speed-enabled']}"))
                .isEqualTo(Map.of(
                        "alt-speed-down", 70L,
                        "alt-speed-up", 30L,
                        "alt-speed-time-begin", 1350L,
                        "alt-speed-time-end", 360L,
                        "alt-speed-time-day", 65L,
                        "alt-speed-time-enabled", false,
                        "alt-speed-enabled", false));
    }

    private Object inForce(String setting) {
        return session.settings().get(setting).value();
    }

    @Test
    void whileTheyAreInForceTheOtherLimitsAreShownAndChanged() {
        set("{'speed-limit-down':500,'speed-limit-down-enabled':true,'alt-speed-down':70,'alt-speed-up':30}");
        set("{'alt-speed-enabled':true}");
        assertThat(inForce("download_rate_limit")).isEqualTo(70_000L);
        assertThat(get("alt-speed-enabled")).isEqualTo(true);
        assertThat(get("speed-limit-down")).isEqualTo(500L);
        assertThat(get("speed-limit-up-enabled")).isEqualTo(false);

        set("{'speed-limit-down':600,'speed-limit-up':80,'speed-limit-up-enabled':true}");
        assertThat(inForce("download_rate_limit")).isEqualTo(70_000L);
        assertThat(inForce("upload_rate_limit")).isEqualTo(30_000L);
        assertThat(get("speed-limit-down")).isEqualTo(600L);

        set("{'alt-speed-enabled':false}");
        assertThat(inForce("download_rate_limit")).isEqualTo(600_000L);
        assertThat(inForce("upload_rate_limit")).isEqualTo(80_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'seedRatioLimited':true,'alt-speed-down':-1}|invalid alt-speed-down: expected a number from 0",
                "{'seedRatioLimited':true,'seedRatioLimit':-1}"
                        + "|invalid seedRatioLimit: expected a number from 0 to 1000000, got -1",
                "{'seedRatioLimited':true,'idle-seeding-limit':0}|invalid idle-seeding-limit: expected a number from 1",
                "{'seedRatioLimited':true,'alt-speed-time-begin':1440}|invalid alt-speed-time-begin",
                "{'seedRatioLimited':true,'alt-speed-time-day':128}|invalid alt-speed-time-day",
                "{'seedRatioLimited':'yes'}|invalid seedRatioLimited: expected true or false"
            })
    void nothingIsSetIfOneValueIsWrong(String arguments, String result) {
        assertThat(client.result("session-set", arguments)).contains(result);
        assertThat(get("seedRatioLimited")).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'seedRatioMode':3|invalid seedRatioMode: expected a number from 0 to 2, got 3",
                "'seedRatioLimit':'much'|invalid seedRatioLimit: expected a number from 0 to 1000000, got 'much'",
                "'seedIdleLimit':0|invalid seedIdleLimit: expected a number from 1"
            })
    void aWrongLimitOfATorrentIsNamed(String argument, String result) {
        assertThat(client.result("torrent-set", "{'ids':1," + argument + "}")).contains(result);
        assertThat(session.calls()).isEmpty();
    }

    @Test
    void withoutPoliciesTheyAreOffAndRefused() {
        RpcClient without = client.at("/transmission/other/rpc");
        assertThat(without.torrents("{'ids':1," + SHARE_FIELDS + "}"))
                .isEqualTo(List.of(
                        Map.of("seedRatioLimit", 0.0, "seedRatioMode", 0L, "seedIdleLimit", 0L, "seedIdleMode", 0L)));
        assertThat(without.result("session-set", "{'seedRatioLimited':true}"))
                .isEqualTo("invalid seedRatioLimited: expected false (the session has no policies; install the feature"
                        + " torrentxt-policy), got true");
        assertThat(without.result("torrent-set", "{'ids':1,'seedRatioMode':1}"))
                .contains("seedRatioMode cannot be changed: the session has no policies");
        assertThat(without.result("torrent-set", "{'ids':1,'seedRatioMode':0}")).isEqualTo("success");
        Torrent torrent = other.find(1).orElseThrow();
        assertThat(torrent.attributes()).isEmpty();
    }
}
