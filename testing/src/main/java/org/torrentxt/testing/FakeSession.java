package org.torrentxt.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.status.DiskIo;
import org.torrentxt.api.status.Network;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.transfer.StateTransfer;

/**
 * A session whose torrents do nothing by themselves: they report the statuses set with {@link #put}, calls that change
 * them are recorded in {@link #calls(String)}, and alerts are raised with {@link #raise}.
 *
 * <p>{@link #add} accepts every request: the torrent gets the next free id and a default status of {@link
 * StatusBuilder}, paused if requested, with the labels and attributes of the request. {@link #onAdd} replaces that.
 * {@link #pause()}, {@link #resume()}, {@link Torrent#remove} and the methods that change labels and attributes have
 * their effect; no alerts follow. The stages of {@link Torrent#whenMetadata()} and {@link
 * Torrent#whenFinished()} end when {@link #put} sets such a status, or one with an error, or the torrent is removed;
 * those of requests have ended with success when they are returned, unless {@link #answer} gives others.
 */
public final class FakeSession implements TorrentSession {
    /** Replaces the behaviour of a method of a torrent; see {@link FakeSession#answer}. */
    @FunctionalInterface
    public interface Answer {
        /**
         * Runs instead of the method.
         *
         * @param torrent the torrent's status
         * @param arguments of the method, empty if it has none
         * @return what the method returns; null if it returns nothing, or for a stage that has ended with success
         */
        Object of(TorrentStatus torrent, Object[] arguments);
    }

    /**
     * One call of a method that changes a torrent.
     *
     * @param torrent the torrent's id
     * @param method its name, such as {@code pause}
     * @param arguments of the call, empty if it has none
     */
    public record Call(int torrent, String method, List<Object> arguments) {
        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    private final String name;
    private final FakeTorrents torrents;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<AddTorrent> requests = new CopyOnWriteArrayList<>();
    private final List<AlertListener> listeners = new CopyOnWriteArrayList<>();
    private final SessionSettings settings = new FakeSettings();

    private volatile Function<AddTorrent, Torrent> adding;
    private volatile Optional<String> recheck = Optional.empty();
    private volatile List<Endpoint> listenEndpoints = List.of(Endpoint.parse("127.0.0.1:6881"));
    private volatile Network network = Network.LOCAL;
    private volatile DiskIo diskIo = DiskIo.POSIX;
    private volatile Optional<Path> stateFolder = Optional.empty();
    private volatile Path savePath = Path.of("data");
    private volatile boolean isPaused;
    private volatile long alertsDropped;
    private volatile List<StuckSubscriber> stuckSubscribers = List.of();
    private volatile IpFilter ipFilter = new FakeIpFilter();
    private volatile Dht dht;
    private volatile int numSaved;
    private volatile int numLoaded;
    private volatile CompletableFuture<Void> loading = CompletableFuture.completedFuture(null);
    private volatile Supplier<CompletionStage<Void>> saving = () -> CompletableFuture.completedStage(null);
    private volatile StateTransfer stateTransfer;

    /**
     * A session with the given torrents.
     *
     * @param name not null
     * @param statuses of its torrents, in the order in which they were added, without nulls
     */
    public FakeSession(String name, TorrentStatus... statuses) {
        this.name = Objects.requireNonNull(name, "name");
        this.torrents = new FakeTorrents(this, statuses);
        this.adding = torrents::add;
    }

    /** Adds a torrent with that status, or replaces the status of the torrent with the same id. */
    public FakeSession put(TorrentStatus status) {
        torrents.put(status);
        return this;
    }

    /** Removes a torrent, which becomes invalid. No effect if there is no torrent with that id. */
    public void remove(int torrent) {
        torrents.remove(torrent);
    }

    /**
     * Replaces the behaviour of a method of this session's torrents.
     *
     * @param method its name in {@link Torrent}, such as {@code files}
     */
    public FakeSession answer(String method, Answer answer) {
        answers.put(method, answer);
        return this;
    }

    Optional<Answer> answer(String method) {
        return Optional.ofNullable(answers.get(method));
    }

    void record(Call call) {
        calls.add(call);
    }

    /** All calls so far of methods that change a torrent, unless they were replaced by {@link #answer}. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The {@link #calls()} of one method. */
    public List<Call> calls(String method) {
        return calls.stream().filter(call -> call.method().equals(method)).toList();
    }

    /** Replaces the handling of requests to add a torrent; it may throw what {@link TorrentSession#add} throws. */
    public FakeSession onAdd(Function<AddTorrent, Torrent> effect) {
        adding = effect;
        return this;
    }

    /** The requests to add a torrent in order, including rejected ones. */
    public List<AddTorrent> requests() {
        return List.copyOf(requests);
    }

    /** Subscribes a listener to alerts raised from now on, like registering it as a service. */
    public void subscribe(AlertListener listener) {
        listeners.add(listener);
    }

    /** Delivers an alert to all subscribed listeners in turn on the caller's thread; their exceptions are passed on. */
    public void raise(Alert alert) {
        listeners.forEach(listener -> listener.onAlert(alert));
    }

    /** Sets its listen endpoints. */
    public void setListenEndpoints(Endpoint... endpoints) {
        listenEndpoints = List.of(endpoints);
    }

