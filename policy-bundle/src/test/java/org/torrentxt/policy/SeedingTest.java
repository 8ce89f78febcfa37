package org.torrentxt.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.PolicyTopics;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** Limits of torrents in a session of the engine. */
class SeedingTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    @TempDir
    Path folder;

    private final EventLog events = new EventLog();
    private EngineSession session;
    private PolicyComponent component;
    private Torrent torrent;

    @BeforeEach
    void seed() throws Exception {
        session = EngineSession.start(
                new EngineOptions(
                        "seeding",
                        NetworkMode.LOCAL,
                        false,
                        folder,
                        Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false)),
                Set.of(),
                alert -> {});
        component = new PolicyComponent(Map.of("session", "seeding"), Clock.systemUTC(), folder.resolve("state"));
        component.setEventAdmin(events);
        component.addSession(session);
        Path file = folder.resolve("file.bin");
        Files.write(file, new byte[100_000]);
        byte[] created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(file).build())
                .join()
                .content();
        torrent = session.add(AddTorrent.torrentBytes(created).build()).torrent();
        // the queue starts it a moment after its files are checked
        until("seeding", () -> status().isSeeding() && !status().isPaused());
    }

    @AfterEach
    void stop() throws Exception {
        component.stop();
        session.close();
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("not in time: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private TorrentStatus status() {
        return torrent.status().orElseThrow();
    }

    private void untilPaused() {
        until("paused by a limit", () -> {
            component.look();
            return torrent.attributes().containsKey(OwnShareLimits.REACHED_ATTRIBUTE);
        });
        assertThat(status().isPaused()).isTrue();
    }

    @Test
    void aSeedingTimePausesAndSomebodyWhoResumesIsHeard() {
        component
                .shares()
                .setLimits(ShareLimits.builder()
                        .seedingTime(Optional.of(Duration.ofSeconds(1)))
                        .build());
        untilPaused();
        assertThat(torrent.attributes()).containsEntry(OwnShareLimits.REACHED_ATTRIBUTE, "seedingTime");
        until("its event", () -> events.of(PolicyTopics.SHARE_LIMIT_REACHED).size() == 1);

        torrent.resume();
        until("without the limit", () -> {
            component.look();
            return "none".equals(torrent.attributes().get("org.torrentxt.policy.seeding-time-mode"));
        });
        component.look();
        assertThat(status().isPaused()).isFalse();
        assertThat(torrent.attributes()).doesNotContainKey(OwnShareLimits.REACHED_ATTRIBUTE);
    }

    @Test
    void aFileThatIsReadIsNotPausedUntilItIsClosed() throws Exception {
        try (TorrentChannel channel = torrent.open(0)) {
            assertThat(torrent.openChannels()).isEqualTo(1);
            component
                    .shares()
                    .setLimits(ShareLimits.builder().ratio(Optional.of(0.0)).build());
            component.look();
            component.look();
            assertThat(status().isPaused()).isFalse();
            assertThat(events.of(PolicyTopics.SHARE_LIMIT_REACHED)).isEmpty();
            assertThat(channel.isOpen()).isTrue();
        }
        assertThat(torrent.openChannels()).isZero();
        component
                .shares()
                .setLimits(ShareLimits.builder().ratio(Optional.of(0.0)).build());
        untilPaused();
    }

    @Test
    void alternativeSpeedsAreThoseOfTheEngine() {
        session.settings().set(Map.of("download_rate_limit", 1_000_000, "upload_rate_limit", 0));
        component.speeds().useAlternative(true);
        assertThat(session.settings().get("upload_rate_limit").value()).isEqualTo(50_000L);
        session.settings().set("upload_rate_limit", 123_456);
        component.look();
        assertThat(session.settings().get("upload_rate_limit").value()).isEqualTo(50_000L);
        component.speeds().useAlternative(false);
        assertThat(session.settings().get("upload_rate_limit").value()).isEqualTo(123_456L);
        assertThat(session.settings().get("download_rate_limit").value()).isEqualTo(1_000_000L);
    }
}
