package org.torrentxt.policy.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.torrentxt.api.Labels;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.PolicyTopics;
import org.torrentxt.api.policy.ShareAction;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.policy.Clocks;
import org.torrentxt.policy.EventLog;
import org.torrentxt.policy.event.PolicyEvents;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Which torrents are paused or removed, and when. */
class ShareLimiterTest {
    private static final long MIB = 1 << 20;
    private static final ShareLimits NONE = ShareLimits.builder().build();

    private final Clocks clock = new Clocks("2026-03-01T12:00:00Z", "UTC");
    private final EventLog events = new EventLog();
    private final List<String> done = new ArrayList<>(); // events and acts in their order
    private final FakeSession session = new FakeSession("default");
    private int openChannels;
    private ShareLimiter limiter;

    @BeforeEach
    void start() {
        limiter =
                new ShareLimiter(clock, NONE, new ShareActions(new PolicyEvents("default", clock, events::sendEvent)));
        session.answer("openChannels", (status, none) -> openChannels);
        session.answer("pause", (status, none) -> {
            done.add(
                    "pause after " + events.of(PolicyTopics.SHARE_LIMIT_REACHED).size() + " events");
            session.put(status.toBuilder().isPaused(true).build());
            return null;
        });
    }

    /** Complete and running, without anything sent. */
    private TorrentStatus.Builder seeding(int id) {
        return StatusBuilder.status(id).complete().build().toBuilder()
                .isFinished(true)
                .isSeeding(true)
                .isPaused(false)
                .hasMetadata(true)
                .allTimeDownload(100 * MIB)
                .allTimeUpload(0)
                .uploadRate(0)
                .downloadRate(0)
                .lastUpload(Optional.empty())
                .lastDownload(Optional.empty())
                .completedTime(Optional.empty())
                .finishedTime(Duration.ZERO);
    }

    private void look() {
        limiter.look(session);
    }

    private TorrentStatus status(int id) {
        return session.find(id).orElseThrow().status().orElseThrow();
    }

    private static ShareLimits ratio(double limit) {
        return ShareLimits.builder().ratio(Optional.of(limit)).build();
    }

    private static ShareLimits idle(Duration limit) {
        return ShareLimits.builder().idleTime(Optional.of(limit)).build();
    }

    @Test
    void aRatioOverAllRestartsPauses() {
        limiter.setLimits(ratio(2));
        session.put(seeding(1).allTimeUpload(199 * MIB).build());
        look();
        assertThat(done).isEmpty();

        session.put(seeding(1).allTimeUpload(200 * MIB).build());
        look();
        look();
        assertThat(done).containsExactly("pause after 1 events");
        assertThat(status(1).attributes()).containsEntry(OwnShareLimits.REACHED_ATTRIBUTE, "ratio");
    }

    @Test
    void theEventSaysWhichTorrentAndWhy() {
        limiter.setLimits(ratio(1));
        session.put(seeding(7)
                .name("film")
                .allTimeUpload(150 * MIB)
                .finishedTime(Duration.ofSeconds(77))
                .labels(Labels.labels(Set.of("b", "a")))
                .attributes(Map.of(Category.ATTRIBUTE, "films"))
                .build());
        look();

        Event event = events.of("org/torrentxt/policy/shareLimitReached").get(0);
        assertThat(event.getProperty("session")).isEqualTo("default");
        assertThat(event.getProperty("torrent")).isEqualTo(7);
        assertThat(event.getProperty("torrentName")).isEqualTo("film");
        assertThat(event.getProperty("category")).isEqualTo("films");
        assertThat(event.getProperty("limit")).isEqualTo("ratio");
        assertThat(event.getProperty("action")).isEqualTo("pause");
        assertThat(event.getProperty("ratio")).isEqualTo(1.5);
        assertThat(event.getProperty("seedingSeconds")).isEqualTo(77L);
        assertThat((String[]) event.getProperty("labels")).containsExactly("a", "b");
        assertThat(event.getProperty("infoHashV1"))
                .isEqualTo(status(7).infoHashes().v1().orElseThrow().hex());
        assertThat(event.getProperty("timestamp")).isEqualTo(clock.millis());
    }

    @Test
    void whatWasNeverReceivedCountsByWhatThereIs() {
        limiter.setLimits(ratio(0.5));
        session.put(seeding(1)
                .allTimeDownload(0)
                .totalDone(100 * MIB)
                .allTimeUpload(50 * MIB)
                .build());
        look();
        assertThat(done).hasSize(1);
    }

