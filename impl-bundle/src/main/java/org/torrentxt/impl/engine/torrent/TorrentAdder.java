package org.torrentxt.impl.engine.torrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.libtorrent4j.swig.add_torrent_alert;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.torrent_handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.engine.content.TorrentParams;
import org.torrentxt.impl.engine.part.TorrentRecord;
import org.torrentxt.impl.input.Arguments;
import org.torrentxt.impl.input.Caller;
import org.torrentxt.impl.input.Folders;
import org.torrentxt.impl.request.TimeLimit;
import org.torrentxt.impl.state.Notes;
import org.torrentxt.impl.state.Origin;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.TorrentState;
import org.torrentxt.impl.storage.Leftovers;

/**
 * Adds torrents to a session: a single one synchronously, or many without waiting. Returns the existing torrent if it
 * was already added.
 */
public final class TorrentAdder {
    private static final Logger LOG = LoggerFactory.getLogger(TorrentAdder.class);

    private final TorrentContext session;
    private final TorrentTable torrents;
    private final Executor callbacks;
    private final SpaceThread space;
    // by id, from the request to the engine until its answer
    private final Map<Integer, CompletableFuture<AddResult>> asked = new ConcurrentHashMap<>();

    public TorrentAdder(TorrentContext session, TorrentTable torrents) {
        this.session = session;
        this.torrents = torrents;
        this.callbacks = session.executor();
        this.space = new SpaceThread(session.name());
    }

    /** Adds a torrent, and waits for the engine to have it. */
    public AddResult add(AddTorrent request) {
        return add(request, Notes.NONE);
    }

    /** As {@link #add(AddTorrent)}, with more labels and attributes than the request has. */
    public AddResult add(AddTorrent request, Notes more) {
        Notes notes = Notes.of(Objects.requireNonNull(request, "request")).and(more);
        Optional<String> caller = Caller.current();
        if (takesSpace(request)) {
            session.saving().requireLoaded();
            CompletableFuture<AddResult> stage = new CompletableFuture<>();
            addInTurn(request, notes, caller, stage);
            return await(stage);
        }
        TorrentParams params = read(request);
        session.saving().requireLoaded();
        // waited for outside the lock, which the thread with the engine's answer needs
        AddResult result = await(presentOrNew(params, request, notes, caller));
        note(result, notes);
        connect(result.torrent(), request, params);
        return result;
    }

    private synchronized CompletableFuture<AddResult> presentOrNew(
            TorrentParams params, AddTorrent request, Notes notes, Optional<String> caller) {
        return present(params)
                .map(this::added)
                .orElseGet(
                        () -> CompletableFuture.completedFuture(added(addNew(params, request, notes, caller), params)));
    }

    private boolean takesSpace(AddTorrent request) {
        return session.preallocates() && !session.isMmap() && TorrentParams.hasFilesToMake(request);
    }

    // Read in its turn, too, by the files that are there then.
    private void addInTurn(
            AddTorrent request, Notes notes, Optional<String> caller, CompletableFuture<AddResult> stage) {
        space.execute(() -> {
            try {
                space.goOn();
                TorrentParams params = read(request);
                follow(addWithSpace(params, request, notes, caller), stage, result -> {
                    note(result, notes);
                    connect(result.torrent(), request, params);
                });
            } catch (RuntimeException | Error e) {
                stage.completeExceptionally(e); // the others continue
            }
        });
    }

    private CompletableFuture<AddResult> addWithSpace(
            TorrentParams params, AddTorrent request, Notes notes, Optional<String> caller) {
        try {
            if (present(params).isEmpty()) {
                params.allocate(space::goOn);
            }
            return presentOrNew(params, request, notes, caller);
        } finally {
            params.free(); // however it has ended: the engine has the torrent, and keeps its files, or has it not
        }
    }

