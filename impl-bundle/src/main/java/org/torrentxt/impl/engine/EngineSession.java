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
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.session;
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
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.status.DiskIo;
import org.torrentxt.api.status.Network;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.transfer.StateTransfer;
import org.torrentxt.impl.engine.alert.AlertIntake;
import org.torrentxt.impl.engine.alert.AlertReader;
import org.torrentxt.impl.engine.alert.RaisedAlerts;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.binding.NativeLibrary;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.engine.binding.SessionStats;
import org.torrentxt.impl.engine.dht.BootstrapNodes;
import org.torrentxt.impl.engine.dht.EngineDht;
import org.torrentxt.impl.engine.saved.SavedSession;
import org.torrentxt.impl.engine.setting.SettingRegistry;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.Mover;
import org.torrentxt.impl.engine.torrent.PieceReads;
import org.torrentxt.impl.engine.torrent.SessionReach;
import org.torrentxt.impl.engine.torrent.StatusReader;
import org.torrentxt.impl.engine.torrent.TorrentAdder;
import org.torrentxt.impl.engine.torrent.TorrentContext;
import org.torrentxt.impl.engine.torrent.TorrentRemover;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.engine.transfer.EngineTransfer;
import org.torrentxt.impl.gateway.Gateway;
import org.torrentxt.impl.gateway.GatewayRules;
import org.torrentxt.impl.network.EngineUrls;
import org.torrentxt.impl.network.ListenCheck;
import org.torrentxt.impl.network.ListenWatch;
import org.torrentxt.impl.network.Listening;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.impl.network.ProxySettings;
import org.torrentxt.impl.request.TorrentRequests;
import org.torrentxt.impl.state.TorrentState;
import org.torrentxt.impl.storage.FileNames;
import org.torrentxt.stage.Outside;

/**
 * A session of the engine. Alerts are passed to the given consumer on the thread that takes them from the engine; the
 * consumer must not block.
 */