    /** Sets its network; {@link Network#LOCAL} by default. */
    public void setNetwork(Network reach) {
        network = reach;
    }

    /**
     * Makes content that requests give as hashed before appear changed; by default it is as it was.
     *
     * @param reason for {@link AddResult#recheck()}, not null
     */
    public void setRecheck(String reason) {
        recheck = Optional.of(reason);
    }

    /** Sets its disk I/O; {@link DiskIo#POSIX} by default. */
    public void setDiskIo(DiskIo kind) {
        diskIo = kind;
    }

    /** Sets its default save path; {@code data} by default. */
    public void setSavePath(Path folder) {
        savePath = folder;
    }

    /** Sets the number of dropped alerts in its status. */
    public void setAlertsDropped(long count) {
        alertsDropped = count;
    }

    /** Sets the stuck subscribers in its status. */
    public void setStuckSubscribers(StuckSubscriber... all) {
        stuckSubscribers = List.of(all);
    }

    /** Sets its IP filter; initially a {@link FakeIpFilter}. */
    public void setIpFilter(IpFilter filter) {
        ipFilter = filter;
    }

    /** Gives it a DHT node; without one {@link #dht()} throws {@link UnsupportedOperationException}. */
    public void setDht(Dht node) {
        dht = node;
    }

    /**
     * Sets how many torrents were saved and how many of them are loaded; {@link #whenLoaded()} ends when they are equal,
     * as they are initially.
     */
    public void setLoading(int loaded, int saved) {
        numLoaded = loaded;
        numSaved = saved;
        if (loaded == saved) {
            loading.complete(null);
        } else if (loading.isDone()) {
            loading = new CompletableFuture<>();
        }
    }

    /** Replaces the effect of {@link #saveState()}, which otherwise ends at once; it may throw what that throws. */
    public FakeSession onSaveState(Supplier<CompletionStage<Void>> effect) {
        saving = effect;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    /** Sets the folder from which it says that its torrents come back, not null. */
    public void setStateFolder(Path folder) {
        stateFolder = Optional.of(folder);
    }

    @Override
    public String engineVersion() {
        return FakeEngine.VERSION;
    }

    @Override
    public SessionStatus status() {
        return SessionStatus.builder(name)
                .network(network)
                .diskIo(diskIo)
                .stateFolder(stateFolder)
                .savePath(savePath)
                .listenEndpoints(listenEndpoints)
                .isPaused(isPaused)
                .numTorrents(torrentCount())
                .isLoading(!loading.isDone())
                .numSaved(numSaved)
                .numLoaded(numLoaded)
                .alertsDropped(alertsDropped)
                .stuckSubscribers(stuckSubscribers)
                .build();
    }

    @Override
    public int listenPort() {
        return listenEndpoints.isEmpty() ? 0 : listenEndpoints.get(0).port();
    }

    @Override
    public List<Endpoint> listenEndpoints() {
        return listenEndpoints;
    }

    @Override
    public AddResult add(AddTorrent request) {
        requests.add(Objects.requireNonNull(request, "request"));
        Set<Integer> before = torrents.ids();
        Torrent torrent = adding.apply(request);
        boolean isNew = !before.contains(torrent.id());
        return new AddResult(
                torrent,
                isNew,
                recheck.filter(reason -> isNew && !request.hashedFiles().isEmpty()));
    }

    @Override
    public List<CompletionStage<AddResult>> addAll(List<AddTorrent> all) {
        return all.stream().map(this::stage).toList();
    }

    private CompletionStage<AddResult> stage(AddTorrent request) {
        try {
            return CompletableFuture.completedStage(add(request));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public Optional<Torrent> find(int id) {
        return torrents.find(id);
    }

    @Override
    public Optional<Torrent> find(InfoHash infoHash) {
        return torrents.find(infoHash);
    }

    @Override
    public List<Torrent> torrents() {
        return torrents.all();
    }

    @Override
    public int torrentCount() {
        return statuses().size();
    }

    @Override
    public List<TorrentStatus> statuses() {
        return torrents.statuses();
    }

    @Override
    public StatusChanges changes(long since) {
        return torrents.changes(since);
    }

    @Override
    public void pause() {
        isPaused = true;
    }

    @Override
    public void resume() {
        isPaused = false;
    }

    @Override
    public boolean isPaused() {
        return isPaused;
    }

    @Override
    public CompletionStage<Void> whenLoaded() {
        return loading.copy();
    }

    @Override
    public CompletionStage<Void> saveState() {
        return saving.get();
    }

    @Override
    public SessionSettings settings() {
        return settings;
    }

    @Override
    public IpFilter ipFilter() {
        return ipFilter;
    }

    /** Sets what moves its state; without, {@link #stateTransfer()} throws {@link UnsupportedOperationException}. */
    public void setStateTransfer(StateTransfer transfer) {
        stateTransfer = transfer;
    }

    @Override
    public StateTransfer stateTransfer() {
        if (stateTransfer == null) {
            throw new UnsupportedOperationException("no state transfer; set one with setStateTransfer");
        }
        return stateTransfer;
    }

    @Override
    public Dht dht() {
        if (dht == null) {
            throw new UnsupportedOperationException("no DHT node; set one with setDht");
        }
        return dht;
    }
}
