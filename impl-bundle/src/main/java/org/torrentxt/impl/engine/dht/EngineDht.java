package org.torrentxt.impl.engine.dht;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.string_int_pair;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.DhtGetPeers;
import org.torrentxt.api.alert.DhtPut;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtStatus;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.impl.engine.binding.SessionContext;
import org.torrentxt.impl.input.Arguments;
import org.torrentxt.impl.request.PendingRequests;
import org.torrentxt.impl.request.Stages;

/** The DHT node of a session. Uses the engine's operations, or direct requests to nodes where the engine has none. */
public final class EngineDht implements Dht {
    private static final int MAX_PORT = 65_535;

    private final SessionContext owner;
    private final Supplier<Map<String, Long>> counters;
    private final EngineItems items;
    private final DirectDht direct;
    private final DhtSize size = new DhtSize();
    private final ItemSearch missed;
    private final PendingRequests<Object, DhtTarget> immutablePuts;
    private final PendingRequests<Object, Optional<ImmutableItem>> immutableGets;
    private final PendingRequests<Object, Optional<MutableItem>> mutableGets;
    private final PendingRequests<Object, DhtPutResult> puts;
    private final PendingRequests<Object, Integer> announcements;
    private final PendingRequests<Object, List<Endpoint>> searches;

    /**
     * The node of a session.
     *
     * @param counters reads the session's counters, by name
     */
    public EngineDht(SessionContext owner, Supplier<Map<String, Long>> counters) {
        Executor callbacks = owner.executor();
        this.owner = owner;
        this.counters = counters;
        this.items = new EngineItems(owner.engine(), callbacks);
        this.direct = new DirectDht(owner);
        this.missed = new ItemSearch(direct);
        this.immutablePuts = new PendingRequests<>(callbacks);
        this.immutableGets = new PendingRequests<>(callbacks);
        this.mutableGets = new PendingRequests<>(callbacks);
        this.puts = new PendingRequests<>(callbacks);
        this.announcements = new PendingRequests<>(callbacks);
        this.searches = new PendingRequests<>(callbacks);
    }

    @Override
    public DhtStatus status() {
        owner.engine().run(session::post_dht_stats); // reported before the counters, which are waited for
        Map<String, Long> known = counters.get();
        boolean running = isRunning();
        return DhtStatus.builder()
                .running(running)
                .nodes(known.getOrDefault("dht.dht_nodes", 0L).intValue())
                .nodeCache(known.getOrDefault("dht.dht_node_cache", 0L).intValue())
                .globalNodes(running ? size.latest() : -1)
                .torrents(known.getOrDefault("dht.dht_torrents", 0L).intValue())
                .build();
    }

    /** True while the DHT node runs. */
    public boolean isRunning() {
        return owner.engine().ask(session::is_dht_running, false);
    }

    private void requireRunning() {
        if (!owner.engine().call(session::is_dht_running)) {
            throw new TorrentException(
                    ErrorCode.NO_SESSION,
                    "the DHT of session " + owner.name() + " is disabled; set setting.enable_dht=true");
        }
    }

    @Override
    public void addBootstrapNode(String host, int port) {
        Objects.requireNonNull(host, "host");
        checkPort(port, 1);
        owner.withNetwork(network -> {
            network.requireHost("DHT node " + Arguments.brief(host), host);
            owner.engine().run(engine -> engine.add_dht_node(new string_int_pair(host, port)));
        });
    }

    private static void checkPort(int port, int least) {
        if (port < least || port > MAX_PORT) {
            throw TorrentException.invalid("port out of range: " + port + "; expected " + least + " to " + MAX_PORT);
        }
    }

    @Override
    public byte[] saveState() {
        requireRunning();
        return owner.engine().call(DhtState::of).toBytes();
    }

    @Override
    public void loadState(byte[] state) {
        DhtState parsed = DhtState.parse(Objects.requireNonNull(state, "state"));
        owner.withNetwork(network -> owner.engine().run(parsed.within(network)::giveTo));
    }

    @Override
    public CompletionStage<Integer> announce(InfoHash infoHash, int port) {
        PeerSearch search = new PeerSearch(direct, Objects.requireNonNull(infoHash, "infoHash"));
        checkPort(port, 0);
        requireRunning();
        int reachedAt = port == 0 ? owner.engine().ask(session::listen_port, 0) : port;
        if (reachedAt == 0) {
            throw new TorrentException(
                    ErrorCode.ENGINE,
                    "session " + owner.name() + " is not listening on any port; specify the port to announce");
        }
        return owner.handOut(announcements.follow(
                new Object(), () -> search.announce(reachedAt).thenApply(count -> taken("announcement", count))));
    }

    private static int taken(String what, int count) {
        if (count == 0) {
            throw EngineItems.nobodyTookIt(what);
        }
        return count;
    }

