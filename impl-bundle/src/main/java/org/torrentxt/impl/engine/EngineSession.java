package org.torrentxt.impl.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.settings_pack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.AddResult;
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
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.transfer.StateTransfer;
import org.torrentxt.impl.engine.alert.RaisedAlerts;
import org.torrentxt.impl.engine.binding.NativeLibrary;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.engine.dht.BootstrapNodes;
import org.torrentxt.impl.engine.saved.SavedFolder;
import org.torrentxt.impl.engine.setting.SettingRegistry;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.TorrentContext;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.engine.transfer.EngineTransfer;
import org.torrentxt.impl.network.ProxySettings;
import org.torrentxt.impl.storage.FileNames;

/** A session of the engine, as others see it; {@link SessionParts} are what it consists of. */
public final class EngineSession implements TorrentSession, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    private static final long LISTEN_MILLIS = 1_000;

    private final SessionParts parts;
    private final NativeSession engine;
    private final TorrentTable torrents;
    private final EngineSettings settings;
    private final StateTransfer transfer;
    private final SessionReport report;
    private final Object pauses = new Object();

    private EngineSession(SessionParts parts) {
        this.parts = parts;
        this.engine = parts.engine;
        this.torrents = parts.torrents;
        this.settings = new EngineSettings(parts.live, parts::applySettings);
        this.transfer = new EngineTransfer(parts, this, torrents, parts.adder, parts.saved);
        this.report = new SessionReport(parts);
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
        EngineSession session = start(options, wanted, listener, true);
        FileNames.problem().ifPresent(problem -> LOG.warn("Session {}: {}", options.name(), problem));
        return session;
    }

    /** As {@link #start(EngineOptions, Set, Consumer)}, but its torrents are not logged, and nobody gets its alerts. */
    public static EngineSession startUnseen(EngineOptions options) {
        return start(options, Set.of(), alert -> {}, false);
    }

    private static EngineSession start(
            EngineOptions options, Set<AlertType> wanted, Consumer<Alert> listener, boolean isLogged) {
        NativeLibrary.get().require();
        Map<String, Object> settings = options.effectiveSettings();
        BootstrapNodes nodes = EngineOptions.bootstrapNodes(settings);
        settings_pack pack = LiveSettings.pack(settings, nodes);
        RaisedAlerts.putInto(pack, wanted);
        Optional<SavedFolder> folder =
                options.state().map(state -> SavedFolder.open(options.name(), state.folder(), state.interval()));
        SessionParts parts;
        try {
            parts = new SessionParts(options, pack, wanted, listener, folder, isLogged);
        } catch (RuntimeException | Error e) {
            folder.ifPresent(opened -> opened.close(EngineOptions.State.STOP_TIMEOUT));
            throw e;
        }
        EngineSession session = new EngineSession(parts);
        parts.begin();
        try {
            parts.live.follow(options);
            parts.limitRates();
            parts.live.join(nodes);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
        if (!ProxySettings.of(SettingRegistry.values(parts.live.current()))
                .forPeers()) { // else it listens for no TCP connections
            parts.listening.await(LISTEN_MILLIS);
        }
        parts.listenWatch.start();
        parts.deviceWatch.start();
        parts.saved.ifPresent(from -> {
            new Restoring(parts, from.own()).run();
            from.start();
        });
        return session;
    }

    /**
     * Checks that the state folder of options can be used by a session that starts with them, and creates it.
     *
     * @throws TorrentException {@link ErrorCode#SESSION_LIVE} if it is in use, another one if it cannot be written
     */
    public static void checkState(EngineOptions options) {
        options.state().ifPresent(state -> SavedFolder.check(options.name(), state.folder()));
    }

    /** The session as its parts know it. */
    public TorrentContext context() {
        return parts;
    }

    /**
     * Changes the options without a restart.
     *
     * @param changed the new options; name, disk I/O and the addresses of the site must be unchanged
     * @throws TorrentException if one is invalid; nothing is changed then
     */
    public void reconfigure(EngineOptions changed) {
        parts.reconfigure(changed);
    }

    /**
     * Sets the types of alert that somebody listens to; no others are raised, except those that the session needs
     * itself.
     */
    public void setWanted(Set<AlertType> types) {
        parts.raised.want(types);
    }

    /** Counts alerts that were dropped outside the engine. */
    public void countDropped(long more) {
        parts.intake.countDropped(more);
    }

    /** Sets the source of the stuck subscribers in the session's status. */
    public void reportSubscribers(Supplier<List<StuckSubscriber>> stuck) {
        report.setStuckSubscribers(stuck);
    }

    /** Problems of the running session: what is not as configured. */
    public List<SessionProblem> problems() {
        return report.problems();
    }

    /** The engine's counters and those of its alerts, by name. */
    public Map<String, Long> counters() {
        return parts.counters();
    }

    @Override
    public String name() {
        return parts.name();
    }

    @Override
    public String engineVersion() {
        return NativeLibrary.get().version();
    }

    @Override
    public SessionStatus status() {
        return report.status(statuses());
    }

    @Override
    public CompletionStage<Void> whenLoaded() {
        engine.run(session -> {}); // fails now rather than later
        return parts.handOut(parts.saving.whenLoaded());
    }

    @Override
    public CompletionStage<Void> saveState() {
        engine.run(session -> {}); // fails now rather than later
        return parts.handOut(parts.saving.saveState());
    }

    @Override
    public int listenPort() {
        return engine.ask(session::listen_port, 0);
    }

    @Override
    public List<Endpoint> listenEndpoints() {
        return parts.live.endpoints();
    }

    @Override
    public AddResult add(AddTorrent request) {
        return parts.adder.add(request);
    }

    @Override
    public List<CompletionStage<AddResult>> addAll(List<AddTorrent> requests) {
        engine.run(session -> {}); // fails now rather than later
        return parts.adder.addAll(requests).stream()
                .<CompletionStage<AddResult>>map(parts::handOut)
                .toList();
    }

    @Override
    public Optional<Torrent> find(int id) {
        if (torrents.find(id).filter(EngineTorrent::isValid).isEmpty()) { // perhaps it is just being loaded
            parts.saving.awaitLoaded(id);
        }
        return torrents.find(id).filter(EngineTorrent::isValid).map(Torrent.class::cast);
    }

    @Override
    public Optional<Torrent> find(InfoHash infoHash) {
        Optional<EngineTorrent> present = torrents.find(Objects.requireNonNull(infoHash, "infoHash"));
        if (present.filter(EngineTorrent::isValid).isEmpty()) {
            parts.saving.awaitLoaded();
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
        return parts.statuses.all();
    }

    @Override
    public StatusChanges changes(long since) {
        return parts.statuses.changes(since);
    }

    @Override
    public void pause() {
        synchronized (pauses) {
            engine.run(session::pause);
        }
        parts.saving.saveQueue();
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
        parts.saving.saveQueue();
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
        return parts.ipFilter;
    }

    @Override
    public StateTransfer stateTransfer() {
        return transfer;
    }

    @Override
    public Dht dht() {
        return parts.dht;
    }

    /**
     * Stops the session: no more alerts are raised, ports and files are closed, its torrents are gone. Waits for a
     * limited time.
     */
    @Override
    public void close() {
        parts.close();
    }
}
