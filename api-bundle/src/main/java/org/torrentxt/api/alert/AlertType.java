package org.torrentxt.api.alert;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The types of alert, each with a stable code, a name used in events and commands, and an EventAdmin topic. Types with
 * codes from 1000 are named after libtorrent's alert, whose number is the code minus 1000.
 */
public enum AlertType {
    /** {@link TorrentAdded}. */
    TORRENT_ADDED(1),
    /** {@link MetadataReceived}. */
    METADATA_RECEIVED(2),
    /** {@link PieceFinished}. */
    PIECE_FINISHED(3, Volume.DROPPABLE),
    /** {@link TorrentFinished}. */
    TORRENT_FINISHED(4),
    /** {@link TorrentError}. */
    TORRENT_ERROR(5),
    /** {@link StateChanged}. */
    STATE_CHANGED(6),
    /** {@link TrackerReply}. */
    TRACKER_REPLY(7),
    /** {@link TrackerError}. */
    TRACKER_ERROR(8),
    /** {@link ResumeDataReady}. */
    RESUME_DATA_READY(9),
    /** {@link ResumeDataFailed}. */
    RESUME_DATA_FAILED(10),
    /** {@link TorrentRemoved}. */
    TORRENT_REMOVED(11),
    /** {@link DhtBootstrap}. */
    DHT_BOOTSTRAP(12),
    /** {@link ListenSucceeded}. */
    LISTEN_SUCCEEDED(13),
    /** {@link ListenFailed}. */
    LISTEN_FAILED(14),
    /** {@link TorrentPaused}. */
    TORRENT_PAUSED(15),
    /** {@link TorrentResumed}. */
    TORRENT_RESUMED(16),
    /** {@link FileCompleted}. */
    FILE_COMPLETED(17, Volume.DROPPABLE),
    /** {@link FileError}. */
    FILE_ERROR(18),
    /** {@link StorageMoved}. */
    STORAGE_MOVED(19),
    /** {@link FastresumeRejected}. */
    FASTRESUME_REJECTED(20),
    /** {@link ScrapeReply}. */
    SCRAPE_REPLY(21),
    /** {@link DhtImmutableItem}. */
    DHT_IMMUTABLE_ITEM(22),
    /** {@link DhtMutableItem}. */
    DHT_MUTABLE_ITEM(23),
    /** {@link DhtPut}. */
    DHT_PUT(24),
    /** A piece was read from disk. */
    READ_PIECE(1005),
    /** {@link FileRenamed}. */
    FILE_RENAMED(1007),
    /** {@link FileRenameFailed}. */
    FILE_RENAME_FAILED(1008),
    /** Settings or the machine limit the speed. */
    PERFORMANCE(1009, Volume.DROPPABLE),
    /** A tracker answered with a warning. */
    TRACKER_WARNING(1012),
    /** {@link ScrapeFailed}. */
    SCRAPE_FAILED(1014),
    /** The DHT returned peers of a torrent. */
    DHT_REPLY(1016, Volume.DROPPABLE),
    /** An announce was sent to a tracker. */
    TRACKER_ANNOUNCE(1017, Volume.DROPPABLE),
    /** A piece did not match its hash and is downloaded again. */
    HASH_FAILED(1018, Volume.DROPPABLE),
    /** A peer was banned for sending bad data. */
    PEER_BAN(1019, Volume.DROPPABLE),
    /** A stalled peer is sending again. */
    PEER_UNSNUBBED(1020, Volume.DROPPABLE),
    /** A peer stalled. */
    PEER_SNUBBED(1021, Volume.DROPPABLE),
    /** A peer violated the protocol. */
    PEER_ERROR(1022, Volume.DROPPABLE),
    /** {@link PeerConnect}. */
    PEER_CONNECT(1023, Volume.DROPPABLE),
    /** {@link PeerDisconnected}. */
    PEER_DISCONNECTED(1024, Volume.DROPPABLE),
    /** A peer requested something that does not exist. */
    INVALID_REQUEST(1025, Volume.DROPPABLE),
    /** A peer cancelled a request of this session. */
    REQUEST_DROPPED(1028, Volume.VERBOSE),
    /** A block did not arrive in time. */
    BLOCK_TIMEOUT(1029, Volume.VERBOSE),
    /** A 16 KiB block arrived. */
    BLOCK_FINISHED(1030, Volume.VERBOSE),
    /** A 16 KiB block was requested. */
    BLOCK_DOWNLOADING(1031, Volume.VERBOSE),
    /** A block arrived that was not requested. */
    UNWANTED_BLOCK(1032, Volume.VERBOSE),
    /** {@link StorageMovedFailed}. */
    STORAGE_MOVED_FAILED(1034),
    /** {@link TorrentDeleted}. */
    TORRENT_DELETED(1035),
    /** {@link TorrentDeleteFailed}. */
    TORRENT_DELETE_FAILED(1036),
    /** {@link TorrentChecked}. */
    TORRENT_CHECKED(1041),
    /** A web seed failed. */
    URL_SEED(1042),
    /** {@link MetadataFailed}. */
    METADATA_FAILED(1044),
    /** A UDP socket failed. */
    UDP_ERROR(1046, Volume.DROPPABLE),
    /** The session has learned its external address. */
    EXTERNAL_IP(1047),
    /** A router refused a port mapping. */
    PORTMAP_ERROR(1050),
    /** A router mapped a port. */
    PORTMAP(1051),
    /** A log line of the port mapper. */
    PORTMAP_LOG(1052, Volume.VERBOSE),
    /** A peer was blocked by the IP filter. */
    PEER_BLOCKED(1054, Volume.DROPPABLE),
    /** Another node announced itself to our DHT node. */
    DHT_ANNOUNCE(1055, Volume.DROPPABLE),
    /** Another node asked our DHT node for peers; libtorrent's {@code dht_get_peers}. */
    DHT_INCOMING_GET_PEERS(1056, Volume.DROPPABLE),
    /** A torrent's data was written to disk. */
    CACHE_FLUSHED(1058),
    /** A peer was found on the local network. */
    LSD_PEER(1060, Volume.DROPPABLE),
    /** A tracker assigned an id. */
    TRACKERID(1061),
    /** A torrent needs an SSL certificate. */
    TORRENT_NEED_CERT(1065),
    /** A peer connected to the session, but not yet to a torrent. */
    INCOMING_CONNECTION(1066, Volume.DROPPABLE),
    /** The DHT failed. */
    DHT_ERROR(1073, Volume.DROPPABLE),
    /** The I2P router failed. */
    I2P(1077),
    /** Our DHT node requests peers from others. */
    DHT_OUTGOING_GET_PEERS(1078, Volume.VERBOSE),
    /** A log line of the session. */
    LOG(1079, Volume.VERBOSE),
    /** A log line of a torrent. */
    TORRENT_LOG(1080, Volume.VERBOSE),
    /** A log line of a peer. */
    PEER_LOG(1081, Volume.VERBOSE),
    /** Local service discovery failed. */
    LSD_ERROR(1082),
    /** The state of the DHT's routing table and requests. */
    DHT_STATS(1083, Volume.VERBOSE),
    /** A peer requested a block. */
    INCOMING_REQUEST(1084, Volume.VERBOSE),
    /** A log line of the DHT. */
    DHT_LOG(1085, Volume.VERBOSE),
    /** A DHT packet. */
    DHT_PKT(1086, Volume.VERBOSE),
    /** {@link DhtGetPeers}; libtorrent's {@code dht_get_peers_reply}. */
    DHT_GET_PEERS(1087),
    /** A DHT node answered a direct request. */
    DHT_DIRECT_RESPONSE(1088),
    /** A log line of the piece picker. */
    PICKER_LOG(1089, Volume.VERBOSE),
    /** The session failed as a whole. */
    SESSION_ERROR(1090),
    /** The live nodes of the DHT's routing table. */
    DHT_LIVE_NODES(1091),
    /** A DHT node returned info-hashes that it knows (BEP 51). */
    DHT_SAMPLE_INFOHASHES(1093),
    /** A block was sent. */
    BLOCK_UPLOADED(1094, Volume.VERBOSE),
    /** {@link AlertsDropped}. */
    ALERTS_DROPPED(1095),
    /** A SOCKS5 proxy failed. */
    SOCKS5(1096),
    /** File priorities were changed. */
    FILE_PRIO(1097),
    /** A file on disk is larger than in the torrent. */
    OVERSIZED_FILE(1098),
    /** {@link StateDamaged}; not of libtorrent. */
    STATE_DAMAGED(2001),
    /** {@link TorrentLabelsChanged}; not of libtorrent. */
    TORRENT_LABELS_CHANGED(2002),
    /** {@link TorrentAttributesChanged}; not of libtorrent. */
    TORRENT_ATTRIBUTES_CHANGED(2003),
    /** {@link StateFailing}; not of libtorrent. */
    STATE_FAILING(2004),
    /** {@link StateRecovered}; not of libtorrent. */
    STATE_RECOVERED(2005),
    /** {@link NetworkDeviceDown}; not of libtorrent. */
    NETWORK_DEVICE_DOWN(2006),
    /** {@link NetworkDeviceUp}; not of libtorrent. */
    NETWORK_DEVICE_UP(2007);

