package org.torrentxt.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
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
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.policy.space.FakeDisks;

/** A torrent of the engine on a disk that is nearly full: it receives nothing until there is space. */
class SpaceTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final int SIZE = 4_000_000;

    @TempDir
    Path folder;

    private final FakeDisks disks = new FakeDisks();
    private EngineSession seeder;
    private EngineSession leecher;
    private PolicyComponent component;

    @BeforeEach
    void start() throws Exception {
        seeder = session("seeder");
        leecher = session("leecher");
        component = new PolicyComponent(
                Map.of("session", "leecher", "space.reserve", "1M"), Clock.systemUTC(), folder.resolve("state"), disks);
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

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("not in time: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private Torrent download(String name, Path savePath) throws Exception {
        byte[] content = new byte[SIZE];
        new Random(name.hashCode()).nextBytes(content);
        Path file = folder.resolve("seeder").resolve(name);
        Files.write(file, content);
        byte[] created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(file).build())
                .join()
                .content();
        Torrent seed = seeder.add(AddTorrent.torrentBytes(created).build()).torrent();
        until("seeding", () -> seed.status().orElseThrow().isSeeding());
        return leecher.add(AddTorrent.torrentBytes(created)
                        .savePath(savePath)
                        .paused()
                        .build())
                .torrent();
    }

    private void untilComplete(Torrent torrent) {
        until("complete", () -> {
            component.look();
            torrent.connectPeer(seeder.listenEndpoints().get(0));
            return torrent.status().orElseThrow().isSeeding();
        });
    }

    @Test
    void aTorrentWaitsUntilThereIsSpaceOnItsDisk() throws Exception {
        Path full = folder.resolve("full");
        Path other = folder.resolve("other");
        disks.set(full, 1_000_000);
        disks.set(other, 5_000_000);
        Torrent waiting = download("a.bin", full);
        Torrent running = download("b.bin", other);
        until("it waits", () -> {
            component.look();
            return SpacePolicy.isWaiting(waiting.attributes());
        });
        assertThat(waiting.status().orElseThrow().isPaused()).isTrue(); // as it was
        waiting.resume();
        running.resume();
        waiting.connectPeer(seeder.listenEndpoints().get(0));
        untilComplete(running);
        assertThat(waiting.status().orElseThrow().isPaused()).isFalse();
        assertThat(waiting.status().orElseThrow().totalDone()).isZero();
        assertThat(component.space().reserve()).isEqualTo(1 << 20);
        assertThat(component.check().get(0).text())
                .contains("has 1000000 bytes free, less than space.reserve of 1048576; torrents that wait: 1");

        disks.set(full, 2_000_000);
        untilComplete(waiting);
        assertThat(waiting.attributes()).isEmpty();
        assertThat(full.resolve("a.bin"))
                .hasSameBinaryContentAs(folder.resolve("seeder").resolve("a.bin"));
    }
}
