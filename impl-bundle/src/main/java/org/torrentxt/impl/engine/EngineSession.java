package org.torrentxt.impl.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_handle;
import org.libtorrent4j.swig.session_stats_alert;
import org.libtorrent4j.swig.settings_pack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.OtherAlert;
import org.torrentxt.api.alert.TorrentRemoved;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.gateway.Gateway;
import org.torrentxt.impl.gateway.GatewayRules;
import org.torrentxt.stage.Outside;

/**
 * A session of the engine. Alerts go to the given consumer, on the thread that took them from the engine, which must
 * therefore not wait for anything.
 */
public final class EngineSession implements TorrentSession, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    static final String DHT_NODES = "dht_bootstrap_nodes";
    private static final long LISTEN_MILLIS = 1_000;
    private static final int WORKERS = 4;
    private static final long IDLE_SECONDS = 60;
    // those that peers may have, too
    private static final Set<String> COMMON_ADDRESSES = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");
    private static final Duration DELETION_LIMIT = Duration.ofHours(1);

    private final String name;
    private final NativeSession engine;
    private final TorrentTable torrents = new TorrentTable();
    private final SessionStats stats;
    private final EngineSettings settings = new EngineSettings(this);
    private final EngineDht dht;
    private final AlertIntake intake;
    private final ExecutorService callbacks; // for the session's own steps, never for code of others
    private final Outside outside;
    private final TorrentAdder adder;
    private final EngineIpFilter ipFilter;
    private final PendingRequests<Integer, byte[]> resumeData;
    private final PendingRequests<Integer, Void> deletions;
    private final Listening listening;
    private final SocketBuffers socketBuffers = new SocketBuffers();
    private final ListenWatch listenWatch;
    private volatile Supplier<List<String>> stuckSubscribers = List::of;
    private final Gateway gateway;
    private final EngineUrls urls;
    private final Object pauses = new Object();
    private volatile EngineOptions options;
    private volatile BootstrapNodes bootstrapNodes;

    private EngineSession(EngineOptions options, settings_pack pack, Set<AlertType> wanted, Consumer<Alert> listener) {
        this.name = options.name();
        this.options = options;
        this.listening = new Listening(name);
        this.listening.configure(pack.get_str(settings_pack.string_types.listen_interfaces.swigValue()));
        this.listenWatch = new ListenWatch(name, this::listenResults, this::reopen);
        this.callbacks = callbacks(name);
        this.gateway = gateway(options);
        this.outside = new Outside("torrentxt-" + name + "-callback");
        addGatewayEntry(pack);
        this.engine = new NativeSession(
                name,
                pack,
                IpFilters.of(List.of(), options.network(), gatewayAddresses()),
                options.mmap(),
                this::onAlert);
        this.urls = new EngineUrls(gateway, options.network(), known(pack));
        this.stats = new SessionStats(engine);
        this.dht = new EngineDht(this, callbacks);
        this.adder = new TorrentAdder(this, torrents, callbacks);
        this.ipFilter = new EngineIpFilter(this);
        this.resumeData = new PendingRequests<>(callbacks);
        this.deletions = new PendingRequests<>(callbacks, DELETION_LIMIT);
        AlertFollower follower = new AlertFollower(this, torrents, adder, listening, callbacks);
        this.intake = new AlertIntake(
                new AlertReader(name, torrents, urls::original), adder::accept, follower, wanted, listener);
    }

    private Gateway gateway(EngineOptions started) {
        try {
            // what is asked of it before the settings are known is refused
            return Gateway.open(name, GatewayRules.none(started.network().label()), this::tellOfWebSeed);
        } catch (IOException e) {
            throw new TorrentException(
                    ErrorCode.ENGINE,
                    "no loopback address to listen at for trackers and web seeds: " + e.getMessage(),
                    e);
        }
    }

    private static void addGatewayEntry(settings_pack pack) {
        int listen = settings_pack.string_types.listen_interfaces.swigValue();
        pack.set_str(listen, GatewayEntry.addTo(pack.get_str(listen)));
    }

    // What trackers elsewhere are to be told; 0 for what the engine says.
    private int announcedPort() {
        return listenEndpoints().stream()
                .filter(endpoint -> !endpoint.address().isLoopbackAddress())
                .mapToInt(Endpoint::port)
                .findFirst()
                .orElse(0);
    }

    private GatewayRules gatewayRules(Map<String, Object> settings) {
        NetworkMode network = options.network();
        boolean filters = settings.get("apply_ip_filter_to_trackers").equals(true);
        return new GatewayRules(
                network.label(),
                network == NetworkMode.INTERNET,
                network != NetworkMode.LOCAL,
                network::allows,
                filters ? ipFilter::isBlocked : address -> false,
                settings.get("ssrf_mitigation").equals(true),
                settings.get("allow_idna").equals(true),
                settings.get("validate_https_trackers").equals(true),
                options.trustedCertificates(),
                this::announcedPort);
    }

    // Gives the gateway what the engine goes by; true if torrents need other URLs than before.
    private boolean followSettings() {
        Map<String, Object> settings = known(engine.call(session::get_settings));
        gateway.setRules(gatewayRules(settings));
        return urls.change(options.network(), settings);
    }

    private static Map<String, Object> known(settings_pack pack) {
        Map<String, Object> values = new HashMap<>();
        for (SettingRegistry.Key key : SettingRegistry.keys()) {
            values.put(key.name(), SettingRegistry.get(pack, key));
        }
        return values;
    }

    private void tellOfWebSeed(int torrent, String url, String problem) {
        torrents.find(torrent).ifPresent(known -> {
            AlertOrigin origin = new AlertOrigin(name, torrent, known.infoHashes(), Instant.now());
            publish(new OtherAlert(origin, AlertType.URL_SEED, "web seed " + url + ": " + problem));
        });
    }

    // Once it is shut down, what comes is done by whoever comes with it: a stage has to end all the same.
    private static ExecutorService callbacks(String name) {
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "torrentxt-" + name + "-work");
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads,
                (task, stopped) -> task.run());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /**
     * Starts a session. Waits until it listens or failed to, for a second at the most.
     *
     * @param options how it is to run
     * @param wanted the kinds of alert that somebody listens to, until {@link #setWanted} says otherwise
     * @param listener gets the alerts of these kinds
     * @throws TorrentException if the engine is missing, or an option is wrong
     */
    public static EngineSession start(EngineOptions options, Set<AlertType> wanted, Consumer<Alert> listener) {
        NativeLibrary.get().require();
        Map<String, Object> settings = options.effectiveSettings();
        BootstrapNodes nodes = nodes(settings);
        EngineSession session = new EngineSession(options, pack(settings, nodes, wanted), wanted, listener);
        session.engine.startAlerts();
        try {
            session.followSettings();
            session.engine.run(engine -> engine.set_peer_class_filter(IpFilters.limitsForAll()));
            session.join(nodes);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
        session.listening.await(LISTEN_MILLIS);
        session.listenWatch.start();
        FileNames.problem().ifPresent(problem -> LOG.warn("Session {}: {}", session.name, problem));
        return session;
    }

    private static settings_pack pack(Map<String, Object> settings, BootstrapNodes nodes, Set<AlertType> wanted) {
        settings_pack pack = libtorrent.default_settings();
        SettingRegistry.put(pack, settings);
        setRouters(pack, nodes);
        pack.set_int(settings_pack.int_types.alert_mask.swigValue(), AlertKinds.mask(wanted));
        return pack;
    }

    private static void setRouters(settings_pack pack, BootstrapNodes nodes) {
        pack.set_str(settings_pack.string_types.dht_bootstrap_nodes.swigValue(), nodes.routers());
    }

    private static BootstrapNodes nodes(Map<String, Object> settings) {
        return EngineOptions.bootstrapNodes(settings);
    }

    /**
     * Changes how it runs, without a restart.
     *
     * @param changed the new options; name and disk I/O must be those it was started with
     * @throws TorrentException if one is wrong; nothing is changed then
     */
    public void reconfigure(EngineOptions changed) {
        Map<String, Object> settings = changed.effectiveSettings();
        BootstrapNodes nodes = nodes(settings);
        synchronized (intake) {
            settings_pack pack = pack(settings, nodes, intake.wanted());
            options = changed;
            engine.run(session -> apply(session, pack));
            followSettings();
            join(nodes);
        }
        ipFilter.refresh();
        torrents.all().forEach(EngineTorrent::reach);
    }

    /** Does something that the network mode decides on, while that does not change. */
    void withNetwork(Consumer<NetworkMode> action) {
        synchronized (intake) {
            action.accept(options.network());
        }
    }

    /** Names the kinds of alert that somebody listens to; no others are raised, but for the session's own needs. */
    public void setWanted(Set<AlertType> types) {
        synchronized (intake) { // else a reconfiguration meanwhile could set an earlier mask
            intake.want(types);
            settings_pack pack = new settings_pack();
            pack.set_int(settings_pack.int_types.alert_mask.swigValue(), AlertKinds.mask(intake.wanted()));
            engine.ask(
                    session -> {
                        session.apply_settings(pack);
                        return null;
                    },
                    null);
        }
    }

    /** Counts alerts that were lost outside of the engine. */
    public void countDropped(long more) {
        intake.countDropped(more);
    }

    /** Has the session's status name the subscribers that are stuck, as this gives them. */
    public void reportSubscribers(Supplier<List<String>> stuck) {
        stuckSubscribers = stuck;
    }

    /** The stage as somebody else gets it. */
    <T> CompletableFuture<T> handOut(CompletionStage<T> stage) {
        return outside.hand(stage);
    }

    NativeSession engine() {
        return engine;
    }

    /** What the engine is given in the place of URLs. */
    EngineUrls urls() {
        return urls;
    }

    /** The addresses that only the gateway has, which no IP filter must block. */
    List<InetAddress> gatewayAddresses() {
        return gateway.addresses().stream()
                .filter(address -> !COMMON_ADDRESSES.contains(address.getHostAddress()))
                .toList();
    }

    NetworkMode network() {
        return options.network();
    }

    void applySettings(Map<String, Object> checked) {
        boolean changed;
        synchronized (intake) { // else a narrower network could come between the check and what it allows
            options.network().check(checked);
            apply(checked);
            changed = followSettings();
        }
        if (changed) {
            torrents.all().forEach(EngineTorrent::reach);
        }
    }

    private void apply(Map<String, Object> checked) {
        settings_pack pack = new settings_pack();
        SettingRegistry.put(pack, checked);
        Optional<BootstrapNodes> nodes =
                checked.containsKey(DHT_NODES) ? Optional.of(nodes(checked)) : Optional.empty();
        nodes.ifPresent(some -> setRouters(pack, some));
        engine.run(session -> apply(session, pack));
        nodes.ifPresent(this::join);
    }

    // The engine tells only of the sockets that it opens for that, and keeps others.
    private void apply(session session, settings_pack pack) {
        // no constant of the class, which has to load without a native library to say what is missing
        int listen = settings_pack.string_types.listen_interfaces.swigValue();
        synchronized (listening) { // else what reopens sockets could set the former ones again
            if (pack.has_val(listen)) {
                listening.change(session.get_settings().get_str(listen), pack.get_str(listen));
                listening.configure(pack.get_str(listen));
                addGatewayEntry(pack);
            }
            socketBuffers.apply(session, pack);
        }
    }

    /** The engine's current settings, with those that it will have once it can. */
    settings_pack currentSettings() {
        settings_pack current = engine.call(session::get_settings);
        socketBuffers.addPendingTo(current);
        int listen = settings_pack.string_types.listen_interfaces.swigValue();
        current.set_str(listen, GatewayEntry.removeFrom(current.get_str(listen)));
        return current;
    }

    // The engine keeps the sockets of entries that stay, also at other ports than theirs: so they leave for a moment.
    private void reopen(List<ListenInterfaces.Entry> entries) {
        int listen = settings_pack.string_types.listen_interfaces.swigValue();
        engine.run(session -> {
            synchronized (listening) {
                String all = session.get_settings().get_str(listen);
                String rest = ListenInterfaces.parse(all).without(entries);
                listening.change(all, rest);
                for (String interfaces : List.of(rest, all)) {
                    settings_pack pack = new settings_pack();
                    pack.set_str(listen, interfaces);
                    session.apply_settings(pack);
                }
            }
        });
    }

    // peers come by the proxy, if there is one, whatever the setting says
    private List<ListenCheck.Result> listenResults() {
        int proxy = settings_pack.int_types.proxy_type.swigValue();
        return engine.ask(session -> session.get_settings().get_int(proxy) == 0, false) ? listening.check() : List.of();
    }

    /** What is not as configured, though it runs. */
    public List<SessionProblem> problems() {
        Stream<SessionProblem> names = FileNames.problem().stream()
                .map(text -> new SessionProblem(name, SessionProblem.Severity.WARNING, "file names", text));
        Stream<SessionProblem> sockets = listenResults().stream()
                .filter(result -> result.state() != ListenCheck.State.OPEN)
                .map(result -> new SessionProblem(name, result.severity(), "listening", result.text()));
        return Stream.concat(names, sockets).toList();
    }

    private void join(BootstrapNodes nodes) {
        bootstrapNodes = nodes;
        engine.run(nodes::join);
    }

    /** The nodes that the DHT was last told to be joined by: the engine keeps but those that are routers. */
    BootstrapNodes bootstrapNodes() {
        return bootstrapNodes;
    }

    private void onAlert(alert raw) {
        int kind = raw.type(); // asked once, as it is a call into native code for every alert
        if (kind == session_stats_alert.alert_type) {
            stats.accept(alert.cast_to_session_stats_alert(raw));
            return;
        }
        dht.accept(kind, raw);
        intake.accept(kind, raw);
    }

    /** Takes a torrent out that the engine has dropped by itself, and tells of it. */
    void tellDropped(EngineTorrent torrent) {
        boolean runs = engine.ask(session -> true, false); // else they all seem to be gone
        if (runs && torrents.discard(torrent)) {
            publish(new TorrentRemoved(
                    new AlertOrigin(name, torrent.id(), torrent.lastName(), torrent.infoHashes(), Instant.now())));
        }
    }

    /** Raises an alert of our own, for what the engine raises none. */
    void publish(Alert alert) {
        intake.publish(alert);
    }

    /** Its node of the DHT, as the engine's. */
    EngineDht engineDht() {
        return dht;
    }

    /** Requests for resume data, by torrent. */
    PendingRequests<Integer, byte[]> resumeData() {
        return resumeData;
    }

    /** Removals with files that are not done yet, by torrent. */
    PendingRequests<Integer, Void> deletions() {
        return deletions;
    }

    /** Where torrents go that name no place. */
    Path savePath() {
        return options.savePath();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String engineVersion() {
        return NativeLibrary.get().version();
    }

    @Override
    public SessionStatus status() {
        Map<String, Long> counters = counters();
        List<TorrentStatus> all = statuses();
        return new SessionStatus(
                name,
                options.network().label(),
                options.mmap() ? "mmap" : "posix",
                listenEndpoints(),
                isPaused(),
                all.size(),
                counters.getOrDefault("peer.num_peers_connected", 0L).intValue(),
                all.stream().mapToLong(TorrentStatus::downloadRate).sum(),
                all.stream().mapToLong(TorrentStatus::uploadRate).sum(),
                counters.getOrDefault("net.recv_payload_bytes", 0L),
                counters.getOrDefault("net.sent_payload_bytes", 0L),
                counters.getOrDefault("dht.dht_nodes", 0L).intValue(),
                intake.dropped(),
                stuckSubscribers.get(),
                counters);
    }

    /** The engine's counters by name, and those of its alerts. */
    Map<String, Long> counters() {
        Map<String, Long> counters = new HashMap<>(stats.read());
        counters.putAll(intake.counters());
        return counters;
    }

    @Override
    public int listenPort() {
        return engine.ask(session::listen_port, 0);
    }

    @Override
    public List<Endpoint> listenEndpoints() {
        return engine.ask(session -> listening.endpoints(), List.of());
    }

    @Override
    public Torrent add(AddTorrent request) {
        return adder.add(request);
    }

    @Override
    public List<CompletionStage<Torrent>> addAll(List<AddTorrent> requests) {
        engine.run(session -> {}); // refuses at once what could only fail later
        return adder.addAll(requests).stream()
                .<CompletionStage<Torrent>>map(this::handOut)
                .toList();
    }

    /** Takes a torrent out of the table and the engine, so that nobody adds the same one in between. */
    void remove(EngineTorrent torrent, LiveHandle live, boolean deleteFiles) {
        adder.exclusively(() -> live.remove(handle -> {
            if (deleteFiles) {
                torrent.noteDeletion(handle);
            }
            torrents.remove(torrent, deleteFiles);
            engine.run(session -> {
                if (deleteFiles) {
                    session.remove_torrent(handle, session_handle.delete_files);
                } else {
                    session.remove_torrent(handle);
                }
            });
        }));
        resumeData.failAll(torrent.id(), LiveHandle.gone(torrent.id()));
        urls.forget(torrent.id());
    }

    @Override
    public Optional<Torrent> find(int id) {
        return torrents.find(id).filter(EngineTorrent::isValid).map(Torrent.class::cast);
    }

    @Override
    public Optional<Torrent> find(InfoHash infoHash) {
        return torrents.find(Objects.requireNonNull(infoHash, "infoHash"))
                .filter(EngineTorrent::isValid)
                .map(Torrent.class::cast);
    }

    @Override
    public List<Torrent> torrents() {
        return engine.ask(session -> List.copyOf(torrents.added()), List.of());
    }

    @Override
    public int torrentCount() {
        return engine.ask(session -> torrents.added().size(), 0);
    }

    @Override
    public List<TorrentStatus> statuses() {
        return engine.ask(session -> StatusReader.readAll(session, torrents.added()), List.of());
    }

    @Override
    public void pause() {
        synchronized (pauses) {
            engine.run(session::pause);
        }
    }

    // The engine does not announce again what it paused, and looks at the queue half a minute later: each torrent is
    // told that it runs while the session does not yet, and the queue that it has changed.
    @Override
    public void resume() {
        synchronized (pauses) {
            if (engine.call(session -> session.is_paused())) {
                torrents.added().forEach(torrent -> torrent.runState().sessionResumes());
                engine.run(session::resume);
                torrents.added().stream().anyMatch(torrent -> torrent.runState().stirQueue());
            }
        }
    }

    @Override
    public boolean isPaused() {
        return engine.ask(session::is_paused, false);
    }

    @Override
    public SessionSettings settings() {
        return settings;
    }

    @Override
    public IpFilter ipFilter() {
        return ipFilter;
    }

    @Override
    public Dht dht() {
        return dht;
    }

    /** Stops it: no more alerts, ports and files are closed, its torrents are gone. Waits, within bounds. */
    @Override
    public void close() {
        engine.close();
        gateway.close(); // which the last announcements went through
        torrents.clear();
        adder.close();
        dht.close();
        TorrentException stopped = new TorrentException(ErrorCode.NO_SESSION, "session " + name + " was stopped");
        deletions.failAll(stopped);
        resumeData.failAll(stopped);
        listenWatch.close();
        listening.clear();
        callbacks.shutdown();
        outside.close();
    }
}
