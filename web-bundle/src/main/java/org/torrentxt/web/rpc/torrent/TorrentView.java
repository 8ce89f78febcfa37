package org.torrentxt.web.rpc.torrent;

import java.util.List;
import java.util.Optional;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.web.rpc.call.Call;
import org.torrentxt.web.rpc.value.MediaTypes;
import org.torrentxt.web.rpc.value.Peers;
import org.torrentxt.web.rpc.value.ShareView;

/**
 * A torrent as one answer shows it: each part of it is read once, when the first field needs it. Of a torrent that is
 * gone meanwhile, what was not read yet is empty.
 */
final class TorrentView {
    private final TorrentSession session;
    private final TorrentStatus status;
    private final Facts facts;
    private final boolean isFresh;
    private final ShareView shares;

    private Optional<Torrent> torrent;
    private List<FileInfo> files;
    private List<PeerInfo> peers;
    private List<TrackerInfo> trackers;

    /** A torrent whose status and {@code facts} are known; the facts are used where they are no older than they say. */
    TorrentView(Call call, TorrentStatus status, Facts facts, boolean isFresh) {
        this.session = call.session();
        this.shares = new ShareView(status, call.policies());
        this.status = status;
        this.facts = facts;
        this.isFresh = isFresh;
    }

    TorrentStatus status() {
        return status;
    }

    /** Its share limits. */
    ShareView shares() {
        return shares;
    }

    /** Empty once it is gone. */
    Optional<Torrent> torrent() {
        if (torrent == null) {
            torrent = session.find(status.id());
        }
        return torrent;
    }

    /** The session's setting of that name, a number. */
    long setting(String name) {
        return session.settings().get(name).value() instanceof Number number ? number.longValue() : 0;
    }

    List<FileInfo> files() {
        if (files == null) {
            files = torrent().map(Torrent::files).orElse(List.of());
        }
        return files;
    }

    /** Those that are connected. */
    List<PeerInfo> peers() {
        if (peers == null) {
            peers = torrent().map(Torrent::peers).orElse(List.of()).stream()
                    .filter(Peers::isConnected)
                    .toList();
        }
        return peers;
    }

    /** As they are now. */
    List<TrackerInfo> trackers() {
        if (trackers == null) {
            trackers = torrent().map(Torrent::trackers).orElse(List.of());
        }
        return trackers;
    }

    /** Which trackers it has, as they were a while ago if many torrents are asked for. */
    List<TrackerInfo> knownTrackers() {
        return isFresh
                ? facts.trackers().renew(this::trackers)
                : facts.trackers().get(this::trackers);
    }

    /** When the last answer of a tracker was first seen here, in seconds since 1970. */
    long announced(TrackerInfo tracker) {
        return facts.announces().seen(tracker);
    }

    /** The number of files; 0 until the metadata is known. */
    int fileCount() {
        return status.hasMetadata()
                ? facts.content().get(() -> Facts.Content.of(files())).count()
                : 0;
    }

    /** The media type of most of its content. */
    String mediaType() {
        return status.hasMetadata()
                ? facts.content().get(() -> Facts.Content.of(files())).mediaType()
                : MediaTypes.UNKNOWN;
    }

    /** The number of peers that send to us; those of some seconds ago if many torrents are asked for. */
    int sending() {
        if (status.downloadRate() == 0) {
            return 0;
        }
        return isFresh
                ? facts.sending().renew(this::countSending)
                : facts.sending().get(this::countSending);
    }

    private Integer countSending() {
        return (int) peers().stream().filter(Peers::isDownloadingFrom).count();
    }
}
