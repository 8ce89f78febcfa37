package org.torrentxt.shell.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.torrentxt.testing.StatusBuilder.status;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.HashedFile;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtStatus;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtBlobs;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtIdentities;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtKeptBlob;
import org.torrentxt.api.dht.store.DhtLookup;
import org.torrentxt.api.dht.store.DhtLookups;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtPublicationStatus;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.api.dht.store.DhtReleases;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtWatch;
import org.torrentxt.api.dht.store.DhtWatches;
import org.torrentxt.api.dht.store.FollowRelease;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.history.RateHistory;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.status.MoveProgress;
import org.torrentxt.api.status.PartialPiece;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.PeerSource;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.api.status.TrackerSource;
import org.torrentxt.api.transfer.StateTransfer;
import org.torrentxt.api.transfer.TransferOutcome;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferredTorrent;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeEngine;
import org.torrentxt.testing.FakeFleet;
import org.torrentxt.testing.FakeHealth;
import org.torrentxt.testing.FakeHistory;
import org.torrentxt.testing.FakePolicies;
import org.torrentxt.testing.FakeSession;

/** What commands print in JSON where nothing is missing: services whose values have all their properties set. */
final class JsonSamples {
    static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    static final DhtTarget TARGET = new DhtTarget("ab".repeat(20));
    private static final String V1 = "0123456789abcdef0123456789abcdef01234567";
    private static final InfoHashes HASHES =
            new InfoHashes(Optional.of(new InfoHash(V1)), Optional.of(new InfoHash("cd".repeat(32))));
    private static final byte[] TEXT = "hello".getBytes(UTF_8);
    private static final Optional<Instant> TIME = Optional.of(Instant.EPOCH);
    private static final Optional<String> ERROR = Optional.of("error");

    private JsonSamples() {}

    /** A console with all services, in a folder with a file named {@code content}. */
    static FakeConsole console(Path folder) throws Exception {
        Files.writeString(folder.resolve("content"), "hello");
        Files.writeString(folder.resolve("alice.seed"), "ab".repeat(32));
        FakePolicies policies = new FakePolicies("default");
        policies.set(RateGroup.builder("films").downloadLimit(500_000).build());
        policies.categories()
                .add(Category.builder("films")
                        .trackers(List.of("https://t.example/announce"))
                        .build());
        TorrentCreator creator = (request) -> CompletableFuture.completedFuture(CreatedTorrent.builder(TEXT, HASHES)
                .name("album")
                .hashedFiles(List.of(new HashedFile("album", 1, Instant.EPOCH)))
                .build());
        return new FakeConsole(
                folder, session(), store(), creator, new FakeEngine(), policies, fleet(), health(), history());
    }

    private static FakeHistory history() {
        return new FakeHistory(RateHistory.builder("default", Instant.EPOCH)
                .downloadRates(List.of(5L))
                .uploadRates(List.of(7L))
                .build());
    }

    private static FakeHealth health() {
        return new FakeHealth(HealthFinding.builder(HealthFinding.Level.WARN, "DHT", "no nodes yet")
                .session("default")
                .build());
    }

    private static FakeFleet fleet() {
        FakeFleet fleet = new FakeFleet("node1");
        fleet.setNodes(FleetNode.builder("node1", Endpoint.address("192.0.2.1"))
                .labels(Map.of("site", "basel"))
                .build());
        fleet.setTorrents(
                "node1",
                FleetTorrent.builder(1)
                        .infoHashes(HASHES)
                        .addedTime(Optional.of(Instant.EPOCH))
                        .build());
        fleet.deploy(
                DeployTorrent.builder("maps", HASHES)
                        .labels(Map.of("site", "basel"))
                        .folder(Optional.of(Path.of("/srv/maps")))
                        .install(Optional.of(
                                InstallFeature.builder("maps").version("1.0").build()))
                        .controls(List.of(NodeControl.builder(Map.of("site", "basel"))
                                .isPaused(true)
                                .build()))
                        .build(),
                KEYS);
        return fleet;
    }

    private static FakeSession session() {
        TorrentStatus status = status(1)
                .queuePosition(0)
                .flags(TorrentFlag.SEQUENTIAL_DOWNLOAD)
                .labels("label")
                .attribute("key", "value")
                .build()
                .toBuilder()
                .infoHashes(HASHES)
                .eta(Optional.of(Duration.ofSeconds(5)))
                .completedTime(TIME)
                .lastDownload(TIME)
                .lastUpload(TIME)
                .lastSeenComplete(TIME)
                .build();
        FakeSession session = new FakeSession("default", status);
        session.setRecheck("file changed since it was hashed");
        session.answer("peers", (torrent, none) -> List.of(peer()));
        session.answer("trackers", (torrent, none) -> List.of(tracker()));
        session.answer(
                "moveProgress",
                (torrent, none) ->
                        Optional.of(MoveProgress.builder(Path.of("data")).build()));
        session.answer("magnetUri", (torrent, none) -> Optional.of("magnet:?xt=urn:btih:" + V1));
        session.answer("pieces", (torrent, none) -> new BitSet() {
            {
                set(0);
            }
        });
        session.answer("pieceAvailability", (torrent, none) -> new int[] {1});
        session.answer("piecePriorities", (torrent, none) -> List.of(FilePriority.NORMAL));
        session.answer(
                "downloadQueue",
                (torrent, none) -> List.of(PartialPiece.builder(0).build()));
        session.answer("creationDate", (torrent, none) -> TIME);
        session.answer("downloadLimit", (torrent, none) -> 0L);
        session.answer("uploadLimit", (torrent, none) -> 0L);
        session.answer("maxConnections", (torrent, none) -> -1);
        session.answer("maxUploads", (torrent, none) -> -1);
        session.ipFilter().add(IpFilter.Rule.of("192.0.2.1", "192.0.2.9", true));
        session.setStuckSubscribers(
                StuckSubscriber.builder(StuckSubscriber.Kind.EVENT_HANDLER, StuckSubscriber.State.SLOW, "text")
                        .location(Optional.of("com.acme.Slow.handleEvent"))
                        .build());
        session.setStateTransfer(proxy(
                StateTransfer.class,
                Map.of(
                        "add",
                        TransferReport.builder(List.of(transferred()))
                                .warnings(List.of("text"))
                                .build())));
        session.setStateFolder(Path.of("state"));
        session.setDht(dht());
        return session;
    }

