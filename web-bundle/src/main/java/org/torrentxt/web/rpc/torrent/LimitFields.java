package org.torrentxt.web.rpc.torrent;

import java.util.List;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;

/** The limits of a torrent. Rates are in kilobytes (1000 bytes) per second. */
final class LimitFields {
    static final List<Field> ALL = List.of(
            Field.number("downloadLimit", torrent -> KeptLimit.DOWNLOAD.kilobytes(torrent)),
            Field.truth("downloadLimited", torrent -> KeptLimit.DOWNLOAD.isOn(torrent)),
            Field.number("uploadLimit", torrent -> KeptLimit.UPLOAD.kilobytes(torrent)),
            Field.truth("uploadLimited", torrent -> KeptLimit.UPLOAD.isOn(torrent)),
            Field.number("peer-limit", LimitFields::peerLimit),
            Field.number("maxConnectedPeers", LimitFields::peerLimit),
            Field.truth("honorsSessionLimits", torrent -> true),
            Field.number("bandwidthPriority", torrent -> 0),
            Field.real("seedRatioLimit", torrent -> torrent.shares().ratioLimit()),
            Field.number("seedRatioMode", torrent -> torrent.shares().ratioMode()),
            Field.number("seedIdleLimit", torrent -> torrent.shares().idleLimit()),
            Field.number("seedIdleMode", torrent -> torrent.shares().idleMode()));

    private LimitFields() {}

    private static long peerLimit(TorrentView torrent) {
        int own = torrent.torrent().map(Torrent::maxConnections).orElse(-1);
        return own >= 0 ? own : torrent.setting("connections_limit");
    }

    /** Sets its own maximum number of connections, unless it is what is shown already, which may be the session's. */
    static void setPeerLimit(TorrentSession session, Torrent torrent, int limit) {
        int own = torrent.maxConnections();
        Object shown = own >= 0
                ? (Object) own
                : session.settings().get("connections_limit").value();
        if (!(shown instanceof Number number) || number.longValue() != limit) {
            torrent.setMaxConnections(limit);
        }
    }
}
