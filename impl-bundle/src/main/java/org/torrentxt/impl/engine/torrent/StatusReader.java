package org.torrentxt.impl.engine.torrent;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.status_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_status;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.engine.binding.NativeStatus;
import org.torrentxt.impl.engine.binding.NativeStatuses;
import org.torrentxt.impl.engine.content.Layout;
import org.torrentxt.impl.engine.content.Names;

/** Copies the engine's status of a torrent into a record. */
public final class StatusReader {
    private static final int DUPLICATE = 19; // of libtorrent's errors

    /** The fields that the record needs; others are expensive. */
    static final status_flags_t QUERY = torrent_handle
            .query_name
            .or_(torrent_handle.query_save_path)
            .or_(torrent_handle.query_accurate_download_counters);

    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private StatusReader() {}

    /** Copies the status of one torrent. */
    static TorrentStatus read(
            EngineTorrent torrent, torrent_handle handle, boolean sessionPaused, Supplier<SessionReach> reach) {
        torrent_status status = handle.status(QUERY);
        try {
            return read(torrent, NativeStatus.of(status), sessionPaused, reach);
        } finally {
            status.delete();
        }
    }

    /**
     * Copies a status.
     *
     * @param torrent the torrent
     * @param sessionPaused true while the whole session is paused
     * @param reach what the session has to find peers by; asked only where one has none
     */
    public static TorrentStatus read(
            EngineTorrent torrent, NativeStatus status, boolean sessionPaused, Supplier<SessionReach> reach) {
        Layout layout = status.hasMetadata() ? torrent.identity().layout().orElse(Layout.UNKNOWN) : Layout.UNKNOWN;
        boolean finished = status.isFinished();
        long wantedDone = status.totalWantedDone();
        // too small by the padding of skipped files after a recheck (docs/engine-bugs.md)
        long wanted = Math.max(wantedDone, status.totalWanted());
        long downloadRate = status.downloadRate();
        Set<TorrentFlag> flags = torrent.runState().shown(torrent.ownFlags(status.flags()));
        boolean paused = sessionPaused || flags.contains(TorrentFlag.PAUSED);
        String error = error(torrent, status);
        String name = status.name();
        return TorrentStatus.builder(torrent.id())
                .name(Names.isGarbled(name) ? torrent.ask(handle -> Names.ofTorrent(handle, name), name) : name)
                .state(TorrentState.of(status.state()))
                .progress(status.progress() / 1e6)
                .downloadRate(downloadRate)
                .uploadRate(status.uploadRate())
                .totalDone(done(status, layout.totalSize()))
                .totalWanted(wanted)
                .totalWantedDone(wantedDone)
                .numPeers(status.numPeers())
                .numSeeds(status.numSeeds())
                .savePath(torrent.place().of(status.savePath()))
                .infoHashes(torrent.infoHashes())
                .numPieces(layout.numPieces())
                .piecesDone(status.numPieces())
                .pieceLength(layout.pieceLength())
                .totalSize(layout.totalSize())
                .allTimeDownload(status.allTimeDownload())
                .allTimeUpload(status.allTimeUpload())
                .totalFailed(status.totalFailed())
                .totalRedundant(status.totalRedundant())
                .numComplete(status.numComplete())
                .numIncomplete(status.numIncomplete())
                .hasMetadata(status.hasMetadata())
                .isFinished(finished)
                .isSeeding(status.isSeeding())
                .isPaused(paused)
                .isMoving(status.isMoving() || torrent.isMoving())
                .error(error)
                .eta(eta(finished, wanted - wantedDone, downloadRate))
                .addedTime(time(status.added()))
                .completedTime(timeIfAny(status.completed()))
                .lastDownload(timeIfAny(status.lastDownload()))
                .lastUpload(timeIfAny(status.lastUpload()))
                .lastSeenComplete(timeIfAny(status.lastSeenComplete()))
                .activeTime(seconds(status.activeTime()))
                .finishedTime(seconds(status.finishedTime()))
                .seedingTime(seconds(status.seedingTime()))
                .numConnections(status.numConnections())
                .numUploads(status.numUploads())
                .numKnownPeers(status.numKnownPeers())
                .queuePosition(status.queuePosition())
                .currentTracker(Credentials.hide(torrent.sources().known(status.currentTracker())))
                .flags(flags)
                .labels(torrent.notes().last().labels())
                .attributes(torrent.notes().last().attributes())
                .noPeersReason(torrent.noPeers().reason(torrent, status, paused || !error.isEmpty(), flags, reach))
                .build();
    }

    /**
     * Copies the status of many torrents, read from the engine in one step; removed torrents are omitted.
     *
     * @param paused true while the whole session is paused
     */
    public static List<TorrentStatus> readAll(
            session engine, List<EngineTorrent> torrents, boolean paused, Supplier<SessionReach> reach) {
        Supplier<SessionReach> shared = once(reach);
        List<TorrentStatus> statuses = new ArrayList<>(torrents.size());
        forEach(engine, torrents, QUERY, (torrent, status) -> statuses.add(read(torrent, status, paused, shared)));
        return List.copyOf(statuses);
    }

