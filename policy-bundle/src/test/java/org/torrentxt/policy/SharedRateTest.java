package org.torrentxt.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** Torrents of the engine that share a limit: what came is measured against what the limit lets through in that time. */
class SharedRateTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final int SIZE = 6_000_000;
    private static final int LIMIT = 200_000;
    private static final double LEAST = 0.2;
    private static final double MOST = 1.6;
    private static final int MEASUREMENTS = 3;

    @TempDir
    Path folder;

    private EngineSession seeder;
    private EngineSession leecher;
    private PolicyComponent component;

    @BeforeEach
    void start() throws Exception {
        seeder = session("seeder");
        leecher = session("leecher");
        component = new PolicyComponent(
                Map.of("session", "leecher", "groups", "films:" + LIMIT + ":none"),
                Clock.systemUTC(),
                folder.resolve("state"));
        component.addSession(leecher);
        until(
                "both listen",
                () -> !seeder.listenEndpoints().isEmpty()
                        && !leecher.listenEndpoints().isEmpty());
    }

    @AfterEach
    void stop() throws Exception {
        component.stop();
        leecher.close();
        seeder.close();
    }

    private EngineSession session(String name) throws Exception {
        return EngineSession.start(
                new EngineOptions(
                        name,
                        NetworkMode.LOCAL,
                        false,
                        Files.createDirectory(folder.resolve(name)),
                        Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false)),
                Set.of(),
                alert -> {});
    }

    /** A torrent that is seeded, and downloaded by the other session from it, as a member of the group or not. */
    private Torrent download(int number, Optional<String> group) throws Exception {
        byte[] content = new byte[SIZE];
        new Random(number).nextBytes(content);
        Path file = folder.resolve("seeder").resolve(number + ".bin");
        Files.write(file, content);
        byte[] created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(file).build())
                .join()
                .content();
        Torrent seed = seeder.add(AddTorrent.torrentBytes(created).build()).torrent();
        until("seeding", () -> seed.status().orElseThrow().isSeeding());
        Torrent torrent =
                leecher.add(AddTorrent.torrentBytes(created).paused().build()).torrent();
        component.groups().assign(torrent, group);
        return torrent;
    }

    private void begin(Torrent torrent) {
        Endpoint peer = seeder.listenEndpoints().get(0);
        torrent.resume();
        until("connected", () -> {
            torrent.connectPeer(peer);
            return !torrent.peers().isEmpty() || torrent.status().orElseThrow().isFinished();
        });
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

    private static long done(List<Torrent> torrents) {
        return torrents.stream()
                .map(torrent -> torrent.status().orElseThrow())
                .mapToLong(TorrentStatus::totalDone)
                .sum();
    }

    /**
     * Of what the limit lets through in some seconds, the part that came. The engine may let through three seconds'
     * worth at once after a pause of any kind, so it is measured again if it is too much.
     */
    private double partOfTheLimit(List<Torrent> torrents) {
        awaitData(torrents);
        double part = measured(torrents);
        for (int i = 1; i < MEASUREMENTS && part > MOST; i++) {
            part = measured(torrents);
        }
        return part;
    }

    private double measured(List<Torrent> torrents) {
        long start = System.nanoTime();
        long count = awaitData(torrents);
        return count / (LIMIT * ((System.nanoTime() - start) / 1e9));
    }

    // the component looks each second meanwhile
    private long awaitData(List<Torrent> torrents) {
        long before = done(torrents);
        long[] looked = {System.nanoTime()};
        until("data of some seconds is there", () -> {
            if (System.nanoTime() - looked[0] >= TimeUnit.SECONDS.toNanos(1)) {
                looked[0] = System.nanoTime();
                component.look();
            }
            return done(torrents) - before >= 3L * LIMIT;
        });
        return done(torrents) - before;
    }

    @Test
    void twoTorrentsOfAGroupShareItsLimitAndOneAloneHasIt() throws Exception {
        List<Torrent> both =
                new ArrayList<>(List.of(download(1, Optional.of("films")), download(2, Optional.of("films"))));
        component.look(); // before they run
        both.forEach(this::begin);
        assertThat(partOfTheLimit(both)).isBetween(LEAST, MOST);
        assertThat(both).allMatch(torrent -> torrent.downloadLimit() == 0);

        both.get(0).pause();
        until("paused", () -> both.get(0).status().orElseThrow().isPaused());
        component.look();
        assertThat(partOfTheLimit(both)).isBetween(LEAST, MOST);

        component.groups().remove("films");
        component.look();
        until("complete", () -> both.get(1).status().orElseThrow().isFinished());
    }

    @Test
    void oneThatIsInNoGroupIsNotLimited() throws Exception {
        component.groups().set(RateGroup.builder("films").downloadLimit(1_000).build());
        Torrent slow = download(1, Optional.of("films"));
        Torrent fast = download(2, Optional.empty());
        component.look();
        begin(slow);
        begin(fast);
        until("complete", () -> {
            component.look();
            return fast.status().orElseThrow().isFinished();
        });
        assertThat(slow.status().orElseThrow().totalDone()).isLessThan(SIZE / 2);
        component.stop();
        until("complete, too", () -> slow.status().orElseThrow().isFinished());
    }
}
