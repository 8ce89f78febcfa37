package org.torrentxt.benchmarks;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.StateChanged;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** A TorrentXT session with the defaults of {@code network=local}, as registered as {@link TorrentSession}. */
final class ServiceSession implements TransferSession {
    private static final Set<AlertType> WANTED =
            Set.of(AlertType.STATE_CHANGED, AlertType.TORRENT_FINISHED, AlertType.TORRENT_ERROR, AlertType.FILE_ERROR);

    private static final String NAME = "benchmark";

    private final CompletableFuture<Void> seeding = new CompletableFuture<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final AtomicInteger unseeded;
    private final AtomicInteger unfinished;
    private final EngineSession session;

    /** Starts it, for one torrent; with a folder for its state, progress is saved every second. */
    ServiceSession(Path folder, Map<String, Object> settings, Optional<Path> state) {
        this(folder, settings, state, 1);
    }

    /** Starts it, for so many torrents. */
    ServiceSession(Path folder, Map<String, Object> settings, Optional<Path> state, int torrents) {
        this(torrents, options(NAME, folder, settings, false), state);
    }

    private ServiceSession(int torrents, EngineOptions plain, Optional<Path> state) {
        unseeded = new AtomicInteger(torrents);
        unfinished = new AtomicInteger(torrents);
        session = EngineSession.start(
                state.map(to -> saved(plain, to, Duration.ofSeconds(1))).orElse(plain), WANTED, this::onAlert);
    }

    /** Starts one with memory-mapped files, for one torrent. */
    static ServiceSession mapped(Path folder, Map<String, Object> settings) {
        return new ServiceSession(1, options(NAME, folder, settings, true), Optional.empty());
    }

    /** Starts one in which a torrent that nobody has is added, with a peer that does not answer, and removed. */
    static ServiceSession used(Path folder, Map<String, Object> settings) {
        ServiceSession started = new ServiceSession(folder, settings, Optional.empty());
        byte[] torrent = ManyBenchmark.torrent(new Random(1), 1);
        AddTorrent.Builder request = AddTorrent.torrentBytes(torrent).peer(Endpoint.parse("127.0.0.1:1"));
        started.session
                .add(request.started().build())
                .torrent()
                .remove(false)
                .toCompletableFuture()
                .join();
        return started;
    }

    /** The same options, of a session that is saved. */
    static EngineOptions saved(EngineOptions plain, Path state, Duration interval) {
        return new EngineOptions(
                plain.name(),
                plain.network(),
                plain.mmap(),
                plain.savePath(),
                plain.settings(),
                List.of(),
                Optional.of(new EngineOptions.State(state, interval, Duration.ofMinutes(1))));
    }

    /**
     * The defaults of {@code network=local}, except for resources that several sessions on one machine cannot share,
     * and without a DHT, like the reference sessions.
     */
    static EngineOptions options(String name, Path folder, Map<String, Object> settings) {
        return options(name, folder, settings, false);
    }

    private static EngineOptions options(String name, Path folder, Map<String, Object> settings, boolean isMapped) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false));
        all.putAll(settings);
        return new EngineOptions(name, NetworkMode.LOCAL, isMapped, folder, all);
    }

    private void onAlert(Alert alert) {
        switch (alert.type()) {
            case STATE_CHANGED -> {
                if (((StateChanged) alert).state() == TorrentState.SEEDING && unseeded.decrementAndGet() == 0) {
                    seeding.complete(null);
                }
            }
            case TORRENT_FINISHED -> {
                if (unfinished.decrementAndGet() == 0) {
                    finished.complete(null);
                }
            }
            default -> {
                IllegalStateException failure = new IllegalStateException(alert.toString());
                seeding.completeExceptionally(failure);
                finished.completeExceptionally(failure);
            }
        }
    }

    @Override
    public int port() {
        return session.listenPort();
    }

    @Override
    public void seed(byte[] torrent, Path folder, boolean checked) {
        AddTorrent.Builder request =
                AddTorrent.torrentBytes(torrent).savePath(folder).started();
        session.add((checked ? request : request.seed()).build());
    }

    @Override
    public void download(byte[] torrent, Path folder, int... peerPorts) {
        AddTorrent.Builder request =
                AddTorrent.torrentBytes(torrent).savePath(folder).started();
        for (int port : peerPorts) {
            request.peer(new Endpoint(InetAddress.getLoopbackAddress(), port));
        }
        session.add(request.build());
    }

    @Override
    public CompletableFuture<Void> seeding() {
        return seeding;
    }

    @Override
    public CompletableFuture<Void> finished() {
        return finished;
    }

    @Override
    public long uploaded() {
        return session.statuses().stream()
                .mapToLong(TorrentStatus::allTimeUpload)
                .sum();
    }

    @Override
    public void close() {
        session.close();
    }
}
