package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.store.DhtBlobs;
import org.torrentxt.api.dht.store.DhtIdentities;
import org.torrentxt.api.dht.store.DhtLookups;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.api.dht.store.DhtReleases;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtWatches;
import org.torrentxt.api.dht.store.FollowRelease;

/** Replaces our bundles in a running Karaf during a transfer. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class RefreshIT extends SwarmTestSupport {
    private static final int MIB = 1024 * 1024;
    private static final DhtKeyPair KEYS = DhtKeyPair.generate();

    private interface Change {
        void apply(Bundle implementation) throws Exception;
    }

    private CreatedTorrent created;

    @Before
    public void startSessions() throws Exception {
        swarm.session("seeder", Map.of("upload.rate.limit", String.valueOf(MIB / 4)));
        swarm.session("leecher");
        Path content = Content.write(swarm.folder("content"), Map.of("a.bin", 5 * MIB, "b.bin", 3 * MIB));
        created = swarm.create(content, TorrentFormat.HYBRID);
    }

    @Test
    public void aRefreshDuringATransferIsSurvived() throws Exception {
        assertSurvives(this::refresh);
    }

    @Test
    public void anUpdateDuringATransferIsSurvived() throws Exception {
        assertSurvives(implementation -> {
            implementation.update();
            refresh(implementation);
        });
    }

    @Test
    public void aRestartDuringATransferIsSurvived() throws Exception {
        assertSurvives(implementation -> {
            implementation.stop();
            assertThat(swarm.isRunning("seeder")).isFalse();
            implementation.start();
        });
    }

    @Test
    public void aStopWaitsForASessionWhoseConfigurationIsDeletedMeanwhile() throws Exception {
        TorrentSession leecher = swarm.running("leecher");
        Torrent torrent = startTransfer(swarm.running("seeder"), leecher);
        await("first piece", () -> !torrent.pieces().isEmpty());
        Bundle implementation = installedBundle("org.torrentxt.impl");

        swarm.delete("leecher");
        await("the beginning of its end", () -> !swarm.isRunning("leecher"));
        implementation.stop();

        assertThat(swarm.isSaving("leecher")).isFalse();
        implementation.start();
        swarm.configure("leecher", Map.of());
        Torrent again = swarm.running("leecher").find(torrent.id()).orElseThrow();
        assertThat(again.infoHashes()).isEqualTo(created.infoHashes());
    }

    @Test
    public void aCopyOfTheEngineThatStaysInMemoryIsCounted() throws Exception {
        int copies = engine().nativeCopies();
        assertThat(copies).isEqualTo(mappedEngines().size());
        Bundle binding = installedBundle("org.torrentxt.engine");

        binding.update();
        refresh(binding);

        assertThat(swarm.running("default").listenEndpoints()).isNotEmpty();
        await("copies counted", () -> engine().nativeCopies() == copies + 1);
    }

    @Test
    public void aStoreHeldAcrossARefreshIsHarmless() throws Exception {
        DhtStore before = awaitService(DhtStore.class);
        Bundle bundle = installedBundle("org.torrentxt.dht");

        refresh(bundle);

        assertCallsNeedNoClass(DhtStore.class, before);
        assertCallsNeedNoClass(DhtIdentities.class, before.identities());
        assertCallsNeedNoClass(DhtPublications.class, before.publications());
        assertCallsNeedNoClass(DhtLookups.class, before.lookups());
        assertCallsNeedNoClass(DhtWatches.class, before.watches());
        assertCallsNeedNoClass(DhtBlobs.class, before.blobs());
        assertCallsNeedNoClass(DhtReleases.class, before.releases());
        await("another store", () -> awaitService(DhtStore.class) != before);
    }

    private TorrentEngine engine() throws InterruptedException {
        return awaitService(TorrentEngine.class);
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        var refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> {
                    if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                        refreshed.countDown();
                    }
                });
        assertThat(refreshed.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("refreshed")
                .isTrue();
    }

    private void assertSurvives(Change change) throws Exception {
        TorrentSession leecher = swarm.running("leecher");
        TorrentSession seeder = swarm.running("seeder");
        int copies = mappedEngines().size();
        Torrent before = startTransfer(seeder, leecher);
        await("first piece", () -> !before.pieces().isEmpty());
        assertThat(before.status().orElseThrow().isFinished()).isFalse();
        BitSet pieces = before.pieces();

        change.apply(installedBundle("org.torrentxt.impl"));

        assertHarmless(before, leecher);
        assertThat(swarm.running("leecher")).isNotSameAs(leecher);
        assertThat(swarm.running("default").listenEndpoints()).isNotEmpty();
        swarm.configure("seeder", Map.of());
        TorrentSession again = swarm.running("seeder");
        await(
                "no limit",
                () -> again.settings().get("upload_rate_limit").value().equals(0L));
        assertContinues(swarm.running("leecher"), before.id(), pieces, again);
        assertThat(mappedEngines()).hasSize(copies);
    }

    /** The torrent is there again, and only what is missing is downloaded. */
    private void assertContinues(TorrentSession leecher, int id, BitSet pieces, TorrentSession seeder)
            throws Exception {
        Torrent torrent = leecher.find(id).orElseThrow();
        assertThat(torrent.infoHashes()).isEqualTo(created.infoHashes());
        await("all pieces of before", () -> torrent.pieces().stream().count() >= pieces.cardinality());
        BitSet missing = (BitSet) pieces.clone();
        missing.andNot(torrent.pieces());
        assertThat(missing.isEmpty()).isTrue();
        Torrent seed = seeder.find(created.infoHashes().best().orElseThrow()).orElseThrow();
        await("seeding", () -> seed.status().orElseThrow().isSeeding());
        torrent.connectPeer(Swarm.endpoint(seeder)); // at another port than before
        Swarm.awaitFinished(torrent);
        assertThat(seed.status().orElseThrow().allTimeUpload()).isLessThan(created.totalSize() * 11 / 10);
        assertThat(Content.hashes(swarm.folder("leecher/content"))).isEqualTo(Content.hashes(swarm.folder("content")));
    }

    private Torrent startTransfer(TorrentSession seeder, TorrentSession leecher) throws Exception {
        Swarm.seed(seeder, created);
        return Swarm.leech(leecher, created, seeder);
    }

    /** Objects still held by a careless bundle answer and do no harm. */
    private static void assertHarmless(Torrent torrent, TorrentSession session) {
        assertThat(torrent.isValid()).isFalse();
        assertThat(torrent.status()).isEmpty();
        assertThat(torrent.peers()).isEmpty();
        assertThat(session.torrents()).isEmpty();
        assertThat(codeOf(torrent::pause)).isEqualTo(ErrorCode.BAD_HANDLE);
        assertThat(codeOf(session::pause)).isEqualTo(ErrorCode.NO_SESSION);
        assertCallsNeedNoClass(Torrent.class, torrent);
        assertCallsNeedNoClass(TorrentSession.class, session);
    }

    /** What the former bundle has not loaded by now, it cannot load any more. */
    private static void assertCallsNeedNoClass(Class<?> type, Object stale) {
        for (Method method : type.getMethods()) {
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(RefreshIT::some)
                    .toArray();
            Throwable thrown = Assertions.catchThrowable(() -> awaitEnd(method.invoke(stale, arguments)));
            assertThat(thrown instanceof TimeoutException).as(method + " ends").isFalse();
            Throwable cause = thrown == null ? null : thrown.getCause();
            assertThat(cause instanceof Error ? cause : null)
                    .as(method.toString())
                    .isNull();
        }
    }

    private static void awaitEnd(Object result) throws Exception {
        if (result instanceof CompletionStage<?> stage) {
            stage.toCompletableFuture().get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static Object some(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return Stream.of(
                        0,
                        0L,
                        0.0,
                        false,
                        "http://127.0.0.1:9/",
                        Path.of("/nowhere"),
                        Duration.ofSeconds(1),
                        Set.of(),
                        List.of(),
                        Map.of(),
                        Endpoint.parse("127.0.0.1:9"),
                        ReadOptions.defaults(),
                        new byte[1],
                        new char[1],
                        new InfoHash("ab".repeat(20)),
                        DhtTarget.of(new byte[1]),
                        KEYS,
                        KEYS.publicKey(),
                        FollowRelease.magnet(
                                "magnet:?xs=urn:btpk:" + KEYS.publicKey().hex()),
                        AddTorrent.magnet("magnet:?xt=urn:btih:" + "ab".repeat(20))
                                .build())
                .filter(value -> MethodType.methodType(type).wrap().returnType().isInstance(value))
                .findFirst()
                .orElse(null);
    }

    private static ErrorCode codeOf(Runnable call) {
        try {
            call.run();
        } catch (TorrentException e) {
            return e.code();
        }
        throw new AssertionError("not refused");
    }

    /** The beginnings of the native library in the memory of this process; each copy has one. */
    private static List<String> mappedEngines() throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("libtorrent4j"))
                    .filter(line -> line.split("\\s+", 6)[2].matches("0+"))
                    .toList();
        }
    }
}
