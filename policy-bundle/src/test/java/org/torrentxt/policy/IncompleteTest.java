package org.torrentxt.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** Torrents of the engine that are downloaded into a folder for incomplete ones, and are moved when they are complete. */
class IncompleteTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    @TempDir
    Path folder;

    private Path incomplete;
    private Path films;
    private byte[] content;
    private byte[] created;
    private EngineSession seeder;
    private EngineSession leecher;
    private PolicyComponent component;

    @BeforeEach
    void start() throws Exception {
        incomplete = folder.resolve("incomplete");
        films = folder.resolve("films");
        seeder = session("seeder");
        leecher = session("leecher");
        component = policies();
        content = new byte[6_000_000];
        new Random(7).nextBytes(content);
        Path file = folder.resolve("seeder").resolve("A film.bin");
        Files.write(file, content);
        created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(file).build())
                .join()
                .content();
        Torrent seed = seeder.add(AddTorrent.torrentBytes(created).build()).torrent();
        until("seeding", () -> seed.status().orElseThrow().isSeeding());
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

    private PolicyComponent policies() {
        PolicyComponent policies = new PolicyComponent(
                Map.of("session", "leecher", "incomplete.path", incomplete.toString()),
                Clock.systemUTC(),
                folder.resolve("state"));
        policies.addCategory(new CategoryComponent(Map.of(
                "service.pid",
                "org.torrentxt.category~films",
                "session",
                "leecher",
                "save.path",
                films + "/{category} {label}/{name}")));
        policies.addSession(leecher);
        return policies;
    }

    private EngineSession session(String name) throws Exception {
        return EngineSession.start(
                new EngineOptions(
                        name,
                        NetworkMode.LOCAL,
                        false,
                        Files.createDirectories(folder.resolve(name)),
                        Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false),
                        List.of(),
                        Optional.of(new EngineOptions.State(
                                folder.resolve("saved").resolve(name),
                                Duration.ofSeconds(1),
                                EngineOptions.State.STOP_TIMEOUT))),
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

    private Torrent add() {
        AddTorrent.Builder request = AddTorrent.torrentBytes(created)
                .label("4K")
                .peer(seeder.listenEndpoints().get(0));
        component.categories().place(request, Optional.of("films"));
        return leecher.add(request.build()).torrent();
    }

    private static TorrentStatus status(Torrent torrent) {
        return torrent.status().orElseThrow();
    }

    private static boolean isComplete(Torrent torrent) {
        return torrent.status()
                .filter(status -> status.isSeeding() && status.totalDone() > 0)
                .isPresent();
    }

    private void untilMoved(Torrent torrent) throws Exception {
        Path place = films.resolve("films 4K").resolve("A film.bin");
        until("moved", () -> {
            component.look();
            return !torrent.attributes().containsKey(Category.SAVE_PATH_ATTRIBUTE);
        });
        assertThat(status(torrent).savePath()).isEqualTo(place);
        assertThat(Files.readAllBytes(place.resolve("A film.bin"))).isEqualTo(content);
        try (Stream<Path> left = Files.list(incomplete)) {
            assertThat(left).isEmpty();
        }
        assertThat(torrent.attributes()).isEqualTo(Map.of(Category.ATTRIBUTE, "films"));
        assertThat(isComplete(torrent)).isTrue();
    }

    @Test
    void aTorrentIsMovedWhenItIsComplete() throws Exception {
        Torrent torrent = add();
        assertThat(status(torrent).savePath()).isEqualTo(incomplete);
        until("complete", () -> isComplete(torrent));
        assertThat(incomplete.resolve("A film.bin")).exists();
        untilMoved(torrent);
    }

    @Test
    void whatStopsBetweenTheEndAndTheMoveIsContinued() throws Exception {
        Torrent torrent = add();
        until("complete", () -> isComplete(torrent));
        component.stop(); // it has not looked
        leecher.close();

        leecher = session("leecher");
        component = policies();
        until("loaded", () -> leecher.find(torrent.id()).isPresent());
        Torrent again = leecher.find(torrent.id()).orElseThrow();
        assertThat(again.attributes()).containsKey(Category.SAVE_PATH_ATTRIBUTE);
        untilMoved(again);
    }

    @Test
    void whatStopsInTheMiddleOfAMoveToAnotherFileSystemIsContinued() throws Exception {
        Path memory = Files.createTempDirectory(Path.of("/dev/shm"), "torrentxt");
        try {
            component.stop();
            films = memory.resolve("films");
            component = policies();
            Torrent torrent = add();
            until("complete", () -> isComplete(torrent));
            component.look(); // begins to move it
            component.stop();
            leecher.close();

            leecher = session("leecher");
            component = policies();
            until("loaded", () -> leecher.find(torrent.id()).isPresent());
            untilMoved(leecher.find(torrent.id()).orElseThrow());
            try (Stream<Path> there = Files.list(films.resolve("films 4K").resolve("A film.bin"))) {
                assertThat(there).hasSize(1);
            }
        } finally {
            leecher.close();
            try (Stream<Path> all = Files.walk(memory)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    @Test
    void aCategoryThatIsChangedMeanwhileIsThatOfTheMove() throws Exception {
        Torrent torrent = add();
        until("complete", () -> isComplete(torrent));
        component
                .categories()
                .assign(torrent, Optional.empty(), true)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        Path place = folder.resolve("leecher");
        until("moved", () -> {
            component.look();
            return torrent.attributes().isEmpty();
        });
        assertThat(status(torrent).savePath()).isEqualTo(place);
        assertThat(place.resolve("A film.bin")).hasBinaryContent(content);

        component
                .categories()
                .assign(torrent, Optional.of("films"), true)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        untilMoved(torrent);
    }

    @Test
    void aTorrentThatCannotBeMovedSeedsWhereItIs() throws Exception {
        Path place = films.resolve("films 4K").resolve("A film.bin");
        Torrent torrent = add();
        until("complete", () -> isComplete(torrent));
        Files.createDirectories(place);
        Files.write(place.resolve("A film.bin"), new byte[] {1});
        component.look();
        until("not moving", () -> !status(torrent).isMoving());
        component.look();
        assertThat(status(torrent).savePath()).isEqualTo(incomplete);
        assertThat(torrent.attributes()).containsEntry(Category.SAVE_PATH_ATTRIBUTE, place.toString());
        assertThat(incomplete.resolve("A film.bin")).hasBinaryContent(content);
        assertThat(place.resolve("A film.bin")).hasBinaryContent(new byte[] {1});
        assertThat(status(torrent).flags()).doesNotContain(TorrentFlag.UPLOAD_MODE);
    }
}
