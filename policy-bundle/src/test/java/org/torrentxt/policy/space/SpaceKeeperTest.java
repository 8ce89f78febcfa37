package org.torrentxt.policy.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.policy.PolicyTopics;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.policy.Clocks;
import org.torrentxt.policy.EventLog;
import org.torrentxt.policy.event.PolicyEvents;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Which torrents wait for space, and when they continue. */
class SpaceKeeperTest {
    private static final Path A = Path.of("/a");
    private static final Path B = Path.of("/b");

    private final FakeDisks disks = new FakeDisks();
    private final EventLog events = new EventLog();
    private final FakeSession session = new FakeSession("default");
    private final SpaceKeeper keeper = keeper();

    private SpaceKeeper keeper() {
        return new SpaceKeeper(
                disks,
                new PolicyEvents("default", new Clocks("2026-03-01T12:00:00Z", "UTC"), events::sendEvent),
                1_000);
    }

    @BeforeEach
    @SuppressWarnings("unchecked")
    void start() {
        disks.set(A, 5_000);
        disks.set(B, 5_000);
        session.answer("setFlags", (status, arguments) -> {
            Set<TorrentFlag> flags = EnumSet.noneOf(TorrentFlag.class);
            flags.addAll(status.flags());
            flags.removeAll((Set<TorrentFlag>) arguments[1]);
            flags.addAll((Set<TorrentFlag>) arguments[0]);
            session.put(status.toBuilder().flags(flags).build());
            return null;
        });
        session.put(download(1, A.resolve("films")).build());
        session.put(download(2, A.resolve("series")).build());
        session.put(download(3, B).build());
        session.put(StatusBuilder.status(4).complete().savePath(A).build().toBuilder()
                .isFinished(true)
                .build());
    }

    private static TorrentStatus.Builder download(int id, Path folder) {
        return StatusBuilder.status(id).savePath(folder).build().toBuilder()
                .hasMetadata(true)
                .isFinished(false);
    }

    private List<Integer> waiting() {
        return session.statuses().stream()
                .filter(status -> SpacePolicy.isWaiting(status.attributes()))
                .map(TorrentStatus::id)
                .toList();
    }

    private boolean onlyUploads(int torrent) {
        return session.find(torrent).orElseThrow().flags().contains(TorrentFlag.UPLOAD_MODE);
    }

    @Test
    void downloadsOnADiskWithTooLittleWaitAndContinueWithATenthMore() {
        keeper.look(session);
        assertThat(waiting()).isEmpty();

        disks.set(A, 999);
        keeper.look(session);
        keeper.look(session);
        assertThat(waiting()).containsExactly(1, 2);
        assertThat(onlyUploads(1)).isTrue();
        assertThat(onlyUploads(3)).isFalse();
        assertThat(onlyUploads(4)).isFalse();
        assertThat(keeper.waiting()).isEqualTo(2);
        assertThat(keeper.low()).containsValue(999L).hasSize(1);
        Event event = events.of(PolicyTopics.SPACE_LOW).get(0);
        assertThat(events.of(PolicyTopics.SPACE_LOW)).hasSize(1);
        assertThat(event.getProperty("session")).isEqualTo("default");
        assertThat(event.getProperty("folder").toString()).startsWith("/a/");
        assertThat(event.getProperty("free")).isEqualTo(999L);
        assertThat(event.getProperty("reserve")).isEqualTo(1_000L);
        assertThat(event.getProperty("torrents")).isEqualTo(2);

        disks.set(A, 1_099);
        keeper.look(session);
        assertThat(waiting()).containsExactly(1, 2);
        disks.set(A, 1_100);
        keeper.look(session);
        assertThat(waiting()).isEmpty();
        assertThat(onlyUploads(1)).isFalse();
        assertThat(keeper.waiting()).isZero();
        assertThat(keeper.low()).isEmpty();
        assertThat(events.of(PolicyTopics.SPACE_FREED)).hasSize(1);
        disks.set(A, 1_000);
        keeper.look(session);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatAUserHasStoppedOrSetStays() {
        session.put(download(1, A).isPaused(true).build());
        session.put(download(2, A).flags(Set.of(TorrentFlag.UPLOAD_MODE)).build());
        disks.set(A, 0);
        keeper.look(session);
        assertThat(waiting()).containsExactly(1);
        disks.set(A, 5_000);
        keeper.look(session);
        assertThat(session.calls("resume")).isEmpty();
        assertThat(session.calls("pause")).isEmpty();
        assertThat(session.find(1).orElseThrow().status().orElseThrow().isPaused())
                .isTrue();
        assertThat(onlyUploads(1)).isFalse();
        assertThat(onlyUploads(2)).isTrue();
    }

    @Test
    void aTorrentThatComesLaterWaitsAndOneThatStopsWaitingIsHeldAgain() {
        disks.set(A, 0);
        keeper.look(session);
        session.put(download(5, A).build());
        session.find(1).orElseThrow().setFlag(TorrentFlag.UPLOAD_MODE, false); // as the engine does after a while
        keeper.look(session);
        assertThat(waiting()).containsExactly(1, 2, 5);
        assertThat(onlyUploads(1)).isTrue();
        assertThat(onlyUploads(5)).isTrue();
        assertThat(events.of(PolicyTopics.SPACE_LOW)).hasSize(1);
    }

    @Test
    void aMagnetLinkWaitsOnceItHasFiles() {
        session.put(download(1, A).hasMetadata(false).build());
        disks.set(A, 0);
        keeper.look(session);
        assertThat(waiting()).containsExactly(2);
        session.put(download(1, A).build());
        keeper.look(session);
        assertThat(waiting()).containsExactly(1, 2);
    }

    @Test
    void anotherProcessLetsThemContinue() {
        disks.set(A, 0);
        keeper.look(session);
        disks.set(A, 5_000);
        keeper().look(session);
        assertThat(waiting()).isEmpty();
        assertThat(onlyUploads(2)).isFalse();
    }

    @Test
    void withoutAReserveNothingWaits() {
        disks.set(A, 0);
        keeper.look(session);
        keeper.setReserve(0);
        keeper.look(session);
        assertThat(waiting()).isEmpty();
        keeper.look(session);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aDiskThatCannotBeAskedChangesNothing() {
        disks.set(A, 0);
        keeper.look(session);
        disks.unknown(A);
        disks.unknown(B);
        keeper.look(session);
        assertThat(waiting()).containsExactly(1, 2);
    }

    @Test
    void oneThatIsCompleteOrMovedToAnotherDiskContinues() {
        disks.set(A, 0);
        keeper.look(session);
        Map<String, String> attributes = session.find(1).orElseThrow().attributes();
        session.put(download(1, B).attributes(attributes).build());
        keeper.look(session);
        assertThat(waiting()).containsExactly(2);
        assertThat(onlyUploads(1)).isFalse();
    }
}
