package org.torrentxt.impl.engine.alert;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.libtorrent4j.Vectors;
import org.libtorrent4j.swig.*;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.*;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.TorrentReader;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.engine.torrent.Transferred;
import org.torrentxt.impl.network.GatewayEntry;
import org.torrentxt.impl.storage.Deletion;

/**
 * Copies the engine's alerts into records. Runs on the thread that popped them, before the next pop, after which they
 * are invalid.
 */
public final class AlertReader {
    private static final int FILE_EXISTS = 17; // of the operating system
    private static final String[] SOCKET_TYPES = {
        "tcp", "socks5", "http", "utp", "i2p", "rtc", "ssl", "socks5-ssl", "http-ssl", "utp-ssl"
    };

    private final String session;
    private final TorrentTable torrents;
    private final UnaryOperator<String> urls;
    private StateChanged lastChange; // on the thread that pops alerts alone

    /**
     * Creates a reader for a session.
     *
     * @param urls restores the original URLs in texts of the engine
     */
    public AlertReader(String session, TorrentTable torrents, UnaryOperator<String> urls) {
        this.session = session;
        this.torrents = torrents;
        this.urls = urls;
    }

    /** The record of one alert; empty if it concerns a torrent that is no longer known. */
    Optional<Alert> read(AlertType type, alert raw) {
        alert typed = AlertKinds.cast(type, raw);
        if (isOfGatewayAlone(typed)) {
            return Optional.empty();
        }
        if (typed instanceof torrent_alert about && !isOfSession(type, about)) {
            return torrentOf(type, about).map(torrent -> ofTorrent(type, about, torrent));
        }
        return Optional.of(ofSession(type, typed, new AlertOrigin(session, 0, InfoHashes.NONE, Instant.now())));
    }

    // The endpoint that the engine opens to reach its gateway is internal, and so are failures to reach the gateway
    // from other devices.
    private boolean isOfGatewayAlone(alert typed) {
        if (typed instanceof listen_succeeded_alert opened) {
            return GatewayEntry.isAt(opened.get_address().to_string());
        } else if (typed instanceof listen_failed_alert failed) {
            return GatewayEntry.isAt(failed.get_address().to_string());
        } else if (typed instanceof tracker_alert tracker
                && (typed instanceof tracker_error_alert || typed instanceof tracker_announce_alert)) {
            String url = tracker.tracker_url();
            boolean skipped = typed instanceof tracker_error_alert failed
                    && failed.getError().value() == TorrentReader.ANNOUNCE_SKIPPED;
            return !urls.apply(url).equals(url)
                    && (skipped
                            || !TorrentReader.reachesGateway(
                                    tracker.get_local_endpoint().address()));
        }
        return false;
    }

    // an incoming connection is blocked before the peer names the torrent
    private static boolean isOfSession(AlertType type, torrent_alert about) {
        return type == AlertType.PEER_BLOCKED && !about.getHandle().is_valid();
    }

    private Optional<EngineTorrent> torrentOf(AlertType type, torrent_alert about) {
        // the handle of a torrent that left is empty, but these know its hashes
        return switch (type) {
            case TORRENT_REMOVED ->
                torrents.byHashes(Natives.infoHashes(((torrent_removed_alert) about).getInfo_hashes()));
            case TORRENT_DELETED ->
                torrents.byHashes(Natives.infoHashes(((torrent_deleted_alert) about).getInfo_hashes()));
            case TORRENT_DELETE_FAILED ->
                torrents.byHashes(Natives.infoHashes(((torrent_delete_failed_alert) about).getInfo_hashes()));
            default -> torrents.byHandle(about.getHandle());
        };
    }

    // The engine raises this alert right after the state change. If that was dropped, no check is assumed.
    private TorrentState finishedFrom(EngineTorrent torrent) {
        StateChanged change = lastChange;
        return change != null && change.torrent() == torrent.id() && change.state() == TorrentState.FINISHED
                ? change.prevState()
                : TorrentState.DOWNLOADING;
    }

