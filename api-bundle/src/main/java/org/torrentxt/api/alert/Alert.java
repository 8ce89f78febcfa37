package org.torrentxt.api.alert;

import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.InfoHashes;

/**
 * Something that happened in a session, copied from the engine into an immutable record; libtorrent's
 * <a href="https://libtorrent.org/reference-Alerts.html">alerts</a>. Serialisable.
 *
 * <p>Only sessions raise alerts; tests may construct them, too, as {@code AlertBuilder} of {@code torrentxt-testing}
 * does. Later versions may add types of alerts and properties of a type. A record that gets a property keeps its
 * present constructor; so read an alert by its methods, not by a record pattern, and give a {@code switch} over the
 * types a default.
 */
@ProviderType
public sealed interface Alert extends Serializable
        permits AlertsDropped,
                DhtBootstrap,
                DhtGetPeers,
                DhtImmutableItem,
                DhtMutableItem,
                DhtPut,
                FastresumeRejected,
                FileCompleted,
                FileError,
                FileRenameFailed,
                FileRenamed,
                ListenFailed,
                ListenSucceeded,
                MetadataFailed,
                MetadataReceived,
                NetworkDeviceDown,
                NetworkDeviceUp,
                OtherAlert,
                PeerConnect,
                PeerDisconnected,
                PieceFinished,
                ResumeDataFailed,
                ResumeDataReady,
                ScrapeFailed,
                ScrapeReply,
                StateChanged,
                StateDamaged,
                StateFailing,
                StateRecovered,
                StorageMoved,
                StorageMovedFailed,
                TorrentAdded,
                TorrentAttributesChanged,
                TorrentChecked,
                TorrentDeleteFailed,
                TorrentDeleted,
                TorrentError,
                TorrentFinished,
                TorrentLabelsChanged,
                TorrentPaused,
                TorrentRemoved,
                TorrentResumed,
                TrackerError,
                TrackerReply {
    /** Where and when it arose. */
    AlertOrigin origin();

    /** The type of the alert. */
    AlertType type();

    /** The event properties specific to this type, in plain Java types. */
    Map<String, Object> details();

    /** The session's name. */
    default String session() {
        return origin().session();
    }

    /** The torrent's id, 0 if there is none. */
    default int torrent() {
        return origin().torrent();
    }

    /** The torrent's info-hashes as far as known. */
    default InfoHashes infoHashes() {
        return origin().infoHashes();
    }

    /** When it was read from the engine. */
    default Instant timestamp() {
        return origin().timestamp();
    }

    /**
     * All event properties in plain Java types (Integer, Long, String, Boolean, byte[], String[]), so that filters and
     * other tools work without these classes: the common properties of {@link AlertTopics}, except {@code alert}
     * itself, and {@link #details()}. A new map.
     */
    default Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(AlertTopics.SESSION, session());
        properties.put(AlertTopics.TORRENT, torrent());
        if (!origin().torrentName().isEmpty()) {
            properties.put(AlertTopics.TORRENT_NAME, origin().torrentName());
        }
        properties.put(AlertTopics.CODE, type().code());
        properties.put(AlertTopics.NAME, type().alertName());
        properties.put(AlertTopics.TIMESTAMP, timestamp().toEpochMilli());
        infoHashes().v1().ifPresent(hash -> properties.put(AlertTopics.INFO_HASH_V1, hash.hex()));
        infoHashes().v2().ifPresent(hash -> properties.put(AlertTopics.INFO_HASH_V2, hash.hex()));
        if (!origin().labels().isEmpty()) {
            properties.put(AlertTopics.LABELS, origin().labels().toArray(String[]::new));
        }
        origin().attributes().forEach((key, value) -> properties.put(AlertTopics.ATTRIBUTE + key, value));
        properties.putAll(details());
        return properties;
    }
}