    @Override
    public CompletionStage<List<Endpoint>> getPeers(InfoHash infoHash) {
        PeerSearch search = new PeerSearch(direct, Objects.requireNonNull(infoHash, "infoHash"));
        requireRunning();
        return owner.handOut(searches.follow(
                new Object(), () -> search.find(peers -> owner.publish(new DhtGetPeers(origin(), infoHash, peers)))));
    }

    private AlertOrigin origin() {
        return new AlertOrigin(owner.name(), 0, InfoHashes.NONE, Instant.now());
    }

    @Override
    public CompletionStage<DhtTarget> putImmutable(byte[] value) {
        DhtTarget target = DhtTarget.of(value);
        requireRunning();
        byte[] copy = value.clone();
        return owner.handOut(immutablePuts.follow(
                new Object(),
                () -> Stages.orElse(
                        store(target, copy),
                        stored -> true,
                        failure -> storeByEngine(target, copy, failure.orElseThrow()))));
    }

    private CompletableFuture<DhtTarget> store(DhtTarget target, byte[] value) {
        return direct.lookUp("get", "target", target.bytes(), DirectDht.A_TOKEN)
                .thenCompose(found -> direct.store(found.nearest(), "put", arguments -> arguments.put("v", value)))
                .thenApply(count -> {
                    taken("value", count);
                    owner.publish(putAlert(target, count));
                    return target;
                });
    }

    // The engine may know nodes to bootstrap from, and raises the alert; it would wait longer for nodes without an
    // answer.
    private CompletableFuture<DhtTarget> storeByEngine(DhtTarget target, byte[] value, Throwable failure) {
        if (PendingRequests.known(failure).code() == ErrorCode.TIMEOUT) {
            owner.publish(putAlert(target, 0));
            return CompletableFuture.failedFuture(failure);
        }
        return items.put(target, value)
                .exceptionallyCompose(again -> CompletableFuture.failedFuture(failure))
                .toCompletableFuture();
    }

    private DhtPut putAlert(DhtTarget target, int numSuccess) {
        return new DhtPut(origin(), Optional.of(target), Optional.empty(), new byte[0], new byte[0], 0, numSuccess);
    }

    @Override
    public CompletionStage<Optional<ImmutableItem>> getImmutable(DhtTarget target) {
        Objects.requireNonNull(target, "target");
        requireRunning();
        return owner.handOut(immutableGets.follow(new Object(), () -> missed.immutable(target, items.get(target))));
    }

    @Override
    public CompletionStage<DhtPutResult> putMutable(DhtKeyPair keys, byte[] salt, byte[] value) {
        Objects.requireNonNull(keys, "keys");
        DhtTarget.of(value); // checks it
        DhtTarget.of(keys.publicKey(), salt); // checks that
        requireRunning();
        return owner.handOut(items.put(keys, salt, value));
    }

    @Override
    public CompletionStage<DhtPutResult> putMutable(MutableItem item, OptionalLong expectedSeq) {
        Objects.requireNonNull(item, "item");
        ItemPut put = new ItemPut(direct, item, Objects.requireNonNull(expectedSeq, "expectedSeq"));
        requireRunning();
        return owner.handOut(puts.follow(
                new Object(),
                () -> put.start()
                        .whenComplete((count, failure) -> owner.publish(putAlert(item, failure == null ? count : 0)))
                        .thenApply(count -> new DhtPutResult(item, taken("value", count)))));
    }

    private DhtPut putAlert(MutableItem item, int numSuccess) {
        return new DhtPut(
                origin(),
                Optional.empty(),
                Optional.of(item.publicKey()),
                item.signature(),
                item.salt(),
                item.seq(),
                numSuccess);
    }

    @Override
    public CompletionStage<Optional<MutableItem>> getMutable(DhtPublicKey publicKey, byte[] salt) {
        DhtTarget target = DhtTarget.of(publicKey, salt);
        requireRunning();
        byte[] copy = salt.clone();
        return owner.handOut(mutableGets.follow(
                new Object(), () -> missed.mutable(target, publicKey, copy, items.get(target, publicKey, copy))));
    }

    /** Takes an answer to a request of the engine; called on the thread that popped it. */
    public void accept(Alert alert) {
        items.accept(alert);
    }

    /** Takes an answer to a direct request; called on the thread that popped it. */
    public void accept(int kind, alert raw) {
        direct.accept(kind, raw);
        size.accept(kind, raw);
    }

    /** Fails all pending requests. */
    public void close() {
        TorrentException stopped =
                new TorrentException(ErrorCode.NO_SESSION, "session " + owner.name() + " was stopped");
        items.failAll(stopped);
        immutablePuts.failAll(stopped);
        immutableGets.failAll(stopped);
        mutableGets.failAll(stopped);
        puts.failAll(stopped);
        announcements.failAll(stopped);
        searches.failAll(stopped);
    }
}