    @Test
    void theSeedingTimeEndsThoughNothingChanges() {
        limiter.setLimits(ShareLimits.builder()
                .seedingTime(Optional.of(Duration.ofHours(2)))
                .build());
        session.put(seeding(1).finishedTime(Duration.ofHours(1)).build());
        look();
        // not a change of which a session would tell
        session.answer(
                "status",
                (status, none) -> Optional.of(
                        status.toBuilder().finishedTime(Duration.ofHours(2)).build()));
        clock.advance(Duration.ofMinutes(59));
        look();
        assertThat(done).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        look();
        assertThat(done).hasSize(1);
        assertThat(events.of(PolicyTopics.SHARE_LIMIT_REACHED).get(0).getProperty("limit"))
                .isEqualTo("seedingTime");
    }

    @Test
    void idleTimeBeginsWithTheLastByteThatWasSent() {
        limiter.setLimits(idle(Duration.ofMinutes(30)));
        session.put(seeding(1).build());
        look();
        clock.advance(Duration.ofMinutes(20));
        session.put(seeding(1).lastUpload(Optional.of(clock.instant())).build());
        look();
        assertThat(limiter.idleTimeLeft(status(1))).contains(Duration.ofMinutes(30));

        clock.advance(Duration.ofMinutes(29));
        look();
        assertThat(done).isEmpty();
        assertThat(limiter.idleTimeLeft(status(1))).contains(Duration.ofMinutes(1));

        clock.advance(Duration.ofMinutes(1));
        look();
        assertThat(done).hasSize(1);
        assertThat(limiter.idleTimeLeft(status(1))).isEmpty();
    }

    @Test
    void whileItIsSendingItIsNotIdle() {
        limiter.setLimits(idle(Duration.ofMinutes(30)));
        session.put(seeding(1).uploadRate(10).build());
        look();
        clock.advance(Duration.ofHours(3));
        look();
        assertThat(done).isEmpty();
    }

    @Test
    void aLongPauseDoesNotCountAsIdle() {
        limiter.setLimits(idle(Duration.ofMinutes(30)));
        session.put(seeding(1)
                .isPaused(true)
                .lastUpload(Optional.of(clock.instant()))
                .build());
        look();
        clock.advance(Duration.ofDays(3));
        session.put(seeding(1)
                .lastUpload(Optional.of(clock.instant().minus(Duration.ofDays(3))))
                .build());
        look();
        assertThat(done).isEmpty();
        clock.advance(Duration.ofMinutes(30));
        look();
        assertThat(done).hasSize(1);
    }

    @Test
    void whatIsNotCompleteCheckedMovedOrBrokenIsLeftAlone() {
        limiter.setLimits(ratio(0));
        session.put(seeding(1).isFinished(false).state(TorrentState.DOWNLOADING).build());
        session.put(seeding(2).state(TorrentState.CHECKING).build());
        session.put(seeding(3).isMoving(true).build());
        session.put(seeding(4).error("no space").build());
        session.put(seeding(5).totalWanted(0).build()); // all files are skipped
        session.put(seeding(6).hasMetadata(false).build());
        session.put(seeding(7).isPaused(true).build());
        look();
        clock.advance(Duration.ofDays(1));
        look();
        assertThat(events.of(PolicyTopics.SHARE_LIMIT_REACHED)).isEmpty();
        assertThat(session.calls()).isEmpty();
    }

    @Test
    void whatIsReadIsLeftAloneUntilItIsClosed() {
        limiter.setLimits(
                ratio(0).toBuilder().action(ShareAction.REMOVE_WITH_FILES).build());
        openChannels = 1;
        session.put(seeding(1).build());
        look();
        clock.advance(Duration.ofMinutes(1));
        look();
        assertThat(session.calls("remove")).isEmpty();

        openChannels = 0;
        clock.advance(Duration.ofSeconds(10));
        look();
        assertThat(session.calls("remove"))
                .extracting(FakeSession.Call::arguments)
                .containsExactly(List.of(true));
    }

    @Test
    void whatIsPinnedIsLeftAloneUntilItIsNot() {
        limiter.setLimits(ratio(0).toBuilder().action(ShareAction.REMOVE).build());
        session.put(seeding(1).labels(Set.of("keep")).build());
        session.put(
                seeding(2).attributes(Map.of(OwnShareLimits.KEEP_ATTRIBUTE, "")).build());
        look();
        assertThat(session.calls()).isEmpty();

        session.find(1).orElseThrow().setLabels(Set.of());
        look();
        assertThat(session.calls("remove"))
                .extracting(FakeSession.Call::arguments)
                .containsExactly(List.of(false));
        assertThat(session.statuses()).extracting(TorrentStatus::id).containsExactly(2);
    }

    private Map<String, String> own(LimitMode mode, double ratio) {
        return OwnShareLimits.builder()
                .ratioMode(mode)
                .ratio(Optional.of(ratio))
                .build()
                .attributes();
    }