    // The torrent exists already: a peer that the IP filter blocks is reported by an alert, not by an exception.
    private void connect(Torrent torrent, AddTorrent request, TorrentParams params) {
        List<Endpoint> peers =
                Stream.concat(request.peers().stream(), params.peers().stream()).toList();
        torrents.find(torrent.id()).ifPresent(known -> known.suggestPeers(peers));
    }

    // Its own labels and attributes remain.
    private void note(AddResult result, Notes notes) {
        if (!result.isNew()) {
            torrents.find(result.torrent().id())
                    .ifPresent(known -> known.notes().add(notes));
        }
    }

    /**
     * Runs something that must not happen while a torrent is being added, such as removing one with the same info-hash.
     */
    synchronized void exclusively(Runnable action) {
        action.run();
    }

    private AddResult added(EngineTorrent torrent, TorrentParams params) {
        params.recheck()
                .ifPresent(reason -> LOG.info(
                        "Session {}: the files of torrent {} are checked: {}", session.name(), torrent.id(), reason));
        return new AddResult(torrent, true, params.recheck());
    }

    // a torrent that is already being added ends like that request
    private CompletableFuture<AddResult> added(EngineTorrent present) {
        AddResult result = new AddResult(present, false);
        CompletableFuture<AddResult> pending = asked.get(present.id());
        return pending == null ? CompletableFuture.completedFuture(result) : pending.thenApply(added -> result);
    }