    /** How the torrent of an alert was added, and by whom, for the log. */
    String addition(Alert alert) {
        return torrents.find(alert.torrent()).map(EngineTorrent::addition).orElse("added");
    }

    /** What the torrent of an alert has received; empty once it is gone. */
    Optional<Transferred> transferred(Alert alert) {
        return torrents.find(alert.torrent()).flatMap(Transferred::of);
    }

    private TorrentFinished finished(AlertOrigin origin, EngineTorrent torrent) {
        Optional<Path> folder = torrent.storage().savePath();
        return new TorrentFinished(
                origin,
                finishedFrom(torrent) == TorrentState.DOWNLOADING,
                folder.map(Path::toString).orElse(""),
                folder.map(path -> torrent.storage().content(path).toString()).orElse(""));
    }

    private Alert ofTorrent(AlertType type, torrent_alert about, EngineTorrent torrent) {
        String name = torrent.identity().name(about.getHandle(), about.torrent_name());
        AlertOrigin origin = torrent.origin(name);
        return switch (type) {
            case TORRENT_ADDED -> new TorrentAdded(origin, name);
            case METADATA_RECEIVED -> new MetadataReceived(origin, name);
            case PIECE_FINISHED -> new PieceFinished(origin, ((piece_finished_alert) about).getPiece_index());
            case FILE_COMPLETED -> new FileCompleted(origin, ((file_completed_alert) about).getIndex());
            case TORRENT_FINISHED -> finished(origin, torrent);
            case TORRENT_CHECKED -> new TorrentChecked(origin);
            case TORRENT_REMOVED -> new TorrentRemoved(origin);
            case TORRENT_DELETED, TORRENT_DELETE_FAILED ->
                torrent.storage()
                        .deletion()
                        .map(Deletion::finish)
                        .orElseGet(() -> leftPartFile(type))
                        .<Alert>map(left -> deleteFailed(about, origin, left))
                        .orElseGet(() -> new TorrentDeleted(origin));
            case TORRENT_PAUSED -> new TorrentPaused(origin);
            case TORRENT_RESUMED -> new TorrentResumed(origin);
            case STATE_CHANGED -> {
                state_changed_alert a = (state_changed_alert) about;
                StateChanged change = new StateChanged(
                        origin,
                        TorrentState.of(a.getState().swigValue()),
                        TorrentState.of(a.getPrev_state().swigValue()));
                lastChange = change;
                yield change;
            }
            case STORAGE_MOVED -> {
                storage_moved_alert a = (storage_moved_alert) about;
                yield new StorageMoved(origin, a.storage_path(), a.old_path(), AlertMessages.of(a, torrent));
            }
            case FILE_RENAMED -> {
                file_renamed_alert a = (file_renamed_alert) about;
                String path = torrent.paths().told(a.getIndex(), a.new_name());
                yield new FileRenamed(origin, a.getIndex(), path, AlertMessages.of(a, torrent));
            }
            case RESUME_DATA_READY -> {
                add_torrent_params params = ((save_resume_data_alert) about).getParams();
                torrent.sources().addTo(params);
                torrent.reading()
                        .ifPresent(pieces -> params.setFlags(torrent_flags_t.from_int(
                                pieces.ownFlags(params.getFlags().to_int()))));
                params.setSave_path(torrent.place().of(params.getSave_path()).toString());
                torrent.runState().correct(params);
                torrent.limits().correct(params);
                byte[] resumeData = Natives.bytes(libtorrent.write_resume_data_buf_ex(params));
                yield new ResumeDataReady(
                        origin, torrent.paths().addTo(torrent.outerKeys().addTo(resumeData)));
            }
            case PEER_CONNECT -> {
                peer_connect_alert a = (peer_connect_alert) about;
                boolean incoming = a.getDirection().swigValue() == peer_connect_alert.direction_t.in.swigValue();
                yield new PeerConnect(origin, Natives.endpoint(a.get_endpoint()), incoming ? "in" : "out");
            }
            case TRACKER_REPLY -> {
                tracker_reply_alert a = (tracker_reply_alert) about;
                yield new TrackerReply(origin, urls.apply(a.tracker_url()), a.getNum_peers());
            }
            case SCRAPE_REPLY -> {
                scrape_reply_alert a = (scrape_reply_alert) about;
                yield new ScrapeReply(origin, urls.apply(a.tracker_url()), a.getComplete(), a.getIncomplete());
            }
            default -> failureOfTorrent(type, about, origin, torrent);
        };
    }