    private static TransferredTorrent transferred() {
        return TransferredTorrent.builder("a.fastresume", TransferOutcome.NEW)
                .infoHashes(HASHES)
                .labels(Set.of("music"))
                .notes(List.of("text"))
                .build();
    }

    private static PeerInfo peer() {
        return PeerInfo.builder(Endpoint.parse("127.0.0.1:6881"))
                .flags(Set.of(PeerFlag.SEED))
                .source(Set.of(PeerSource.TRACKER))
                .build();
    }

    private static TrackerInfo tracker() {
        return TrackerInfo.builder("http://tracker.example/announce")
                .source(Set.of(TrackerSource.TORRENT))
                .nextAnnounce(TIME)
                .build();
    }

    private static Dht dht() {
        MutableItem item = MutableItem.sign(KEYS, TEXT, 1, TEXT);
        return proxy(
                Dht.class,
                Map.of(
                        "status", DhtStatus.builder().build(),
                        "getPeers", done(List.of(Endpoint.parse("127.0.0.1:6881"))),
                        "announce", done(3),
                        "getImmutable", done(Optional.of(new ImmutableItem(TARGET, TEXT))),
                        "getMutable", done(Optional.of(item)),
                        "putImmutable", done(TARGET),
                        "putMutable", done(new DhtPutResult(item, 3))));
    }

    private static DhtStore store() {
        DhtPublicationStatus status = DhtPublicationStatus.builder(DhtPublicationState.PUBLISHED)
                .lastPublished(TIME)
                .nextAttempt(TIME)
                .lastError(ERROR)
                .build();
        MutableItem item = MutableItem.sign(KEYS, TEXT, 1, TEXT);
        DhtIdentity identity = DhtIdentity.builder("alice", KEYS.publicKey()).build();
        DhtPublication publication =
                DhtPublication.builder(item, status).identity("alice").build();
        DhtKeptBlob blob = DhtKeptBlob.builder(TARGET, status).build();
        DhtWatch watch = DhtWatch.builder(KEYS.publicKey(), "k")
                .lastLooked(TIME)
                .lastError(ERROR)
                .build();
        DhtFollowedRelease release = DhtFollowedRelease.builder(
                        FollowRelease.magnet("magnet:?xs=urn:btpk:" + "cd".repeat(32))
                                .savePath(Path.of("data")))
                .infoHash(Optional.of(new InfoHash(V1)))
                .lastLooked(TIME)
                .lastError(ERROR)
                .build();
        Object found = done(Optional.of(new DhtLookup<>(item, Instant.EPOCH)));
        return proxy(
                DhtStore.class,
                Map.of(
                        "folder", Path.of("").toAbsolutePath(),
                        "warnings", List.of(),
                        "identities",
                                proxy(
                                        DhtIdentities.class,
                                        Map.of(
                                                "list",
                                                List.of(identity),
                                                "find",
                                                Optional.of(identity),
                                                "exportSeed",
                                                KEYS.seed(),
                                                "importKeys",
                                                identity,
                                                "create",
                                                identity)),
                        "publications",
                                proxy(
                                        DhtPublications.class,
                                        Map.of("list", List.of(publication), "publish", done(publication))),
                        "lookups", proxy(DhtLookups.class, Map.of("get", found, "getFresh", found)),
                        "watches", proxy(DhtWatches.class, Map.of("list", List.of(watch), "watch", watch)),
                        "blobs",
                                proxy(
                                        DhtBlobs.class,
                                        Map.of(
                                                "list", List.of(blob),
                                                "put", done(TARGET),
                                                "keep", done(blob),
                                                "get", done(Optional.of(TEXT)))),
                        "releases",
                                proxy(
                                        DhtReleases.class,
                                        Map.of(
                                                "followed",
                                                List.of(release),
                                                "follow",
                                                release,
                                                "publish",
                                                done(publication)))));
    }

    private static CompletableFuture<Object> done(Object result) {
        return CompletableFuture.completedFuture(result);
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> Optional.ofNullable(answers.get(method.getName()))
                        .orElseThrow(() -> new UnsupportedOperationException(method.toString()))));
    }
}
