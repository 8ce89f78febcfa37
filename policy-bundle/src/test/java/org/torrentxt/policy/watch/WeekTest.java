package org.torrentxt.policy.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.policy.Clocks;
import org.torrentxt.policy.RunningPolicies;

/**
 * A week of a session that nobody looks after, by a clock of its own: each day a link is dropped into a folder, is
 * downloaded to a folder for incomplete torrents, moved to that of its category, uploaded twice, and removed.
 */
class WeekTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final int DAYS = 7;
    private static final int RATIO = 2;

    @TempDir
    Path folder;

    private final Clocks clock = new Clocks("2026-10-23T08:00:00Z", "Europe/Zurich"); // summer time ends in it
    private final List<EngineSession> others = new ArrayList<>();
    private EngineSession session;
    private RunningPolicies policies;
    private WatchComponent watch;

    @BeforeEach
    void start() throws Exception {
        session = session("unattended");
        for (int other = 0; other <= RATIO; other++) {
            others.add(session("other" + other));
        }
        until(
                "all listen",
                () -> others.stream().noneMatch(each -> each.listenEndpoints().isEmpty())
                        && !session.listenEndpoints().isEmpty());
        Files.createDirectory(watched());
        policies = new RunningPolicies(
                session,
                Map.of(
                        "session",
                        "unattended",
                        "incomplete.path",
                        folder.resolve("incomplete").toString()),
                List.of(Map.of(
                        "service.pid",
                        "org.torrentxt.category~films",
                        "session",
                        "unattended",
                        "save.path",
                        films().toString(),
                        "ratio.limit",
                        String.valueOf(RATIO),
                        "action",
                        "remove")),
                clock,
                folder.resolve("policy"));
        watch = new WatchComponent(
                Map.of("folder", watched().toString(), "session", "unattended", "category", "films", "added", "delete"),
                clock,
                folder.resolve("watch"));
        watch.addSession(session);
        watch.addPolicies(policies.service());
    }

    @AfterEach
    void stop() throws Exception {
        watch.stop();
        policies.stop();
        session.close();
        others.forEach(EngineSession::close);
    }

    private EngineSession session(String name) throws Exception {
        return EngineSession.start(
                new EngineOptions(
                        name,
                        NetworkMode.LOCAL,
                        false,
                        Files.createDirectories(folder.resolve(name)),
                        Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false)),
                Set.of(),
                alert -> {});
    }

    private Path watched() {
        return folder.resolve("watched");
    }

    private Path films() {
        return folder.resolve("films");
    }

    private static Endpoint endpoint(EngineSession session) {
        return session.listenEndpoints().get(0);
    }

    private void look() {
        watch.look();
        policies.look();
        clock.advance(Duration.ofSeconds(10));
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

    private void untilLooking(String what, BooleanSupplier condition) {
        until(what, () -> {
            look();
            return condition.getAsBoolean();
        });
    }

    @Test
    void eachDaysTorrentIsDownloadedMovedUploadedAndRemoved() throws Exception {
        for (int day = 1; day <= DAYS; day++) {
            byte[] content = new byte[400_000];
            new Random(day).nextBytes(content);
            CreatedTorrent film = seeded("film " + day + ".bin", content);

            Path link = watched().resolve("day" + day + ".magnet");
            Files.writeString(link, "magnet:?xt=urn:btih:" + hash(film) + "&x.pe=" + endpoint(others.get(0)));
            untilLooking("added", () -> session.find(hash(film)).isPresent());
            Torrent torrent = session.find(hash(film)).orElseThrow();
            assertThat(status(torrent).savePath()).isEqualTo(folder.resolve("incomplete"));
            Path file = films().resolve("film " + day + ".bin");
            untilLooking(
                    "downloaded and moved",
                    () -> Files.exists(file)
                            && status(torrent).isSeeding()
                            && status(torrent).savePath().equals(films()));
            assertThat(file).hasBinaryContent(content);
            untilLooking("the link is gone", () -> Files.notExists(link));

            for (int other = 1; other <= RATIO; other++) {
                assertThat(session.find(torrent.id()))
                        .as("before it is uploaded %s times", other)
                        .isPresent();
                download(others.get(other), film);
            }
            untilLooking("removed", () -> session.find(torrent.id()).isEmpty());
            assertThat(file).as("its files stay").hasBinaryContent(content);
            clock.advance(Duration.ofDays(1));
        }
        assertThat(session.torrentCount()).isZero();
        assertThat(films().toFile().list()).hasSize(DAYS);
        assertThat(folder.resolve("incomplete")).isEmptyDirectory();
        assertThat(watched()).isEmptyDirectory();
    }

    private static InfoHash hash(CreatedTorrent film) {
        return film.infoHashes().v1().orElseThrow();
    }

    private static TorrentStatus status(Torrent torrent) {
        return torrent.status().orElseThrow();
    }

    private CreatedTorrent seeded(String name, byte[] content) throws Exception {
        Path file = Files.write(folder.resolve("other0").resolve(name), content);
        CreatedTorrent created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(file).build())
                .join();
        Torrent torrent = others.get(0)
                .add(AddTorrent.torrentBytes(created.content()).build())
                .torrent();
        until("seeded", () -> status(torrent).isSeeding());
        return created;
    }

    // From the session alone, all of it.
    private void download(EngineSession other, CreatedTorrent film) {
        Torrent torrent = other.add(AddTorrent.torrentBytes(film.content())
                        .set(TorrentFlag.DISABLE_PEX)
                        .peer(endpoint(session))
                        .started()
                        .build())
                .torrent();
        until("downloaded by another", () -> status(torrent).isSeeding());
    }
}
