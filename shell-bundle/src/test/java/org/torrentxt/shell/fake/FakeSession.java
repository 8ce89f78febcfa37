package org.torrentxt.shell.fake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentStatus;

/** A session of torrents that never change. */
public final class FakeSession implements TorrentSession {
    /** What a method of a torrent does. */
    @FunctionalInterface
    public interface Answer {
        /**
         * Does it.
         *
         * @param torrent the status of the torrent
         * @param arguments of the method; null for none
         */
        Object of(TorrentStatus torrent, Object[] arguments);
    }

    private final String name;
    private final List<TorrentStatus> statuses;

    /** Where it listens. */
    public List<Endpoint> listenEndpoints = List.of(Endpoint.parse("127.0.0.1:6881"));

    /** How far it reaches. */
    public String network = "local";

    /** Which addresses it keeps away from. */
    public IpFilter ipFilter;

    /** How it reads and writes. */
    public String diskIo = "posix";

    /** Whether it is paused. */
    public boolean isPaused;

    /** How many alerts it has dropped. */
    public long alertsDropped;

    public List<String> stuckSubscribers = List.of();

    /** What methods of its torrents do that do nothing otherwise, by their names. */
    public final Map<String, Answer> answers = new HashMap<>();

    /** Its node; null for one that must not be asked for. */
    public Dht dht;

    /** What it was asked to add last. */
    public AddTorrent requested;

    /** What becomes of a request to add a torrent; it is refused otherwise. */
    public Function<AddTorrent, Torrent> adding = request -> {
        throw TorrentException.invalid("it is malformed");
    };

    /** A session with those torrents. */
    public FakeSession(String name, TorrentStatus... statuses) {
        this.name = name;
        this.statuses = List.of(statuses);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String engineVersion() {
        return "2.0.6.0";
    }

    @Override
    public SessionStatus status() {
        return new SessionStatus(
                name,
                network,
                diskIo,
                listenEndpoints,
                false,
                torrentCount(),
                0,
                0,
                0,
                0,
                0,
                0,
                alertsDropped,
                stuckSubscribers,
                Map.of());
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
    public Torrent add(AddTorrent request) {
        requested = request;
        return adding.apply(request);
    }

    @Override
    public List<CompletionStage<Torrent>> addAll(List<AddTorrent> requests) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IpFilter ipFilter() {
        return ipFilter;
    }

    @Override
    public Optional<Torrent> find(int id) {
        return torrents().stream().filter(torrent -> torrent.id() == id).findFirst();
    }

    @Override
    public Optional<Torrent> find(InfoHash infoHash) {
        return torrents().stream()
                .filter(torrent -> torrent.infoHashes().stream().anyMatch(infoHash::equals))
                .findFirst();
    }

    @Override
    public List<Torrent> torrents() {
        return statuses.stream().map(status -> FakeTorrent.of(status, answers)).toList();
    }

    @Override
    public int torrentCount() {
        return statuses.size();
    }

    @Override
    public List<TorrentStatus> statuses() {
        return statuses;
    }

    @Override
    public void pause() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isPaused() {
        return isPaused;
    }

    @Override
    public SessionSettings settings() {
        return new FakeSettings();
    }

    @Override
    public Dht dht() {
        if (dht == null) {
            throw new UnsupportedOperationException();
        }
        return dht;
    }
}
