package org.torrentxt.impl.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.libtorrent4j.swig.add_torrent_alert;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;

/** Adds torrents to a session: one at a time and at once, or many without waiting. A torrent that is here is given back. */
final class TorrentAdder {
    private final EngineSession session;
    private final TorrentTable torrents;
    private final Executor callbacks;
    // by id, from asking the engine to its answer
    private final Map<Integer, CompletableFuture<Torrent>> asked = new ConcurrentHashMap<>();

    TorrentAdder(EngineSession session, TorrentTable torrents, Executor callbacks) {
        this.session = session;
        this.torrents = torrents;
        this.callbacks = callbacks;
    }

    /** Adds a torrent, and waits for the engine to have it. */
    Torrent add(AddTorrent request) {
        TorrentParams params = read(request);
        EngineTorrent torrent;
        synchronized (this) {
            Optional<EngineTorrent> present = present(params);
            torrent = present.isPresent() ? present.get() : addNew(params);
        }
        request.peers().forEach(torrent::connectPeer);
        return torrent;
    }

    private TorrentParams read(AddTorrent request) {
        return TorrentParams.of(Objects.requireNonNull(request, "request"), session.network(), session.savePath());
    }

    private Optional<EngineTorrent> present(TorrentParams params) {
        return params.infoHashes().stream()
                .flatMap(hash -> torrents.find(hash).stream())
                .findFirst();
    }

    private EngineTorrent register(TorrentParams params, int id) {
        EngineTorrent torrent = new EngineTorrent(session, id, params.infoHashes(), params.withheld());
        torrents.add(torrent);
        return torrent;
    }

    private EngineTorrent addNew(TorrentParams params) {
        int id = torrents.nextId();
        add_torrent_params nativeParams = params.withId(id);
        EngineTorrent torrent = register(params, id);
        try {
            error_code error = new error_code();
            torrent_handle handle = session.engine().call(engine -> engine.add_torrent(nativeParams, error));
            if (error.failed()) {
                throw refused(error);
            }
            torrent.attach(handle);
            return torrent;
        } catch (TorrentException e) {
            torrents.discard(torrent);
            throw e;
        }
    }

    private static TorrentException refused(error_code error) {
        return TorrentException.invalid("the engine refused the torrent: " + error.message());
    }

    /** Adds torrents on another thread; the stages end as the engine answers. */
    List<CompletionStage<Torrent>> addAll(List<AddTorrent> requests) {
        List<AddTorrent> all = Given.list("requests", requests);
        List<CompletableFuture<Torrent>> stages = new ArrayList<>();
        all.forEach(request -> stages.add(new CompletableFuture<>()));
        callbacks.execute(() -> {
            for (int i = 0; i < all.size(); i++) {
                ask(all.get(i), stages.get(i));
            }
        });
        return List.copyOf(stages);
    }

    private void ask(AddTorrent request, CompletableFuture<Torrent> stage) {
        stage.thenAccept(torrent -> request.peers().forEach(torrent::connectPeer));
        try {
            TorrentParams params = read(request);
            synchronized (this) {
                Optional<EngineTorrent> present = present(params);
                if (present.isPresent()) {
                    follow(present.get(), stage);
                } else {
                    askNew(params, stage);
                }
            }
        } catch (RuntimeException e) {
            stage.completeExceptionally(e);
        }
    }

    // one that was asked for a moment ago ends as that one does
    private void follow(EngineTorrent present, CompletableFuture<Torrent> stage) {
        CompletableFuture<Torrent> first = asked.get(present.id());
        if (first == null) {
            stage.complete(present);
        } else {
            first.whenComplete((torrent, failure) -> {
                if (failure == null) {
                    stage.complete(torrent);
                } else {
                    stage.completeExceptionally(failure);
                }
            });
        }
    }

    private void askNew(TorrentParams params, CompletableFuture<Torrent> stage) {
        int id = torrents.nextId();
        add_torrent_params nativeParams = params.withId(id);
        EngineTorrent torrent = register(params, id);
        asked.put(id, stage);
        try {
            session.engine().run(engine -> engine.async_add_torrent(nativeParams));
        } catch (TorrentException e) {
            asked.remove(id);
            torrents.discard(torrent);
            throw e;
        }
    }

    /**
     * Takes the engine's answer, on the thread that popped it: whoever hears of a torrent must find it complete.
     *
     * @return false if it was refused
     */
    boolean accept(add_torrent_alert alert) {
        int id = (int) alert.getParams().getUserdata().get();
        CompletableFuture<Torrent> stage = asked.remove(id);
        if (stage == null) {
            synchronized (this) {
                return !alert.getError().failed(); // added one at a time: by now the adding thread is through
            }
        }
        Optional<EngineTorrent> torrent = torrents.find(id);
        if (alert.getError().failed() || torrent.isEmpty()) {
            TorrentException refusal = refused(alert.getError());
            torrent.ifPresent(torrents::discard);
            callbacks.execute(() -> stage.completeExceptionally(refusal));
            return false;
        }
        torrent_handle handle = session.engine()
                .ask(
                        engine -> engine.find_torrent(
                                alert.getHandle().info_hashes().get_best()),
                        null);
        torrent.get().attach(handle);
        callbacks.execute(() -> stage.complete(torrent.get()));
        return true;
    }

    /** Ends what the engine has answered, as far as the answers were lost. */
    synchronized void catchUp() {
        // each was asked for under this lock, and the engine answers in order: what it does not have by now, it refused
        for (Integer id : List.copyOf(asked.keySet())) {
            Optional<EngineTorrent> torrent = torrents.find(id);
            torrent_handle handle = torrent.flatMap(t -> t.infoHashes().best())
                    .map(hash -> session.engine()
                            .ask(
                                    engine -> engine.find_torrent(
                                            Natives.infoHash(hash).get_best()),
                                    null))
                    .filter(torrent_handle::is_valid)
                    .orElse(null);
            CompletableFuture<Torrent> stage = asked.remove(id);
            if (stage != null && handle != null) {
                torrent.get().attach(handle);
                callbacks.execute(() -> stage.complete(torrent.get()));
            } else if (stage != null) {
                torrent.ifPresent(torrents::discard);
                callbacks.execute(() -> stage.completeExceptionally(
                        TorrentException.invalid("the engine refused the torrent, and its reason was lost")));
            }
        }
    }

    /** Ends all that still waits. */
    void close() {
        TorrentException stopped =
                new TorrentException(ErrorCode.NO_SESSION, "session " + session.name() + " was stopped");
        asked.values().forEach(stage -> callbacks.execute(() -> stage.completeExceptionally(stopped)));
        asked.clear();
    }
}