    private enum Volume {
        KEPT,
        DROPPABLE,
        VERBOSE
    }

    private static final Map<String, AlertType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(AlertType::alertName, Function.identity()));

    private final int code;
    private final Volume volume;
    private final String alertName;

    AlertType(int code) {
        this(code, Volume.KEPT);
    }

    AlertType(int code, Volume volume) {
        this.code = code;
        this.volume = volume;
        this.alertName = camelCase(name());
    }

    private static String camelCase(String constant) {
        StringBuilder text = new StringBuilder(constant.length());
        for (int i = 0; i < constant.length(); i++) {
            char c = constant.charAt(i);
            if (c != '_') {
                text.append(i > 0 && constant.charAt(i - 1) == '_' ? c : Character.toLowerCase(c));
            }
        }
        return text.toString();
    }

    /** The type with that name; empty if there is none. */
    public static Optional<AlertType> byName(String alertName) {
        return Optional.ofNullable(BY_NAME.get(Objects.requireNonNull(alertName, "alertName")));
    }

    /** The code of this type, which never changes. */
    public int code() {
        return code;
    }

    /** The name of this type, such as {@code torrentFinished}. */
    public String alertName() {
        return alertName;
    }

    /** The EventAdmin topic of this type. */
    public String topic() {
        return AlertTopics.PREFIX + alertName;
    }

    /**
     * True for high-volume types, which are delivered only to subscribers that name them: single blocks, packets and
     * log lines. They are droppable, too.
     */
    public boolean isVerbose() {
        return volume == Volume.VERBOSE;
    }

    /**
     * True for types that are dropped, counted and reported by {@link AlertsDropped} when a subscriber is too slow. For
     * other types the queue may grow five times as long; they are dropped only for a stuck subscriber, or when the
     * engine's own queue overflows, which is also reported by {@link AlertsDropped}.
     */
    public boolean isDroppable() {
        return volume != Volume.KEPT;
    }
}
