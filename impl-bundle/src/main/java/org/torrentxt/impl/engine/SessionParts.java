package org.torrentxt.impl.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_stats_alert;
import org.libtorrent4j.swig.settings_pack;
import org.libtorrent4j.swig.state_update_alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.NetworkDeviceDown;
import org.torrentxt.api.alert.NetworkDeviceUp;
import org.torrentxt.api.alert.OtherAlert;
import org.torrentxt.impl.engine.alert.AlertIntake;
import org.torrentxt.impl.engine.alert.AlertReader;
import org.torrentxt.impl.engine.alert.RaisedAlerts;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.engine.binding.SessionStats;
import org.torrentxt.impl.engine.binding.Workers;
import org.torrentxt.impl.engine.dht.BootstrapNodes;
import org.torrentxt.impl.engine.dht.EngineDht;
import org.torrentxt.impl.engine.saved.OwnState;
import org.torrentxt.impl.engine.saved.SavedFolder;
import org.torrentxt.impl.engine.saved.SavedSession;
import org.torrentxt.impl.engine.setting.OfflineSettings;
import org.torrentxt.impl.engine.setting.SettingRegistry;
import org.torrentxt.impl.engine.status.FollowedSaving;
import org.torrentxt.impl.engine.status.FollowedStatuses;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.Mover;
import org.torrentxt.impl.engine.torrent.PieceReads;
import org.torrentxt.impl.engine.torrent.SessionReach;
import org.torrentxt.impl.engine.torrent.TorrentAdder;
import org.torrentxt.impl.engine.torrent.TorrentContext;
import org.torrentxt.impl.engine.torrent.TorrentRemover;
import org.torrentxt.impl.engine.torrent.TorrentSaving;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.gateway.Gateway;
import org.torrentxt.impl.gateway.GatewayRules;
import org.torrentxt.impl.network.DeviceWatch;
import org.torrentxt.impl.network.EngineUrls;
import org.torrentxt.impl.network.ListenWatch;
import org.torrentxt.impl.network.Listening;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.impl.request.TorrentRequests;
import org.torrentxt.stage.Outside;

/**
 * What a session consists of, put together, as its parts know it. Alerts are passed to the given consumer on the thread
 * that takes them from the engine; the consumer must not block.
 */
final class SessionParts implements TorrentContext {
    private static final int WORKERS = 4;
    private static final long WORKERS_IDLE_SECONDS = 60;
    private static final Logger LOG = LoggerFactory.getLogger(SessionParts.class);
    private static final Duration LAST = Duration.ofSeconds(1); // for the engine to stop, when saving took too long
    // including those that peers may have
    private static final Set<String> COMMON_ADDRESSES = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");

    final NativeSession engine;
    final Optional<SavedSession> saved; // empty if nothing is saved
    final TorrentSaving saving;
    final TorrentTable torrents;
    final FollowedStatuses statuses;
    final SessionStats stats;
    final LiveSettings live;
    final EngineDht dht;
    final AlertIntake intake;
    final RaisedAlerts raised; // also the lock of changes of the network and settings
    final TorrentAdder adder;
    final EngineIpFilter ipFilter;
    final Listening listening;
    final ListenWatch listenWatch;
    final DeviceWatch deviceWatch;
    final EngineProxy proxy;

    private final String name;
    private final ExecutorService callbacks; // for the session's own steps, never for foreign code
    private final Outside outside;
    private final TorrentRemover remover;
    private final TorrentRequests requests;
    private final Mover mover;
    private final PieceReads pieceReads;
    private final Gateway gateway;
    private final EngineUrls urls;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private volatile EngineOptions options;
    private Optional<SiteClass> site = Optional.empty(); // set before there are torrents

