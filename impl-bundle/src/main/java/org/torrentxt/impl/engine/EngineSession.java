package org.torrentxt.impl.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
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
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
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
import org.torrentxt.api.status.DiskIo;
import org.torrentxt.api.status.Network;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.gateway.Gateway;
import org.torrentxt.impl.gateway.GatewayRules;
import org.torrentxt.stage.Outside;

/**
 * A session of the engine. Alerts are passed to the given consumer on the thread that takes them from the engine; the
 * consumer must not block.
 */
public final class EngineSession implements TorrentSession, TorrentContext, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    private static final long LISTEN_MILLIS = 1_000;
    private static final long RECONNECT_MILLIS = 3_000;
    private static final int WORKERS = 4;
    private static final long IDLE_SECONDS = 60;
    // including those that peers may have
    private static final Set<String> COMMON_ADDRESSES = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");
    private static final Duration DELETION_LIMIT = Duration.ofHours(1);

    private final String name;
    private final NativeSession engine;
    private final TorrentTable torrents = new TorrentTable();
    private final SessionStats stats;
    private final EngineSettings settings = new EngineSettings(this);
    private final EngineDht dht;
    private final AlertIntake intake;
    private final ExecutorService callbacks; // for the session's own steps, never for foreign code
    private final Outside outside;
    private final TorrentAdder adder;
    private final EngineIpFilter ipFilter;
    private final PendingRequests<Integer, byte[]> resumeData;
    private final PendingRequests<Integer, Void> deletions;
    private final Mover mover;
    private final PieceReads pieceReads;
    private int pieceWatchers; // guarded by intake
    private final Listening listening;
    private final SocketBuffers socketBuffers = new SocketBuffers();
    private final ReconnectPause reconnectPause = new ReconnectPause();
    private final ListenWatch listenWatch;
    private volatile Supplier<List<StuckSubscriber>> stuckSubscribers = List::of;
    private final Gateway gateway;
    private final EngineProxy proxy;
    private final EngineUrls urls;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
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
        this.urls = new EngineUrls(gateway, options.network(), SettingRegistry.values(pack));
        this.proxy = new EngineProxy(name, gateway, this::tellOfProxy);
        proxy.put(pack, pack);
        this.engine = new NativeSession(
                name,
                pack,
                IpFilters.of(List.of(), options.network(), gatewayAddresses()),
                options.mmap(),
                this::onAlert);
        this.stats = new SessionStats(engine);
        this.dht = new EngineDht(this, this::counters);
        this.adder = new TorrentAdder(this, torrents);
        this.ipFilter = new EngineIpFilter(this, this::gatewayAddresses);
        this.resumeData = new PendingRequests<>(callbacks);
        this.deletions = new PendingRequests<>(callbacks, DELETION_LIMIT);
        this.mover = new Mover(this);
        this.pieceReads = new PieceReads(torrents, callbacks);
        AlertFollower follower = new AlertFollower(this, torrents, adder, dht, listening, this::countDropped);
        this.intake = new AlertIntake(
                new AlertReader(name, torrents, text -> proxy.restored(urls.original(text))),
                adder::accept,
                follower,
                wanted,
                listener);
    }

    private Gateway gateway(EngineOptions started) {
        try {
            // requests before the settings are known are refused
            return Gateway.open(name, GatewayRules.none(started.network().label()), this::tellOfWebSeed);
        } catch (IOException e) {
            throw new TorrentException(
                    ErrorCode.ENGINE,
                    "cannot listen on a loopback address for tracker and web seed requests: " + e.getMessage(),
                    e);
        }
    }

    private static void addGatewayEntry(settings_pack pack) {
        int listen = settings_pack.string_types.listen_interfaces.swigValue();
        pack.set_str(listen, GatewayEntry.addTo(pack.get_str(listen)));
    }

    // The port to announce to trackers elsewhere; 0 for the one that the engine sends.
    private int announcedPort() {
        return listenEndpoints().stream()
                .filter(endpoint -> !endpoint.address().isLoopbackAddress())
                .mapToInt(Endpoint::port)
                .findFirst()
                .orElse(0);
    }

    private GatewayRules gatewayRules(Map<String, Object> settings) {
        NetworkMode network = options.network();
        ProxySettings proxied = ProxySettings.of(settings);
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
                proxied.trackerProxy(),
                proxied.webSeedProxy(),
                this::announcedPort);
    }

    // Configures the gateway like the engine; true if torrents need other URLs than before.
    private boolean followSettings() {
        Map<String, Object> settings = SettingRegistry.values(proxy.restored(engine.call(session::get_settings)));
        gateway.setRules(gatewayRules(settings));
        return urls.change(options.network(), settings);
    }

    // The engine may need the proxy before the session is complete.
    private void tellOfProxy(String problem) {
        LOG.warn("Session {}: {}", name, problem);
        Alert alert =
                new OtherAlert(new AlertOrigin(name, 0, InfoHashes.NONE, Instant.now()), AlertType.SOCKS5, problem);
        started.thenRunAsync(() -> publish(alert), callbacks);
    }

    private void tellOfWebSeed(int torrent, String url, String problem) {
        torrents.find(torrent).ifPresent(known -> {
            AlertOrigin origin = new AlertOrigin(name, torrent, known.infoHashes(), Instant.now());
            publish(new OtherAlert(origin, AlertType.URL_SEED, "web seed " + url + ": " + problem));
        });
    }

    // Once it is shut down, tasks run on the caller's thread, as their stages must still end.
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
     * Starts a session. Waits until it listens or has failed to, for at most a second.
     *
     * @param options its options
     * @param wanted the types of alert that somebody listens to, until changed by {@link #setWanted}
     * @param listener gets the alerts of these types
     * @throws TorrentException if the engine is missing, or an option is invalid
     */
    public static EngineSession start(EngineOptions options, Set<AlertType> wanted, Consumer<Alert> listener) {
        NativeLibrary.get().require();
        Map<String, Object> settings = options.effectiveSettings();
        BootstrapNodes nodes = nodes(settings);
        EngineSession session = new EngineSession(options, pack(settings, nodes, wanted), wanted, listener);
        session.engine.startAlerts();
        session.started.complete(null);
        try {
            session.followSettings();
            session.engine.run(engine -> engine.set_peer_class_filter(IpFilters.limitsForAll()));
            session.join(nodes);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
        if (!ProxySettings.of(SettingRegistry.values(session.currentSettings()))
                .forPeers()) { // else it listens for no TCP connections
            session.listening.await(LISTEN_MILLIS);
        }
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
     * Changes the options without a restart.
     *
     * @param changed the new options; name and disk I/O must be unchanged
     * @throws TorrentException if one is invalid; nothing is changed then
     */
    public void reconfigure(EngineOptions changed) {
        Map<String, Object> settings = changed.effectiveSettings();
        BootstrapNodes nodes = nodes(settings);
        synchronized (intake) {
            settings_pack pack = pack(settings, nodes, raised());
            options = changed;
            engine.run(session -> apply(session, pack));
            followSettings();
            join(nodes);
        }
        ipFilter.refresh();
        torrents.all().forEach(EngineTorrent::reach);
    }

    @Override
    public void withNetwork(Consumer<NetworkMode> action) {
        synchronized (intake) {
            action.accept(options.network());
        }
    }

    /**
     * Sets the types of alert that somebody listens to; no others are raised, except those that the session needs
     * itself.
     */
    public void setWanted(Set<AlertType> types) {
        synchronized (intake) { // otherwise a concurrent reconfiguration could set an earlier mask
            intake.want(types);
            applyMask();
        }
    }

    @Override
    public void watchPieces(int more) {
        synchronized (intake) {
            pieceWatchers += more;
            applyMask();
        }
    }

    private void applyMask() {
        settings_pack pack = new settings_pack();
        pack.set_int(settings_pack.int_types.alert_mask.swigValue(), AlertKinds.mask(raised()));
        engine.ask(
                session -> {
                    session.apply_settings(pack);
                    return null;
                },
                null);
    }

    private Set<AlertType> raised() {
        Set<AlertType> raised = EnumSet.noneOf(AlertType.class);
        raised.addAll(intake.wanted());
        if (pieceWatchers > 0) {
            raised.add(AlertType.PIECE_FINISHED);
        }
        return raised;
    }

    /** Counts alerts that were dropped outside the engine. */
    public void countDropped(long more) {
        intake.countDropped(more);
    }

    /** Sets the source of the stuck subscribers in the session's status. */
    public void reportSubscribers(Supplier<List<StuckSubscriber>> stuck) {
        stuckSubscribers = stuck;
    }

    @Override
    public <T> CompletableFuture<T> handOut(CompletionStage<T> stage) {
        return outside.hand(stage);
    }

    @Override
    public Executor executor() {
        return callbacks;
    }

    @Override
    public NativeSession engine() {
        return engine;
    }

    @Override
    public EngineUrls urls() {
        return urls;
    }

    /** The addresses used only by the gateway, which no IP filter may block. */
    List<InetAddress> gatewayAddresses() {
        return gateway.addresses().stream()
                .filter(address -> !COMMON_ADDRESSES.contains(address.getHostAddress()))
                .toList();
    }

    @Override
    public NetworkMode network() {
        return options.network();
    }

    void applySettings(Map<String, Object> checked) {
        boolean changed;
        synchronized (intake) { // otherwise the network could become narrower between the check and the action
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
                checked.containsKey(BootstrapNodes.SETTING) ? Optional.of(nodes(checked)) : Optional.empty();
        nodes.ifPresent(some -> setRouters(pack, some));
        engine.run(session -> apply(session, pack));
        nodes.ifPresent(this::join);
    }

    // The engine reports only the sockets that it opens for that, and keeps others.
    private void apply(session session, settings_pack pack) {
        // not a constant: the class must load without the native library in order to report that it is missing
        int listen = settings_pack.string_types.listen_interfaces.swigValue();
        synchronized (listening) { // otherwise reopening sockets could restore the previous value
            if (pack.has_val(listen)) {
                listening.change(session.get_settings().get_str(listen), pack.get_str(listen));
                listening.configure(pack.get_str(listen));
                addGatewayEntry(pack);
            }
            proxy.put(pack, session.get_settings());
            reconnectPause.hold(pack);
            socketBuffers.apply(session, pack);
        }
    }

    @Override
    public void reconnectAtOnce() {
        engine.run(session -> {
            synchronized (listening) { // as settings are applied
                reconnectPause.suspend(session);
            }
        });
        CompletableFuture.delayedExecutor(RECONNECT_MILLIS, TimeUnit.MILLISECONDS, callbacks)
                .execute(() -> engine.ask(
                        session -> {
                            synchronized (listening) {
                                reconnectPause.resume(session);
                            }
                            return null;
                        },
                        null));
    }

    /** The engine's current settings, including those still to be applied. */
    settings_pack currentSettings() {
        settings_pack current = proxy.restored(engine.call(session::get_settings));
        socketBuffers.addPendingTo(current);
        reconnectPause.addPendingTo(current);
        int listen = settings_pack.string_types.listen_interfaces.swigValue();
        current.set_str(listen, GatewayEntry.removeFrom(current.get_str(listen)));
        return current;
    }

    // The engine keeps the sockets of unchanged entries, even on other ports, so the entries are removed for a moment.
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

    // with a proxy, peers connect through it, whatever the setting is
    private List<ListenCheck.Result> listenResults() {
        int type = settings_pack.int_types.proxy_type.swigValue();
        return engine.ask(session -> session.get_settings().get_int(type) == 0, false) ? listening.check() : List.of();
    }

    /** Problems of the running session: what is not as configured. */
    public List<SessionProblem> problems() {
        Stream<SessionProblem> names = FileNames.problem().stream()
                .map(text -> SessionProblem.builder(name, SessionProblem.Severity.WARNING, "file names", text)
                        .build());
        Stream<SessionProblem> sockets = listenResults().stream()
                .filter(result -> result.state() != ListenCheck.State.OPEN)
                .map(result -> SessionProblem.builder(name, result.severity(), "listening", result.text())
                        .build());
        Stream<SessionProblem> proxies = proxy.problem().stream()
                .map(text -> SessionProblem.builder(name, SessionProblem.Severity.WARNING, "proxy", text)
                        .build());
        return Stream.of(names, sockets, proxies).flatMap(problems -> problems).toList();
    }

    private void join(BootstrapNodes nodes) {
        bootstrapNodes = nodes;
        engine.run(nodes::join);
    }

    /** The last nodes configured to join the DHT: the engine keeps only those that are routers. */
    BootstrapNodes bootstrapNodes() {
        return bootstrapNodes;
    }

    private void onAlert(alert raw) {
        int kind = raw.type(); // read once, as it is a native call for every alert
        if (kind == session_stats_alert.alert_type) {
            stats.accept(alert.cast_to_session_stats_alert(raw));
            return;
        }
        dht.accept(kind, raw);
        pieceReads.accept(kind, raw);
        intake.accept(kind, raw);
    }

    @Override
    public void tellDropped(EngineTorrent torrent) {
        boolean runs = engine.ask(session -> true, false); // otherwise all torrents seem to be gone
        if (runs && torrents.discard(torrent)) {
            endReading(torrent, LiveHandle.gone(torrent.id()));
            publish(new TorrentRemoved(
                    new AlertOrigin(name, torrent.id(), torrent.lastName(), torrent.infoHashes(), Instant.now())));
        }
    }

    @Override
    public void publish(Alert alert) {
        torrents.find(alert.torrent()).flatMap(EngineTorrent::reading).ifPresent(reading -> reading.follow(alert));
        intake.publish(alert);
    }

    @Override
    public PendingRequests<Integer, byte[]> resumeData() {
        return resumeData;
    }

    @Override
    public PendingRequests<Integer, Void> deletions() {
        return deletions;
    }

    @Override
    public Mover mover() {
        return mover;
    }

    @Override
    public PieceReads pieceReads() {
        return pieceReads;
    }

    private void endReading(EngineTorrent torrent, TorrentException reason) {
        torrent.reading().ifPresent(reading -> reading.arrivals().end(reason));
        pieceReads.failAll(torrent.id(), reason);
    }

    @Override
    public boolean isMmap() {
        return options.mmap();
    }

    @Override
    public Path savePath() {
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
        return SessionStatus.builder(name)
                .network(Network.valueOf(options.network().name()))
                .diskIo(options.mmap() ? DiskIo.MMAP : DiskIo.POSIX)
                .listenEndpoints(listenEndpoints())
                .isPaused(isPaused())
                .numTorrents(all.size())
                .numPeers(counters.getOrDefault("peer.num_peers_connected", 0L).intValue())
                .downloadRate(
                        all.stream().mapToLong(TorrentStatus::downloadRate).sum())
                .uploadRate(all.stream().mapToLong(TorrentStatus::uploadRate).sum())
                .totalDownload(counters.getOrDefault("net.recv_payload_bytes", 0L))
                .totalUpload(counters.getOrDefault("net.sent_payload_bytes", 0L))
                .dhtNodes(counters.getOrDefault("dht.dht_nodes", 0L).intValue())
                .alertsDropped(intake.dropped())
                .stuckSubscribers(stuckSubscribers.get())
                .counters(counters)
                .build();
    }

    @Override
    public SessionReach peerSources() {
        settings_pack current = engine.call(session::get_settings);
        return SessionReach.of(
                network(), current, () -> stats.recent().getOrDefault("dht.dht_nodes", 0L), ipFilter.blockingRules());
    }

    /** The engine's counters and those of its alerts, by name. */
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
    public AddResult add(AddTorrent request) {
        return adder.add(request);
    }

    @Override
    public List<CompletionStage<AddResult>> addAll(List<AddTorrent> requests) {
        engine.run(session -> {}); // fails now rather than later
        return adder.addAll(requests).stream()
                .<CompletionStage<AddResult>>map(this::handOut)
                .toList();
    }

    @Override
    public void remove(EngineTorrent torrent, boolean deleteFiles) {
        adder.exclusively(() -> {
            Optional<EngineTorrent> twin = twinOf(torrent);
            boolean twinFirst = twin.filter(other -> goesBefore(other, torrent)).isPresent();
            if (twinFirst) {
                takeOut(twin.get(), false);
            }
            takeOut(torrent, deleteFiles);
            if (!twinFirst) {
                twin.ifPresent(other -> takeOut(other, false));
            }
        });
    }

    // The same torrent, added by its other info-hash: the metadata of this one, which has failed, contains both.
    private Optional<EngineTorrent> twinOf(EngineTorrent torrent) {
        return torrent.hashesInEngine().stream()
                .flatMap(hash -> torrents.find(hash).stream())
                .filter(other -> other != torrent && other.isValid())
                .findFirst();
    }

    // The engine removes what it finds by the last of a torrent's info-hashes: it must not find the other one.
    private static boolean goesBefore(EngineTorrent one, EngineTorrent other) {
        boolean knowsBoth = one.hashesInEngine().stream().count() > 1;
        return !knowsBoth || other.infoHashes().v2().isEmpty();
    }

    private void takeOut(EngineTorrent torrent, boolean deleteFiles) {
        torrent.handle().remove(handle -> {
            boolean deletesParts = !deleteFiles && torrent.leavesPartFile(handle);
            if (deleteFiles) {
                torrent.noteDeletion(handle);
            }
            torrents.remove(torrent, deleteFiles || deletesParts);
            engine.run(session -> {
                if (deleteFiles) {
                    session.remove_torrent(handle, session_handle.delete_files);
                } else if (deletesParts) {
                    session.remove_torrent(handle, session_handle.delete_partfile);
                } else {
                    session.remove_torrent(handle);
                }
            });
        });
        resumeData.failAll(torrent.id(), LiveHandle.gone(torrent.id()));
        endReading(torrent, LiveHandle.gone(torrent.id()));
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
        return engine.ask(session -> StatusReader.readAll(session, torrents.added(), this::peerSources), List.of());
    }

    @Override
    public void pause() {
        synchronized (pauses) {
            engine.run(session::pause);
        }
    }

    // The engine does not announce again after a pause, and checks the queue half a minute later. So each torrent is
    // resumed while the session is still paused, and the queue is marked as changed.
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
        return engine.isPaused();
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
    public boolean isBlocked(InetAddress address) {
        return ipFilter.isBlocked(address);
    }

    @Override
    public Dht dht() {
        return dht;
    }

    /**
     * Stops the session: no more alerts are raised, ports and files are closed, its torrents are gone. Waits for a
     * limited time.
     */
    @Override
    public void close() {
        mover.close();
        engine.close();
        gateway.close(); // after the last announcements
        proxy.close();
        torrents.all()
                .forEach(torrent -> torrent.reading()
                        .ifPresent(reading -> reading.arrivals().end(LiveHandle.gone(torrent.id()))));
        torrents.clear();
        adder.close();
        dht.close();
        TorrentException stopped = new TorrentException(ErrorCode.NO_SESSION, "session " + name + " was stopped");
        deletions.failAll(stopped);
        resumeData.failAll(stopped);
        pieceReads.failAll(stopped);
        listenWatch.close();
        listening.clear();
        callbacks.shutdown();
        outside.close();
    }
}