    private static AddResult await(CompletableFuture<AddResult> added) {
        try {
            return added.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private TorrentParams read(AddTorrent request) {
        return read(request, Leftovers.Search.ALWAYS);
    }

    private TorrentParams read(AddTorrent request, Leftovers.Search search) {
        TorrentParams params = TorrentParams.of(request, session.urls(), session.savePath());
        if (session.mover().recover(params.savePath(), params.infoHashes(), search)) {
            params = TorrentParams.of(request, session.urls(), session.savePath()); // by the files that are there now
        }
        if (session.preallocates() && session.isMmap()) {
            params.allocateByEngine();
        }
        return params;
    }

    private Optional<EngineTorrent> present(TorrentParams params) {
        return params.infoHashes().stream()
                .flatMap(hash -> torrents.find(hash).stream())
                .filter(this::isThere)
                .findFirst();
    }

    // The engine may drop a torrent itself, together with a duplicate.
    private boolean isThere(EngineTorrent torrent) {
        boolean there = torrent.isValid() || asked.containsKey(torrent.id());
        if (!there) {
            session.tellDropped(torrent);
        }
        return there;
    }

    private static Origin origin(AddTorrent request) {
        return Origin.of(request.source()).withoutContent(); // all of it is in the resume data that is saved at once
    }

    // One that was saved, but could not be loaded, keeps its id, labels and attributes.
    private EngineTorrent register(TorrentParams params, AddTorrent request, Notes given, Optional<String> caller) {
        Optional<TorrentState> former = session.saving().notLoaded(params.infoHashes());
        int id = former.map(TorrentState::id).orElseGet(torrents::nextId);
        Notes notes = former.map(state -> new Notes(state.labels(), state.attributes()).and(given))
                .orElse(given);
        EngineTorrent torrent = register(params, newRecord(params, request, id, notes), id, addedBy(caller));
        torrent.notes().keep(notes);
        return torrent;
    }

    private Optional<TorrentRecord> newRecord(TorrentParams params, AddTorrent request, int id, Notes notes) {
        if (!session.saving().isOn() || params.infoHashes().best().isEmpty()) {
            return Optional.empty();
        }
        ResumeDictionary given = ResumeDictionary.of(params.resumeData());
        params.markSaved(); // once the engine has it
        return Optional.of(TorrentRecord.of(new TorrentState(
                id, given, Optional.of(origin(request)), notes.labels(), notes.attributes(), Optional.empty())));
    }

    private static String addedBy(Optional<String> caller) {
        return caller.map(who -> "added by " + who).orElse("added");
    }

    private EngineTorrent register(TorrentParams params, Optional<TorrentRecord> record, int id, String addition) {
        EngineTorrent torrent = new EngineTorrent(
                session, id, params.infoHashes(), params.urlsVersion(), params.withheld(), params.destination());
        torrent.keep(params.outerKeys(), params.renamedFiles(), params.suffixed(), params.filePriorities());
        params.layout().ifPresent(torrent.identity()::keep);
        if (!params.suffixed().isEmpty()) {
            session.watchFiles();
        }
        torrent.keep(addition);
        record.ifPresent(torrent::keep);
        torrents.add(torrent);
        return torrent;
    }

    /** A torrent that was saved, as it is to be given to the engine, or why it cannot be. */
    public static final class Saved {
        private final TorrentState state;
        private final TorrentParams params; // null if there is a failure
        private final TorrentException failure;

        private Saved(TorrentState state, TorrentParams params, TorrentException failure) {
            this.state = state;
            this.params = params;
            this.failure = failure;
        }

        /** What was saved. */
        public TorrentState state() {
            return state;
        }
    }

    /** Reads a torrent that was saved, and looks for its files. */
    public Saved read(TorrentState state) {
        try {
            state.resume()
                    .savePath()
                    .ifPresent(folder -> session.mover()
                            .recover(
                                    Folders.path("save path", folder),
                                    state.resume().infoHashes()));
            TorrentParams params =
                    TorrentParams.ofSaved(asStopped(state).encoded(), session.urls(), session.savePath());
            return new Saved(state, params, null);
        } catch (TorrentException e) {
            return new Saved(state, null, e);
        } catch (RuntimeException e) { // whatever it is, the others are loaded
            return new Saved(state, null, defect(state.id(), e));
        }
    }

    /**
     * Adds a torrent that was saved, under its former id, without waiting for the engine. One whose files are missing
     * waits for them.
     *
     * @return ends when the engine answers; not for callers
     */
    public CompletableFuture<AddResult> restore(Saved saved) {
        return restore(saved, false);
    }

    /**
     * Adds a torrent that was saved elsewhere, and has it saved; waits for the engine.
     *
     * @throws TorrentException if it cannot be added
     */
    public EngineTorrent add(Saved saved) {
        int id = await(restore(saved, true)).torrent().id();
        return torrents.find(id).orElseThrow(() -> LiveHandle.gone(id));
    }

    private CompletableFuture<AddResult> restore(Saved saved, boolean isNew) {
        CompletableFuture<AddResult> stage = new CompletableFuture<>();
        try {
            restore(saved, isNew, stage);
        } catch (TorrentException e) {
            stage.completeExceptionally(e);
        } catch (RuntimeException e) { // whatever it is, the others are loaded
            stage.completeExceptionally(defect(saved.state.id(), e));
        }
        return stage;
    }

    private TorrentException defect(int id, RuntimeException e) {
        LOG.error("Session {}: torrent {} cannot be added", session.name(), id, e);
        return new TorrentException(ErrorCode.GENERIC, "internal error; see the log for details", e);
    }

    private void restore(Saved saved, boolean isNew, CompletableFuture<AddResult> stage) {
        if (saved.failure != null) {
            throw saved.failure;
        }
        TorrentState state = saved.state;
        TorrentParams params = saved.params;
        synchronized (this) {
            if (present(params).isPresent()) {
                throw TorrentException.invalid("the same torrent was added meanwhile");
            }
            TorrentRecord record = isNew ? TorrentRecord.of(state) : TorrentRecord.restored(state);
            params.missing().ifPresent(reason -> {
                record.sleep(reason);
                params.leaveFiles();
            });
            String addition = isNew ? addedBy(Caller.current()) : "restored";
            ask(register(params, Optional.of(record), state.id(), addition), params, stage);
        }
    }

    // An error is not known to the engine any more: it must not run.
    private static ResumeDictionary asStopped(TorrentState state) {
        return state.stopReason().isEmpty()
                ? state.resume()
                : state.resume().withFlag(TorrentFlag.PAUSED, true).withFlag(TorrentFlag.AUTO_MANAGED, false);
    }

    private EngineTorrent addNew(TorrentParams params, AddTorrent request, Notes notes, Optional<String> caller) {
        EngineTorrent torrent = register(params, request, notes, caller);
        give(torrent, params);
        session.saving().saveNew(torrent);
        return torrent;
    }

    private void give(EngineTorrent torrent, TorrentParams params) {
        add_torrent_params nativeParams = params.withId(torrent.id());
        try {
            error_code error = new error_code();
            torrent_handle handle = session.engine().call(engine -> engine.add_torrent(nativeParams, error));
            if (error.failed()) {
                throw refused(error);
            }
            params.keep();
            torrent.attach(handle);
        } catch (TorrentException e) {
            torrents.discard(torrent);
            throw e;
        }
    }

    private static TorrentException refused(error_code error) {
        return TorrentException.invalid("the engine rejected the torrent: " + error.message());
    }

    /**
     * Adds torrents on another thread; the stages, which must not be passed to callers, end when the engine answers.
     */
    public List<CompletableFuture<AddResult>> addAll(List<AddTorrent> requests) {
        List<AddTorrent> all = Arguments.list("requests", requests);
        List<CompletableFuture<AddResult>> stages = new ArrayList<>();
        all.forEach(request -> stages.add(new CompletableFuture<>()));
        Optional<String> caller = Caller.current();
        session.saving()
                .whenLoaded()
                .whenCompleteAsync(
                        (loaded, stopped) -> {
                            Leftovers.Search search = Leftovers.Search.once();
                            for (int i = 0; i < all.size(); i++) {
                                ask(all.get(i), caller, search, stages.get(i));
                            }
                        },
                        callbacks);
        return stages;
    }

    private void ask(
            AddTorrent request, Optional<String> caller, Leftovers.Search search, CompletableFuture<AddResult> stage) {
        if (takesSpace(request)) {
            addInTurn(request, Notes.of(request), caller, stage);
            return;
        }
        try {
            TorrentParams params = read(request, search);
            stage.thenAccept(result -> connect(result.torrent(), request, params));
            synchronized (this) {
                present(params)
                        .ifPresentOrElse(
                                present -> follow(added(present), stage, result -> note(result, Notes.of(request))),
                                () -> askNew(params, request, caller, stage));
            }
        } catch (RuntimeException | Error e) {
            stage.completeExceptionally(e); // the others continue
        }
    }

    // on another thread: dependents of the stage must not run under this lock
    private void follow(
            CompletableFuture<AddResult> added, CompletableFuture<AddResult> stage, Consumer<AddResult> last) {
        added.whenCompleteAsync(
                (result, failure) -> {
                    if (failure == null) {
                        end(result, stage, last);
                    } else {
                        stage.completeExceptionally(failure);
                    }
                },
                callbacks);
    }

    private static void end(AddResult result, CompletableFuture<AddResult> stage, Consumer<AddResult> last) {
        try {
            last.accept(result);
            stage.complete(result);
        } catch (RuntimeException | Error e) {
            stage.completeExceptionally(e);
        }
    }

    private void askNew(
            TorrentParams params, AddTorrent request, Optional<String> caller, CompletableFuture<AddResult> stage) {
        EngineTorrent torrent = register(params, request, Notes.of(request), caller);
        CompletableFuture<AddResult> answer = new CompletableFuture<>();
        answer.whenComplete((result, failure) -> {
            if (failure == null) {
                stage.complete(added(torrent, params));
            } else {
                stage.completeExceptionally(failure);
            }
        });
        ask(torrent, params, answer);
    }

    private void ask(EngineTorrent torrent, TorrentParams params, CompletableFuture<AddResult> stage) {
        int id = torrent.id();
        add_torrent_params nativeParams = params.withId(id);
        asked.put(id, stage);
        try {
            session.engine().run(engine -> engine.async_add_torrent(nativeParams));
        } catch (TorrentException e) {
            asked.remove(id);
            torrents.discard(torrent);
            throw e;
        }
        TimeLimit.watch(stage, TimeLimit.DEFAULT, callbacks, () -> settle(id)); // a late answer was dropped
    }

    /**
     * Takes the engine's answer, on the thread that popped it: the torrent must be complete before it is reported.
     *
     * @return false if it was rejected
     */
    public boolean accept(add_torrent_alert alert) {
        int id = (int) alert.getParams().getUserdata().get();
        boolean refused = alert.getError().failed();
        if (!asked.containsKey(id)) {
            if (!refused) {
                attachAlone(alert, id);
            }
            return !refused;
        }
        synchronized (this) {
            return refused
                    ? settle(id, () -> refused(alert.getError()))
                    : settle(id, told(alert, id), TorrentAdder::lost);
        }
    }

    // Here, too, instead of waiting for the thread that adds it: that one may have the lock for the next, and the next.
    private void attachAlone(add_torrent_alert alert, int id) {
        torrents.find(id)
                .filter(torrent -> !torrent.isAttached())
                .ifPresent(torrent -> told(alert, id).ifPresent(torrent::attach));
    }

    // Asking the engine for it takes long while it has others to add.
    private static Optional<torrent_handle> told(add_torrent_alert alert, int id) {
        return Optional.of(alert.getHandle())
                .filter(handle -> handle.is_valid() && (int) handle.userdata().get() == id)
                .map(Natives::copy);
    }

    /** Completes requests whose answers were dropped. */
    public synchronized void catchUp() {
        // all requests were made under this lock, and the engine answers in order: torrents that it does not have by
        // now were rejected
        List.copyOf(asked.keySet()).forEach(this::settle);
    }

    private synchronized void settle(int id) {
        settle(id, TorrentAdder::lost);
    }

    private boolean settle(int id, Supplier<TorrentException> otherwise) {
        return settle(id, Optional.empty(), otherwise);
    }

    // Attached first: a torrent without a pending request is considered complete.
    private boolean settle(int id, Optional<torrent_handle> told, Supplier<TorrentException> otherwise) {
        Optional<EngineTorrent> torrent = torrents.find(id);
        Optional<torrent_handle> handle = torrent.flatMap(known -> told.or(() -> find(known)));
        handle.ifPresent(found -> {
            torrent.get().attach(found);
            session.saving().saveNew(torrent.get());
        });
        CompletableFuture<AddResult> stage = asked.remove(id);
        if (stage != null && handle.isPresent()) {
            callbacks.execute(() -> stage.complete(new AddResult(torrent.get(), true)));
        } else if (stage != null) {
            torrent.ifPresent(torrents::discard);
            TorrentException reason = otherwise.get();
            callbacks.execute(() -> stage.completeExceptionally(reason));
        }
        return handle.isPresent();
    }

    private Optional<torrent_handle> find(EngineTorrent torrent) {
        return torrent.infoHashes()
                .best()
                .map(hash -> session.engine()
                        .ask(
                                engine -> engine.find_torrent(
                                        Natives.infoHash(hash).get_best()),
                                null))
                .filter(torrent_handle::is_valid);
    }

    private static TorrentException lost() {
        return TorrentException.invalid("the engine rejected the torrent; the reason was dropped");
    }

    /** Ends additions that take space, so that what is made is either of a torrent that is saved or deleted. */
    public void stopTakingSpace(Duration limit) {
        space.close(limit);
    }

    /** Fails all pending requests. */
    public void close() {
        TorrentException stopped =
                new TorrentException(ErrorCode.NO_SESSION, "session " + session.name() + " was stopped");
        asked.values().forEach(stage -> callbacks.execute(() -> stage.completeExceptionally(stopped)));
        asked.clear();
    }
}