    /**
     * Puts a session together; it raises no alerts yet.
     *
     * @param pack its settings, which are changed by that
     * @param wanted the types of alert that somebody listens to
     * @param listener gets the alerts of these types
     * @param folder its state folder; empty if nothing is saved
     * @param isLogged true to log what becomes of torrents
     */
    SessionParts(
            EngineOptions options,
            settings_pack pack,
            Set<AlertType> wanted,
            Consumer<Alert> listener,
            Optional<SavedFolder> folder,
            boolean isLogged) {
        this.name = options.name();
        this.options = options;
        this.torrents =
                folder.<TorrentTable>map(from -> new TorrentTable(from::nextId)).orElseGet(TorrentTable::new);
        this.listening = new Listening(name);
        this.listening.configure(pack.get_str(settings_pack.string_types.listen_interfaces.swigValue()));

        this.callbacks = Workers.of(name, "work", WORKERS, WORKERS_IDLE_SECONDS);
        this.gateway = gateway(options);
        this.outside = new Outside("torrentxt-" + name + "-callback");
        LiveSettings.addGatewayEntry(pack);
        this.deviceWatch = new DeviceWatch(name, this::followDevice, this::tellOfDevice);
        deviceWatch.follow(options.device());
        this.urls = new EngineUrls(gateway, options.network(), SettingRegistry.values(pack), deviceWatch);
        this.proxy = new EngineProxy(name, gateway, this::tellOfProxy);
        LiveSettings.hideNames(pack, proxy.put(pack, pack));
        OfflineSettings offline = new OfflineSettings();
        offline.change(deviceWatch.isCut(), pack, pack);
        this.engine = new NativeSession(
                name,
                pack,
                IpFilters.of(List.of(), options.network(), gatewayAddresses()),
                options.mmap(),
                this::onAlert);
        this.stats = new SessionStats(engine);
        this.statuses = new FollowedStatuses(engine, torrents, this::peerSources);
        this.dht = new EngineDht(this, this::counters);
        this.adder = new TorrentAdder(this, torrents);
        this.remover = new TorrentRemover(this, torrents, adder);
        this.ipFilter = new EngineIpFilter(this, this::gatewayAddresses, this::saveIpFilter);
        this.live = new LiveSettings(this, listening, gateway, proxy, urls, ipFilter, deviceWatch, offline);
        this.listenWatch = new ListenWatch(name, live::listenResults, live::reopen);
        this.requests = new TorrentRequests(callbacks, this::raiseAwaited);
        this.mover = new Mover(this);
        this.pieceReads = new PieceReads(torrents, callbacks);
        this.saved = folder.map(from -> saved(from, options));
        this.saving = new FollowedSaving(saved.<TorrentSaving>map(from -> from).orElse(TorrentSaving.NONE), statuses);
        AlertFollower follower = new AlertFollower(this, torrents, adder, dht, listening, this::dropped);
        this.intake = new AlertIntake(
                new AlertReader(name, torrents, text -> proxy.restored(urls.original(text))),
                adder::accept,
                requests::reads,
                alert -> follow(follower, alert),
                wanted,
                listener,
                isLogged);
        this.raised = new RaisedAlerts(engine, intake, requests::read);
    }

    private boolean follow(AlertFollower follower, Alert alert) {
        statuses.follow(alert); // for those whose requests end with it
        try {
            return follower.test(alert);
        } finally {
            statuses.follow(alert);
        }
    }

    private SavedSession saved(SavedFolder folder, EngineOptions starting) {
        EngineOptions.State state = starting.state().orElseThrow();
        return new SavedSession(
                folder,
                this,
                torrents,
                adder,
                new OwnState.Facts(
                        () -> dht.isRunning() ? Optional.of(dht.saveState()) : Optional.empty(),
                        stats::recent,
                        stats::read),
                state.interval(),
                state.stopTimeout());
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
        Alert alert = new OtherAlert(ownOrigin(), AlertType.SOCKS5, problem);
        started.thenRunAsync(() -> publish(alert), callbacks);
    }

    // By the calling thread, as they must stay in order; before the session is complete there is one at most.
    private void tellOfDevice(String device, boolean isUp) {
        Alert alert = isUp ? new NetworkDeviceUp(ownOrigin(), device) : new NetworkDeviceDown(ownOrigin(), device);
        started.thenRun(() -> publish(alert));
    }

    private AlertOrigin ownOrigin() {
        return new AlertOrigin(name, 0, InfoHashes.NONE, Instant.now());
    }

    private void tellOfWebSeed(int torrent, String url, String problem) {
        torrents.find(torrent).ifPresent(known -> {
            publish(new OtherAlert(known.origin(), AlertType.URL_SEED, "web seed " + url + ": " + problem));
        });
    }

    /** Has the engine's alerts delivered. */
    void begin() {
        engine.startAlerts();
        started.complete(null);
    }

    /** Creates the rate classes of the session; before it has torrents. */
    void limitRates() {
        site = options.site().map(limit -> SiteClass.create(engine, options.savePath(), limit.rate()));
        List<InetAddress> own = Stream.concat(
                        COMMON_ADDRESSES.stream().map(Endpoint::address), gateway.addresses().stream())
                .toList();
        engine.run(session -> session.set_peer_class_filter(IpFilters.rateClasses(options.site(), own)));
    }

    private void saveIpFilter() {
        saved.ifPresent(to -> to.own().saveIpFilter(ipFilter::known));
    }

    /**
     * Changes the options without a restart.
     *
     * @param changed the new options; name, disk I/O and the addresses of the site must be unchanged
     * @throws TorrentException if one is invalid; nothing is changed then
     */
    void reconfigure(EngineOptions changed) {
        Map<String, Object> settings = changed.effectiveSettings();
        BootstrapNodes nodes = EngineOptions.bootstrapNodes(settings);
        synchronized (raised) {
            settings_pack pack = LiveSettings.pack(settings, nodes);
            raised.putInto(pack);
            options = changed;
            deviceWatch.follow(changed.device());
            live.apply(pack);
            live.follow(changed);
            live.join(nodes);
            changed.site().ifPresent(limit -> site.ifPresent(some -> some.limit(limit.rate())));
        }
        saved.ifPresent(to -> to.own().forgetSettings()); // the pack has all settings
        changed.state().ifPresent(state -> saved.ifPresent(to -> to.setTimes(state.interval(), state.stopTimeout())));
        ipFilter.refresh();
        torrents.all().forEach(EngineTorrent::applyNetwork);
        statuses.lookAtAll();
    }