    private static void forEach(
            session engine,
            List<EngineTorrent> torrents,
            status_flags_t query,
            BiConsumer<EngineTorrent, NativeStatus> action) {
        List<EngineTorrent> asked = new ArrayList<>(torrents.size());
        List<torrent_handle> handles = new ArrayList<>(torrents.size());
        for (EngineTorrent torrent : torrents) {
            torrent_handle handle = torrent.ask(present -> present, null);
            if (handle != null) {
                asked.add(torrent);
                handles.add(handle);
            }
        }
        if (handles.isEmpty()) {
            return;
        }
        try (NativeStatuses statuses = NativeStatuses.read(engine, handles, query)) {
            for (int i = 0; i < asked.size(); i++) {
                NativeStatus status = statuses.get(i);
                if (!status.savePath().isEmpty()) { // otherwise it was removed meanwhile
                    action.accept(asked.get(i), status);
                }
            }
        }
    }

    /** The torrents of which the engine has resume data that nobody has asked for. */
    public static List<EngineTorrent> unsaved(session engine, List<EngineTorrent> torrents) {
        return some(engine, torrents, (torrent, status) -> status.needsSaving(), (id, position) -> {});
    }

    /**
     * The torrents whose totals are not those last saved, or that were active for longer since.
     *
     * @param active that time in seconds
     */
    public static List<EngineTorrent> behind(session engine, List<EngineTorrent> torrents, long active) {
        return some(
                engine,
                torrents,
                (torrent, status) -> torrent.record()
                        .filter(record -> record.isBehind(
                                status.allTimeUpload(), status.allTimeDownload(), status.activeTime() - active))
                        .isPresent(),
                (id, position) -> {});
    }

    /** True if the engine has checked the files of a torrent, or its metadata is not known yet. */
    public static boolean isChecked(EngineTorrent torrent) {
        return torrent.ask(
                handle -> {
                    TorrentState state = TorrentState.of(
                            handle.status(new status_flags_t()).getState().swigValue());
                    return state != TorrentState.CHECKING
                            && state != TorrentState.CHECKING_RESUME
                            && state != TorrentState.FETCHING_METADATA;
                },
                false);
    }

    /** The positions of torrents in the queue, by id; those outside are omitted. */
    public static Map<Integer, Integer> queue(NativeSession session, List<EngineTorrent> torrents) {
        Map<Integer, Integer> positions = new HashMap<>();
        session.ask(
                engine -> some(engine, torrents, (torrent, status) -> status.queuePosition() >= 0, positions::put),
                List.<EngineTorrent>of());
        return positions;
    }

    /** Where the engine has the files of torrents, asked for in one step; removed torrents are omitted. */
    public static Map<EngineTorrent, Path> folders(NativeSession session, List<EngineTorrent> torrents) {
        Map<EngineTorrent, Path> folders = new HashMap<>();
        session.ask(
                engine -> some(
                        engine,
                        torrents,
                        (torrent, status) -> folders.put(torrent, Path.of(status.savePath())) == null,
                        (id, position) -> {}),
                List.<EngineTorrent>of());
        return folders;
    }

    private static List<EngineTorrent> some(
            session engine,
            List<EngineTorrent> torrents,
            BiPredicate<EngineTorrent, NativeStatus> which,
            BiConsumer<Integer, Integer> positions) {
        List<EngineTorrent> found = new ArrayList<>();
        forEach(engine, torrents, torrent_handle.query_save_path, (torrent, status) -> {
            if (which.test(torrent, status)) {
                found.add(torrent);
                positions.accept(torrent.id(), status.queuePosition());
            }
        });
        return found;
    }

    private static <T> Supplier<T> once(Supplier<T> supplier) {
        AtomicReference<T> known = new AtomicReference<>();
        return () -> known.updateAndGet(before -> before == null ? supplier.get() : before);
    }

    // The engine counts pad files as done, but not as wanted and done.
    private static long done(NativeStatus status, long totalSize) {
        return status.totalWanted() == totalSize ? status.totalWantedDone() : Math.min(status.totalDone(), totalSize);
    }

    // Resume data may contain any number.
    private static Instant time(long seconds) {
        return Instant.ofEpochSecond(Math.max(0, Math.min(seconds, LAST_TIME.getEpochSecond())));
    }

    private static Optional<Instant> timeIfAny(long seconds) {
        return seconds > 0 ? Optional.of(time(seconds)) : Optional.empty();
    }

    private static Duration seconds(long count) {
        return Duration.ofSeconds(Math.max(0, count));
    }

    private static String error(EngineTorrent torrent, NativeStatus status) {
        String place = torrent.place().problem();
        return !place.isEmpty()
                ? place
                : status.error() != 0
                        ? message(status)
                        : torrent.saved()
                                .stopReason()
                                .orElseGet(() -> torrent.storage().nameProblem());
    }

    // what the engine says of two magnet links, by one info-hash each, whose metadata turns out to be one hybrid
    // torrent's
    private static String message(NativeStatus status) {
        String message = status.errorMessage();
        return status.error() == DUPLICATE && message.contains("already exists")
                ? "the same torrent was added by its other info-hash; remove it, which removes both, and add one link"
                        + " again"
                : message;
    }

    private static Optional<Duration> eta(boolean finished, long left, long rate) {
        return finished || rate <= 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(left / rate));
    }
}
