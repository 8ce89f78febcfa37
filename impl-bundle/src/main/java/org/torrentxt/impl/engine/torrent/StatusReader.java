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
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.status_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_status;
import org.libtorrent4j.swig.torrent_status_vector;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.engine.binding.NativeSession;
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

    private static final int MILLIS = 1_000;
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private StatusReader() {}

    /**
     * Copies a status.
     *
     * @param torrent the torrent
     * @param sessionPaused true while the whole session is paused
     * @param reach what the session has to find peers by; asked only where one has none
     */
    static TorrentStatus read(
            EngineTorrent torrent, torrent_status status, boolean sessionPaused, Supplier<SessionReach> reach) {
        Layout layout = status.getHas_metadata() ? torrent.identity().layout().orElse(Layout.UNKNOWN) : Layout.UNKNOWN;
        boolean finished = status.getIs_finished();
        long wantedDone = status.getTotal_wanted_done();
        // too small by the padding of skipped files after a recheck (docs/engine-bugs.md)
        long wanted = Math.max(wantedDone, status.getTotal_wanted());
        long downloadRate = status.getDownload_payload_rate();
        Set<TorrentFlag> flags =
                torrent.runState().shown(torrent.ownFlags(status.getFlags().to_int()));
        boolean paused = sessionPaused || flags.contains(TorrentFlag.PAUSED);
        String error = error(torrent, status.getErrc());
        return TorrentStatus.builder(torrent.id())
                .name(torrent.ask(handle -> Names.ofTorrent(handle, status.getName()), status.getName()))
                .state(TorrentState.of(status.getState().swigValue()))
                .progress(status.getProgress_ppm() / 1e6)
                .downloadRate(downloadRate)
                .uploadRate(status.getUpload_payload_rate())
                .totalDone(done(status, layout.totalSize()))
                .totalWanted(wanted)
                .totalWantedDone(wantedDone)
                .numPeers(status.getNum_peers())
                .numSeeds(status.getNum_seeds())
                .savePath(torrent.place().of(status.getSave_path()))
                .infoHashes(torrent.infoHashes())
                .numPieces(layout.numPieces())
                .piecesDone(status.getNum_pieces())
                .pieceLength(layout.pieceLength())
                .totalSize(layout.totalSize())
                .allTimeDownload(status.getAll_time_download())
                .allTimeUpload(status.getAll_time_upload())
                .totalFailed(status.getTotal_failed_bytes())
                .totalRedundant(status.getTotal_redundant_bytes())
                .numComplete(status.getNum_complete())
                .numIncomplete(status.getNum_incomplete())
                .hasMetadata(status.getHas_metadata())
                .isFinished(finished)
                .isSeeding(status.getIs_seeding())
                .isPaused(paused)
                .isMoving(status.getMoving_storage() || torrent.moveProgress().isPresent())
                .error(error)
                .eta(eta(finished, wanted - wantedDone, downloadRate))
                .addedTime(time(status.getAdded_time()))
                .completedTime(timeIfAny(status.getCompleted_time()))
                .lastDownload(timeIfAny(status.get_last_download() / MILLIS))
                .lastUpload(timeIfAny(status.get_last_upload() / MILLIS))
                .lastSeenComplete(timeIfAny(status.getLast_seen_complete()))
                .activeTime(seconds(status.get_active_duration() / MILLIS))
                .finishedTime(seconds(status.get_finished_duration() / MILLIS))
                .seedingTime(seconds(status.get_seeding_duration() / MILLIS))
                .numConnections(status.getNum_connections())
                .numUploads(status.getNum_uploads())
                .numKnownPeers(status.getList_peers())
                .queuePosition(status.get_queue_position())
                .currentTracker(Credentials.hide(torrent.sources().known(status.getCurrent_tracker())))
                .flags(flags)
                .labels(torrent.notes().last().labels())
                .attributes(torrent.notes().last().attributes())
                .noPeersReason(torrent.noPeers().reason(torrent, status, paused || !error.isEmpty(), flags, reach))
                .build();
    }

    /** Copies the status of many torrents, read from the engine in one step; removed torrents are omitted. */
    public static List<TorrentStatus> readAll(
            session engine, List<EngineTorrent> torrents, Supplier<SessionReach> reach) {
        boolean paused = engine.is_paused();
        torrent_status_vector vector = new torrent_status_vector();
        try {
            List<EngineTorrent> asked = new ArrayList<>();
            for (EngineTorrent torrent : torrents) {
                if (torrent.ask(handle -> add(vector, handle), false)) {
                    asked.add(torrent);
                }
            }
            engine.refresh_torrent_status(vector, QUERY);
            List<TorrentStatus> statuses = new ArrayList<>(asked.size());
            Supplier<SessionReach> shared = once(reach);
            for (int i = 0; i < asked.size(); i++) {
                torrent_status status = vector.get(i);
                if (!status.getSave_path().isEmpty()) { // otherwise it was removed meanwhile
                    statuses.add(read(asked.get(i), status, paused, shared));
                }
            }
            return List.copyOf(statuses);
        } finally {
            vector.delete();
        }
    }

    /** The torrents of which the engine has resume data that nobody has asked for. */
    public static List<EngineTorrent> unsaved(session engine, List<EngineTorrent> torrents) {
        return some(engine, torrents, (torrent, status) -> status.getNeed_save_resume(), (id, position) -> {});
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
                                status.getAll_time_upload(),
                                status.getAll_time_download(),
                                status.get_active_duration() / MILLIS - active))
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
                engine -> some(engine, torrents, (torrent, status) -> status.get_queue_position() >= 0, positions::put),
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
                        (torrent, status) -> folders.put(torrent, Path.of(status.getSave_path())) == null,
                        (id, position) -> {}),
                List.<EngineTorrent>of());
        return folders;
    }

    private static List<EngineTorrent> some(
            session engine,
            List<EngineTorrent> torrents,
            BiPredicate<EngineTorrent, torrent_status> which,
            BiConsumer<Integer, Integer> positions) {
        torrent_status_vector vector = new torrent_status_vector();
        try {
            List<EngineTorrent> asked = torrents.stream()
                    .filter(torrent -> torrent.ask(handle -> add(vector, handle), false))
                    .toList();
            engine.refresh_torrent_status(vector, torrent_handle.query_save_path);
            List<EngineTorrent> found = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                torrent_status status = vector.get(i);
                if (!status.getSave_path().isEmpty() && which.test(asked.get(i), status)) {
                    found.add(asked.get(i));
                    positions.accept(asked.get(i).id(), status.get_queue_position());
                }
            }
            return found;
        } finally {
            vector.delete();
        }
    }

    private static <T> Supplier<T> once(Supplier<T> supplier) {
        AtomicReference<T> known = new AtomicReference<>();
        return () -> known.updateAndGet(before -> before == null ? supplier.get() : before);
    }

    private static boolean add(torrent_status_vector vector, torrent_handle handle) {
        torrent_status query = new torrent_status();
        query.setHandle(handle);
        vector.add(query);
        query.delete();
        return true;
    }

    // The engine counts pad files as done, but not as wanted and done.
    private static long done(torrent_status status, long totalSize) {
        return status.getTotal_wanted() == totalSize
                ? status.getTotal_wanted_done()
                : Math.min(status.getTotal_done(), totalSize);
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

    private static String error(EngineTorrent torrent, error_code error) {
        String place = torrent.place().problem();
        return !place.isEmpty()
                ? place
                : error.failed()
                        ? message(error)
                        : torrent.saved()
                                .stopReason()
                                .orElseGet(() -> torrent.storage().nameProblem());
    }

    // what the engine says of two magnet links, by one info-hash each, whose metadata turns out to be one hybrid
    // torrent's
    private static String message(error_code error) {
        return error.value() == DUPLICATE && error.message().contains("already exists")
                ? "the same torrent was added by its other info-hash; remove it, which removes both, and add one link"
                        + " again"
                : error.message();
    }

    private static Optional<Duration> eta(boolean finished, long left, long rate) {
        return finished || rate <= 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(left / rate));
    }
}