    // The device that the session is bound to has gone, or come back.
    private void followDevice() {
        synchronized (raised) {
            live.followDevice();
            live.follow(options);
        }
        torrents.all().forEach(EngineTorrent::applyNetwork);
        statuses.lookAtAll();
    }

    @Override
    public void withNetwork(Consumer<NetworkMode> action) {
        synchronized (raised) {
            action.accept(options.network());
        }
    }

    /** Applies checked settings, and saves them. */
    void applySettings(Map<String, Object> checked) {
        applyChecked(checked);
        saved.ifPresent(to -> to.own().saveSettings(checked));
    }

    /** Applies checked settings. */
    void applyChecked(Map<String, Object> checked) {
        boolean changed;
        synchronized (raised) { // otherwise the network could become narrower between the check and the action
            options.check(checked);
            live.apply(checked);
            changed = live.follow(options);
        }
        if (changed) {
            torrents.all().forEach(EngineTorrent::applyNetwork);
            statuses.lookAtAll();
        }
    }

    @Override
    public void watchPieces(int more) {
        raised.watchPieces(more);
    }

    @Override
    public void watchFiles() {
        raised.watchFiles();
    }

    private void raiseAwaited() {
        raised.refresh();
    }

    private void dropped(long more) {
        intake.countDropped(more);
        stats.lost();
        statuses.lookAtAll();
    }

    private void onAlert(alert raw) {
        int kind = raw.type(); // read once, as it is a native call for every alert
        if (kind == session_stats_alert.alert_type) {
            stats.accept(alert.cast_to_session_stats_alert(raw));
            return;
        }
        if (kind == state_update_alert.alert_type) {
            statuses.accept(alert.cast_to_state_update_alert(raw));
            return;
        }
        dht.accept(kind, raw);
        pieceReads.accept(kind, raw);
        intake.accept(kind, raw);
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

    /** The addresses used only by the gateway, which no IP filter may block. */
    List<InetAddress> gatewayAddresses() {
        return gateway.addresses().stream()
                .filter(address -> !COMMON_ADDRESSES.contains(address.getHostAddress()))
                .toList();
    }

    /** The engine's counters and those of its alerts, by name. */
    Map<String, Long> counters() {
        Map<String, Long> counters = new HashMap<>(stats.read());
        counters.putAll(intake.counters());
        return counters;
    }

    @Override
    public SessionReach peerSources() {
        settings_pack current = engine.call(session::get_settings);
        return SessionReach.of(
                network(),
                current,
                () -> stats.recent().getOrDefault("dht.dht_nodes", 0L),
                ipFilter.blockingRules(),
                deviceWatch.problem());
    }

    @Override
    public void tellDropped(EngineTorrent torrent) {
        remover.tellDropped(torrent);
    }

    @Override
    public void remove(EngineTorrent torrent, boolean deleteFiles) {
        remover.remove(torrent, deleteFiles);
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

    /** The options in force. */
    EngineOptions options() {
        return options;
    }

    @Override
    public NetworkMode network() {
        return options.network();
    }

    @Override
    public Path savePath() {
        return options.savePath();
    }

    @Override
    public boolean isMmap() {
        return options.mmap();
    }

    @Override
    public boolean preallocates() {
        return options.preallocates();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isBlocked(InetAddress address) {
        return ipFilter.isBlocked(address);
    }

    @Override
    public void reconnectAtOnce() {
        live.reconnectAtOnce();
    }

    @Override
    public boolean startsInQueue(int position) {
        return live.startsInQueue(position);
    }

    @Override
    public TorrentSaving saving() {
        return saving;
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

    private static Duration left(long end) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(LAST) > 0 ? left : LAST;
    }

    /**
     * Stops the session: no more alerts are raised, ports and files are closed, its torrents are gone. Waits for a
     * limited time.
     */
    void close() {
        Duration limit = options.state().map(EngineOptions.State::stopTimeout).orElse(EngineOptions.State.STOP_TIMEOUT);
        long end = System.nanoTime() + limit.toNanos();
        adder.stopTakingSpace(limit.dividedBy(4));
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
        statuses.close();
        adder.close();
        dht.close();
        TorrentException stopped = new TorrentException(ErrorCode.NO_SESSION, "session " + name + " was stopped");
        requests.endAll(stopped);
        pieceReads.failAll(stopped);
        listenWatch.close();
        deviceWatch.close();
        listening.clear();
        callbacks.shutdown();
        outside.close();
    }
}