    // of one that is removed without its files
    private static Optional<String> leftPartFile(AlertType type) {
        return type == AlertType.TORRENT_DELETE_FAILED ? Optional.of("the part file") : Optional.empty();
    }

    private static Alert deleteFailed(torrent_alert about, AlertOrigin origin, String left) {
        String message = "could not delete " + left;
        if (about instanceof torrent_delete_failed_alert failed
                && failed.getError().failed()) {
            return new TorrentDeleteFailed(
                    origin,
                    new Failure(failed.getError().value(), failed.getError().message(), message));
        }
        return new TorrentDeleteFailed(origin, new Failure(0, "files remain", message));
    }

    private Alert failureOfTorrent(AlertType type, torrent_alert about, AlertOrigin origin, EngineTorrent torrent) {
        String message = urls.apply(AlertMessages.of(about, torrent));
        return switch (type) {
            case TORRENT_ERROR ->
                new TorrentError(origin, Natives.failure(((torrent_error_alert) about).getError(), message));
            case RESUME_DATA_FAILED ->
                new ResumeDataFailed(
                        origin, Natives.failure(((save_resume_data_failed_alert) about).getError(), message));
            case METADATA_FAILED ->
                new MetadataFailed(origin, Natives.failure(((metadata_failed_alert) about).getError(), message));
            case FILE_ERROR -> {
                file_error_alert a = (file_error_alert) about;
                yield new FileError(
                        origin, AlertMessages.path(a.filename(), torrent), Natives.failure(a.getError(), message));
            }
            case FILE_RENAME_FAILED -> {
                file_rename_failed_alert a = (file_rename_failed_alert) about;
                yield new FileRenameFailed(origin, a.getIndex(), Natives.failure(a.getError(), message));
            }
            case STORAGE_MOVED_FAILED -> {
                storage_moved_failed_alert a = (storage_moved_failed_alert) about;
                Failure failure = a.getError().failed()
                        ? Natives.failure(a.getError(), message)
                        : fileExists(AlertMessages.path(a.file_path(), torrent));
                yield new StorageMovedFailed(origin, AlertMessages.path(a.file_path(), torrent), failure);
            }
            case FASTRESUME_REJECTED -> {
                fastresume_rejected_alert a = (fastresume_rejected_alert) about;
                yield new FastresumeRejected(
                        origin, AlertMessages.path(a.file_path(), torrent), Natives.failure(a.getError(), message));
            }
            case TRACKER_ERROR -> {
                tracker_error_alert a = (tracker_error_alert) about;
                yield new TrackerError(origin, urls.apply(a.tracker_url()), Natives.failure(a.getError(), message));
            }
            case SCRAPE_FAILED -> {
                scrape_failed_alert a = (scrape_failed_alert) about;
                yield new ScrapeFailed(origin, urls.apply(a.tracker_url()), Natives.failure(a.getError(), message));
            }
            case PEER_DISCONNECTED -> {
                peer_disconnected_alert a = (peer_disconnected_alert) about;
                yield new PeerDisconnected(
                        origin, Natives.endpoint(a.get_endpoint()), Natives.failure(a.getError(), message));
            }
            default -> new OtherAlert(origin, type, message);
        };
    }