    @Test
    void aTorrentsOwnLimitReplacesThatOfTheSession() {
        limiter.setLimits(ratio(1));
        session.put(seeding(1)
                .allTimeUpload(150 * MIB)
                .attributes(own(LimitMode.OWN, 2))
                .build());
        session.put(seeding(2)
                .allTimeUpload(150 * MIB)
                .attributes(own(LimitMode.NONE, 1))
                .build());
        look();
        assertThat(done).isEmpty();

        session.put(seeding(1)
                .allTimeUpload(200 * MIB)
                .attributes(own(LimitMode.OWN, 2))
                .build());
        look();
        assertThat(done).hasSize(1);
    }

    @Test
    void attributesThatMakeNoSenseEndNothing() {
        limiter.setLimits(ratio(0));
        session.put(seeding(1)
                .attributes(Map.of("org.torrentxt.policy.ratio-mode", "twice"))
                .build());
        look();
        assertThat(done).isEmpty();
        session.find(1).orElseThrow().setAttributes(Map.of());
        look();
        assertThat(done).hasSize(1);
    }

    @Test
    void whatIsInACategoryThatIsNotKnownIsPausedAndNotRemoved() {
        limiter.setLimits(
                ratio(0).toBuilder().action(ShareAction.REMOVE_WITH_FILES).build());
        Map<String, String> films = Map.of(Category.ATTRIBUTE, "films");
        session.put(seeding(1).attributes(films).build());
        look();
        assertThat(done).containsExactly("pause after 1 events");
        assertThat(session.calls("remove")).isEmpty();

        limiter.setCategories(Map.of("films", OwnShareLimits.builder().build()));
        session.put(seeding(2).attributes(films).build());
        look();
        assertThat(session.calls("remove"))
                .extracting(FakeSession.Call::torrent)
                .containsExactly(2);
    }

    @Test
    void aTorrentThatCannotBeMarkedDoesNotHoldUpTheOthers() {
        limiter.setLimits(ratio(0));
        session.put(seeding(1).build());
        session.put(seeding(2).build());
        session.answer("changeAttributes", (status, arguments) -> {
            throw TorrentException.invalid("too many attributes: 101; expected at most 100");
        });
        look();
        assertThat(done).hasSize(2);
        assertThat(status(1).isPaused()).isTrue();
        assertThat(status(2).isPaused()).isTrue();
    }

    @Test
    void whatIsResumedByHandSeedsOnWithoutThatLimit() {
        limiter.setLimits(ratio(1));
        session.put(seeding(1).allTimeUpload(150 * MIB).build());
        look();
        assertThat(done).hasSize(1);

        session.put(status(1).toBuilder().isPaused(false).build());
        look();
        look();
        assertThat(done).hasSize(1);
        assertThat(status(1).isPaused()).isFalse();
        assertThat(status(1).attributes())
                .containsEntry("org.torrentxt.policy.ratio-mode", "none")
                .doesNotContainKey(OwnShareLimits.REACHED_ATTRIBUTE);
    }

    @Test
    void whatIsResumedAfterTheLimitWasRaisedHasIt() {
        limiter.setLimits(ratio(1));
        session.put(seeding(1).allTimeUpload(150 * MIB).build());
        look();
        limiter.setLimits(ratio(2));
        session.put(status(1).toBuilder().isPaused(false).build());
        look();
        assertThat(status(1).attributes()).isEmpty();

        session.put(status(1).toBuilder().allTimeUpload(200 * MIB).build());
        look();
        assertThat(done).hasSize(2);
    }

    @Test
    void aLimitThatIsSetLaterCountsForAllThatSeed() {
        session.put(seeding(1).allTimeUpload(150 * MIB).build());
        look();
        assertThat(done).isEmpty();
        limiter.setLimits(ratio(1));
        look();
        assertThat(done).hasSize(1);
    }

    /** What is asked for a torrent costs time for each; what has not changed is not asked for. */
    @Test
    void aLookCostsWhatHasChanged() {
        limiter.setLimits(
                ratio(5).toBuilder().idleTime(Optional.of(Duration.ofHours(1))).build());
        for (int id = 1; id <= 1000; id++) {
            session.put(seeding(id).build());
        }
        List<String> asked = new ArrayList<>();
        TorrentSession watched = (TorrentSession) Proxy.newProxyInstance(
                TorrentSession.class.getClassLoader(),
                new Class<?>[] {TorrentSession.class},
                (proxy, method, given) -> {
                    asked.add(method.getName());
                    try {
                        return method.invoke(session, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        limiter.look(watched);
        asked.clear();
        session.put(seeding(500).allTimeUpload(MIB).build());
        for (int second = 0; second < 60; second++) {
            clock.advance(Duration.ofSeconds(1));
            limiter.look(watched);
        }
        assertThat(asked).hasSize(60).containsOnly("changes");
    }
}
