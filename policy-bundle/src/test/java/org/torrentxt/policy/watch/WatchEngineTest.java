package org.torrentxt.policy.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.policy.Clocks;

/** A watch folder of a session of the engine. */
class WatchEngineTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    @TempDir
    Path temporary;

    private final Clocks clock = new Clocks("2026-01-05T08:00:00Z", "UTC");
    private EngineSession session;
    private WatchComponent component;
    private Path folder;
    private Path data;
    private CreatedTorrent created;

    @BeforeEach
    void start() throws Exception {
        folder = Files.createDirectory(temporary.resolve("watched"));
        data = Files.createDirectory(temporary.resolve("data"));
        session = EngineSession.start(
                new EngineOptions(
                        "watch",
                        NetworkMode.LOCAL,
                        false,
                        data,
                        Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false)),
                Set.of(),
                alert -> {});
        component = new WatchComponent(
                Map.of(
                        "folder",
                        folder.toString(),
                        "session",
                        "watch",
                        "labels",
                        "dropped",
                        "deleted",
                        "remove-with-files"),
                clock,
                temporary.resolve("state"));
        component.addSession(session);
        Path file = data.resolve("file.bin");
        Files.write(file, new byte[100_000]);
        created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(file).build())
                .join();
    }

    @AfterEach
    void stop() throws Exception {
        component.stop();
        session.close();
    }

    private void look() {
        component.look();
        clock.advance(WatchedFolder.SETTLING);
        for (int i = 0; i < WatchedFolder.GONE; i++) {
            component.look();
        }
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

    @Test
    void aTorrentComesAndGoesWithItsFile() throws Exception {
        byte[] content = created.content();
        Path file = Files.write(folder.resolve("file.torrent"), Arrays.copyOf(content, content.length / 2));
        look();
        assertThat(session.torrents()).as("half of it").isEmpty();
        assertThat(component.check().get(0).text()).contains("file 'file.torrent': ");

        Path copy = Files.write(temporary.resolve("copy"), content);
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        look();
        Torrent torrent = session.torrents().get(0);
        assertThat(torrent.labels()).containsExactly("dropped");
        until("checked", () -> torrent.status().orElseThrow().isSeeding());
        look();
        assertThat(session.torrentCount()).isOne();

        Files.delete(file);
        look();
        until("removed", () -> session.torrents().isEmpty() && Files.notExists(data.resolve("file.bin")));
    }

    @Test
    void magnetLinksAreAddedByLine() throws Exception {
        Files.writeString(
                folder.resolve("two.magnet"),
                "magnet:?xt=urn:btih:" + "a".repeat(40) + "\nmagnet:?xt=urn:btih:short\nmagnet:?xt=urn:btih:"
                        + "b".repeat(40));
        look();
        assertThat(session.find(InfoHash.parse("a".repeat(40)))).isPresent();
        assertThat(session.find(InfoHash.parse("b".repeat(40)))).isPresent();
        assertThat(session.torrentCount()).isEqualTo(2);
        assertThat(component.check().get(0).text()).contains("line 2: ");
    }
}