    // The engine reports the result of its own stat of the file, which succeeded.
    private static Failure fileExists(String path) {
        String reason = "file already exists";
        return new Failure(
                FILE_EXISTS, reason, "storage move failed (" + path + "): " + reason + " at the destination");
    }

    private Alert ofSession(AlertType type, alert typed, AlertOrigin origin) {
        return switch (type) {
            case DHT_BOOTSTRAP -> new DhtBootstrap(origin);
            case LISTEN_SUCCEEDED -> {
                listen_succeeded_alert a = (listen_succeeded_alert) typed;
                yield new ListenSucceeded(
                        origin, Natives.endpoint(a.get_address(), a.getPort()), socketType(a.get_socket_type()));
            }
            case LISTEN_FAILED -> {
                listen_failed_alert a = (listen_failed_alert) typed;
                // a device that does not exist has no address
                String endpoint = a.get_address().is_unspecified()
                        ? a.listen_interface()
                        : Natives.endpoint(a.get_address(), a.getPort()).toString();
                yield new ListenFailed(
                        origin, endpoint, socketType(a.get_socket_type()), Natives.failure(a.getError(), a.message()));
            }
            case DHT_IMMUTABLE_ITEM -> {
                dht_immutable_item_alert a = (dht_immutable_item_alert) typed;
                yield new DhtImmutableItem(origin, new DhtTarget(a.getTarget().to_hex()), Natives.value(a.getItem()));
            }
            case DHT_MUTABLE_ITEM -> {
                dht_mutable_item_alert a = (dht_mutable_item_alert) typed;
                yield new DhtMutableItem(
                        origin,
                        publicKey(a.get_key()),
                        Natives.value(a.getItem()),
                        a.get_seq(),
                        Vectors.byte_array2bytes(a.get_signature()),
                        Natives.bytes(a.get_salt()),
                        a.getAuthoritative());
            }
            case DHT_PUT -> dhtPut((dht_put_alert) typed, origin);
            case DHT_GET_PEERS -> {
                dht_get_peers_reply_alert a = (dht_get_peers_reply_alert) typed;
                List<Endpoint> peers = a.peers().stream().map(Natives::endpoint).toList();
                yield new DhtGetPeers(origin, new InfoHash(a.getInfo_hash().to_hex()), peers);
            }
            case ALERTS_DROPPED -> new AlertsDropped(origin, dropped((alerts_dropped_alert) typed));
            default -> new OtherAlert(origin, type, urls.apply(typed.message()));
        };
    }

    private static DhtPut dhtPut(dht_put_alert a, AlertOrigin origin) {
        if (!a.getTarget().is_all_zeros()) {
            Optional<DhtTarget> target = Optional.of(new DhtTarget(a.getTarget().to_hex()));
            return new DhtPut(origin, target, Optional.empty(), new byte[0], new byte[0], 0, a.getNum_success());
        }
        return new DhtPut(
                origin,
                Optional.empty(),
                Optional.of(publicKey(a.get_public_key())),
                Vectors.byte_array2bytes(a.get_signature()),
                Natives.bytes(a.get_salt()),
                a.get_seq(),
                a.getNum_success());
    }

    private static DhtPublicKey publicKey(byte_array_32 key) {
        return new DhtPublicKey(java.util.HexFormat.of().formatHex(Vectors.byte_array2bytes(key)));
    }

    private static Map<String, Long> dropped(alerts_dropped_alert alert) {
        Map<String, Long> kinds = new HashMap<>();
        bitset_128 bits = alert.getDropped_alerts();
        for (int number = 0; number < bits.size(); number++) {
            AlertType type = AlertKinds.byNumber(number);
            if (type != null && bits.test(number)) {
                kinds.put(type.alertName(), -1L);
            }
        }
        return kinds;
    }

    private static String socketType(int number) {
        return number >= 0 && number < SOCKET_TYPES.length ? SOCKET_TYPES[number] : "unknown";
    }
}