public final class EngineSession implements TorrentSession, TorrentContext, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    private static final long LISTEN_MILLIS = 1_000;
    private static final Duration LAST = Duration.ofSeconds(1); // for the engine to stop, when saving took too long
    // including those that peers may have
    private static final Set<String> COMMON_ADDRESSES = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");

    private final String name;
    private final NativeSession engine;
    private final Optional<SavedSession> saved; // empty if nothing is saved
    private final TorrentTable torrents;
    private final SessionStats stats;
    private final LiveSettings live;
    private final EngineSettings settings;
    private final EngineDht dht;
    private final AlertIntake intake;
    private final RaisedAlerts raised; // also the lock of changes of the network and settings
    private final ExecutorService callbacks; // for the session's own steps, never for foreign code
    private final Outside outside;
    private final TorrentAdder adder;
    private final TorrentRemover remover;
    private final EngineIpFilter ipFilter;
    private final TorrentRequests requests;
    private final Mover mover;
    private final PieceReads pieceReads;
    private final StateTransfer transfer;
    private final Listening listening;
    private final ListenWatch listenWatch;
    private volatile Supplier<List<StuckSubscriber>> stuckSubscribers = List::of;
    private final Gateway gateway;
    private final EngineProxy proxy;
    private final EngineUrls urls;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final Object pauses = new Object();
    private volatile EngineOptions options;

    private EngineSession(
            EngineOptions options,
            settings_pack pack,
            Set<AlertType> wanted,
            Consumer<Alert> listener,
            Optional<SavedSession> saved) {
        this.saved = saved;
        this.torrents =
                saved.<TorrentTable>map(from -> new TorrentTable(from::nextId)).orElseGet(TorrentTable::new);
        this.name = options.name();
        this.options = options;
        this.listening = new Listening(name);
        this.listening.configure(pack.get_str(settings_pack.string_types.listen_interfaces.swigValue()));

        this.callbacks = Workers.of(name);
        this.gateway = gateway(options);
        this.outside = new Outside("torrentxt-" + name + "-callback");
        LiveSettings.addGatewayEntry(pack);
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
        this.remover = new TorrentRemover(this, torrents, adder);
        this.ipFilter = new EngineIpFilter(this, this::gatewayAddresses, this::saveIpFilter);
        this.live = new LiveSettings(this, listening, gateway, proxy, urls, ipFilter);
        this.settings = new EngineSettings(live, this::applySettings);
        this.listenWatch = new ListenWatch(name, live::listenResults, live::reopen);
        this.requests = new TorrentRequests(callbacks, this::raiseAwaited);
        this.mover = new Mover(this);
        this.pieceReads = new PieceReads(torrents, callbacks);
        this.transfer = new EngineTransfer(this, this, torrents, adder, saved);
        AlertFollower follower = new AlertFollower(
                this,
                torrents,
                adder,
                dht,
                listening,
                this::dropped,
                (torrent, alert) -> saved.isEmpty() || saved.get().follow(torrent, alert),
                () -> saved.ifPresent(SavedSession::catchUp));
        this.intake = new AlertIntake(
                new AlertReader(name, torrents, text -> proxy.restored(urls.original(text))),
                adder::accept,
                requests::reads,
                follower,
                wanted,
                listener);
        this.raised = new RaisedAlerts(engine, intake, requests::read);
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

    // The engine may need the proxy before the session is complete.
    private void tellOfProxy(String problem) {
        LOG.warn("Session {}: {}", name, problem);
        Alert alert =
                new OtherAlert(new AlertOrigin(name, 0, InfoHashes.NONE, Instant.now()), AlertType.SOCKS5, problem);
        started.thenRunAsync(() -> publish(alert), callbacks);
    }

    private void tellOfWebSeed(int torrent, String url, String problem) {
        torrents.find(torrent).ifPresent(known -> {
            publish(new OtherAlert(known.origin(), AlertType.URL_SEED, "web seed " + url + ": " + problem));
        });
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
        BootstrapNodes nodes = EngineOptions.bootstrapNodes(settings);
        settings_pack pack = LiveSettings.pack(settings, nodes);
        RaisedAlerts.putInto(pack, wanted);
        Optional<SavedSession> saved = options.state()
                .map(state -> SavedSession.open(options.name(), state.folder(), state.interval(), state.stopTimeout()));
        EngineSession session;
        try {
            session = new EngineSession(options, pack, wanted, listener, saved);
        } catch (RuntimeException | Error e) {
            saved.ifPresent(opened -> opened.stop(EngineOptions.State.STOP_TIMEOUT));
            throw e;
        }
        session.engine.startAlerts();
        session.started.complete(null);
        try {
            session.live.follow(options);
            session.engine.run(engine -> engine.set_peer_class_filter(IpFilters.limitsForAll()));
            session.live.join(nodes);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
        if (!ProxySettings.of(SettingRegistry.values(session.live.current()))
                .forPeers()) { // else it listens for no TCP connections
            session.listening.await(LISTEN_MILLIS);
        }
        session.listenWatch.start();
        session.load();
        FileNames.problem().ifPresent(problem -> LOG.warn("Session {}: {}", session.name, problem));
        return session;
    }

    /**
     * Checks that the state folder of options can be used by a session that starts with them, and creates it.
     *
     * @throws TorrentException {@link ErrorCode#SESSION_LIVE} if it is in use, another one if it cannot be written
     */
    public static void checkState(EngineOptions options) {
        options.state().ifPresent(state -> SavedSession.check(options.name(), state.folder()));
    }

    private void load() {
        saved.ifPresent(from -> {
            SavedSettings.restore(name, from, options, this::applyChecked);
            restoreIpFilter(from);
            restoreDht(from);
            if (from.wasPaused()) {
                engine.run(session::pause);
            }
            from.start(
                    this,
                    torrents,
                    adder,
                    new SavedSession.Facts(
                            () -> dht.isRunning() ? Optional.of(dht.saveState()) : Optional.empty(),
                            stats::recent,
                            stats::read));
        });
    }

    private void restoreIpFilter(SavedSession from) {
        try {
            if (!from.ipFilter().isEmpty()) {
                ipFilter.replace(from.ipFilter());
            }
        } catch (RuntimeException e) {
            LOG.warn("Session {}: the saved IP filter is not used: {}", name, e.getMessage());
        }
    }

    private void restoreDht(SavedSession from) {
        try {
            from.dhtState().ifPresent(dht::loadState);
        } catch (RuntimeException e) {
            LOG.warn("Session {}: the saved DHT nodes are not used: {}", name, e.getMessage());
        }
    }

    private void saveIpFilter() {
        saved.ifPresent(to -> to.saveIpFilter(ipFilter::known));
    }

    @Override
    public boolean savesState() {
        return saved.isPresent();
    }

    @Override
    public void requireLoaded() {
        saved.ifPresent(SavedSession::requireLoaded);
    }

    @Override
    public CompletableFuture<Void> loading() {
        return saved.map(SavedSession::whenLoaded).orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public Optional<TorrentState> notLoaded(InfoHashes hashes) {
        return saved.flatMap(from -> from.notLoaded(hashes));
    }

    @Override
    public void saveNew(EngineTorrent torrent) {
        saved.ifPresent(to -> to.saveNew(torrent));
    }

    @Override
    public void save(EngineTorrent torrent) {
        saved.ifPresent(to -> to.save(torrent));
    }

    @Override
    public void saveQueue() {
        saved.ifPresent(to -> to.saveSession(true));
    }

    @Override
    public void forget(EngineTorrent torrent) {
        saved.ifPresent(from -> from.forget(torrent));
    }

    /**
     * Changes the options without a restart.
     *
     * @param changed the new options; name and disk I/O must be unchanged
     * @throws TorrentException if one is invalid; nothing is changed then
     */
    public void reconfigure(EngineOptions changed) {
        Map<String, Object> settings = changed.effectiveSettings();
        BootstrapNodes nodes = EngineOptions.bootstrapNodes(settings);
        synchronized (raised) {
            settings_pack pack = LiveSettings.pack(settings, nodes);
            raised.putInto(pack);
            options = changed;
            live.apply(pack);
            live.follow(changed);
            live.join(nodes);
        }
        saved.ifPresent(SavedSession::forgetSettings); // the pack has all settings
        changed.state()
                .ifPresent(state -> saved.ifPresent(to -> {
                    to.setInterval(state.interval());
                    to.setSaveLimit(state.stopTimeout());
                }));
        ipFilter.refresh();
        torrents.all().forEach(EngineTorrent::applyNetwork);
    }

    @Override
    public void withNetwork(Consumer<NetworkMode> action) {
        synchronized (raised) {
            action.accept(options.network());
        }
    }

    /**
     * Sets the types of alert that somebody listens to; no others are raised, except those that the session needs
     * itself.
     */
    public void setWanted(Set<AlertType> types) {
        raised.want(types);
    }

    @Override
    public void watchPieces(int more) {
        raised.watchPieces(more);
    }

    private void raiseAwaited() {
        raised.refresh();
    }

    private void dropped(long more) {
        countDropped(more);
        stats.lost();
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

    private void applySettings(Map<String, Object> checked) {
        applyChecked(checked);
        saved.ifPresent(to -> to.saveSettings(checked));
    }

    private void applyChecked(Map<String, Object> checked) {
        boolean changed;
        synchronized (raised) { // otherwise the network could become narrower between the check and the action
            options.network().check(checked);
            live.apply(checked);
            changed = live.follow(options);
        }
        if (changed) {
            torrents.all().forEach(EngineTorrent::applyNetwork);
        }
    }

    @Override
    public void reconnectAtOnce() {
        live.reconnectAtOnce();
    }

    /** Problems of the running session: what is not as configured. */
    public List<SessionProblem> problems() {
        Stream<SessionProblem> names =
                FileNames.problem().stream().map(text -> problem(SessionProblem.Severity.WARNING, "file names", text));
        Stream<SessionProblem> sockets = live.listenResults().stream()
                .filter(result -> result.state() != ListenCheck.State.OPEN)
                .map(result -> problem(result.severity(), "listening", result.text()));
        Stream<SessionProblem> proxies =
                proxy.problem().stream().map(text -> problem(SessionProblem.Severity.WARNING, "proxy", text));
        Stream<SessionProblem> states = saved.map(SavedSession::problems).orElse(List.of()).stream()
                .map(text -> problem(SessionProblem.Severity.ERROR, "state", text));
        Stream<SessionProblem> open = saved.map(SavedSession::warnings).orElse(List.of()).stream()
                .map(text -> problem(SessionProblem.Severity.WARNING, "state", text));
        return Stream.of(names, sockets, proxies, states, open)
                .flatMap(problems -> problems)
                .toList();
    }

    private SessionProblem problem(SessionProblem.Severity severity, String subject, String text) {
        return SessionProblem.builder(name, severity, subject, text).build();
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
        remover.tellDropped(torrent);
    }

    @Override
    public void publish(Alert alert) {
        torrents.find(alert.torrent()).ifPresent(torrent -> {
            torrent.reading().ifPresent(reading -> reading.follow(alert));
            torrent.look(alert);
        });
        if (alert.type() == AlertType.TORRENT_REMOVED) {
            requests.follow(alert);
        }
        intake.publish(alert);
    }

    @Override
    public TorrentRequests requests() {
        return requests;
    }

    @Override
    public BooleanSupplier olderAlerts() {
        return stats.olderAlerts();
    }

    @Override
    public Mover mover() {
        return mover;
    }

    @Override
    public PieceReads pieceReads() {
        return pieceReads;
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
        SavedSession.Progress loading = saved.map(SavedSession::progress).orElse(SavedSession.Progress.NONE);
        List<TorrentStatus> all = statuses();
        return SessionStatus.builder(name)
                .network(Network.valueOf(options.network().name()))
                .diskIo(options.mmap() ? DiskIo.MMAP : DiskIo.POSIX)
                .listenEndpoints(listenEndpoints())
                .isPaused(isPaused())
                .numTorrents(all.size())
                .isLoading(loading.isLoading())
                .numSaved(loading.saved())
                .numLoaded(loading.loaded())
                .numPeers(counters.getOrDefault("peer.num_peers_connected", 0L).intValue())
                .downloadRate(
                        all.stream().mapToLong(TorrentStatus::downloadRate).sum())
                .uploadRate(all.stream().mapToLong(TorrentStatus::uploadRate).sum())
                .totalDownload(counters.getOrDefault(SavedSession.RECEIVED, 0L))
                .totalUpload(counters.getOrDefault(SavedSession.SENT, 0L))
                .allTimeDownload(allTime(counters, SavedSession.RECEIVED))
                .allTimeUpload(allTime(counters, SavedSession.SENT))
                .dhtNodes(counters.getOrDefault("dht.dht_nodes", 0L).intValue())
                .alertsDropped(intake.dropped())
                .stuckSubscribers(stuckSubscribers.get())
                .counters(counters)
                .build();
    }

    private long allTime(Map<String, Long> counters, String total) {
        long ofThisRun = counters.getOrDefault(total, 0L);
        return saved.map(from -> from.allTime(total, ofThisRun)).orElse(ofThisRun);
    }

    @Override
    public CompletionStage<Void> whenLoaded() {
        engine.run(session -> {}); // fails now rather than later
        return handOut(loading());
    }

    @Override
    public CompletionStage<Void> saveState() {
        engine.run(session -> {}); // fails now rather than later
        return handOut(saved.map(SavedSession::saveState).orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    @Override
    public SessionReach peerSources() {
        settings_pack current = engine.call(session::get_settings);
        return SessionReach.of(
                network(), current, () -> stats.recent().getOrDefault("dht.dht_nodes", 0L), ipFilter.blockingRules());
    }

    /** The engine's counters and those of its alerts, by name. */
    public Map<String, Long> counters() {
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
        return live.endpoints();
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
        remover.remove(torrent, deleteFiles);
    }

    @Override
    public Optional<Torrent> find(int id) {
        if (torrents.find(id).filter(EngineTorrent::isValid).isEmpty()) { // perhaps it is just being loaded
            saved.ifPresent(from -> from.awaitLoaded(id));
        }
        return torrents.find(id).filter(EngineTorrent::isValid).map(Torrent.class::cast);
    }

    @Override
    public Optional<Torrent> find(InfoHash infoHash) {
        Optional<EngineTorrent> present = torrents.find(Objects.requireNonNull(infoHash, "infoHash"));
        if (present.filter(EngineTorrent::isValid).isEmpty()) {
            saved.ifPresent(SavedSession::awaitLoaded);
        }
        return torrents.find(infoHash).filter(EngineTorrent::isValid).map(Torrent.class::cast);
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
        saveQueue();
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
        saveQueue();
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
    public StateTransfer stateTransfer() {
        return transfer;
    }

    @Override
    public Dht dht() {
        return dht;
    }

    private static Duration left(long end) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(LAST) > 0 ? left : LAST;
    }

    /**
     * Stops the session: no more alerts are raised, ports and files are closed, its torrents are gone. Waits for a
     * limited time.
     */
    @Override
    public void close() {
        Duration limit = options.state().map(EngineOptions.State::stopTimeout).orElse(EngineOptions.State.STOP_TIMEOUT);
        long end = System.nanoTime() + limit.toNanos();
        mover.close(limit.dividedBy(4));
        // the engine may take longest, but what is not saved is lost
        saved.ifPresent(to -> to.stop(left(end).minus(LAST)));
        engine.close(left(end));
        gateway.close(); // after the last announcements
        proxy.close();
        torrents.all()
                .forEach(torrent -> torrent.reading()
                        .ifPresent(reading -> reading.arrivals().end(LiveHandle.gone(torrent.id()))));
        torrents.clear();
        adder.close();
        dht.close();
        TorrentException stopped = new TorrentException(ErrorCode.NO_SESSION, "session " + name + " was stopped");
        requests.endAll(stopped);
        pieceReads.failAll(stopped);
        listenWatch.close();
        listening.clear();
        callbacks.shutdown();
        outside.close();
    }
}
