package org.torrentxt.shell.session;

import java.util.Map;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.json.Document;

/**
 * The limits shared by all torrents of a session.
 *
 * @param downloadLimit bytes per second, 0 for none
 * @param uploadLimit bytes per second, 0 for none
 * @param maxConnections of the whole session, -1 for none
 * @param maxUploads peers to upload to at the same time, -1 for none
 */
public record SessionLimits(long downloadLimit, long uploadLimit, long maxConnections, long maxUploads)
        implements Document {
    static final String DOWN = "download_rate_limit";
    static final String UP = "upload_rate_limit";
    static final String CONNECTIONS = "connections_limit";
    static final String UPLOADS = "unchoke_slots_limit";

    /**
     * Stands for no limit of connections, as this setting, unlike others, has no value for it; the engine uses the same
     * number for a torrent without a limit.
     */
    // not more than this: libtorrent computes its double, and percentages of it, in 32 bits, and with 2147483647 it
    // refuses all incoming uTP connections and disconnects peers as if the limit were reached
    static final long ALL_CONNECTIONS = (1 << 24) - 1;

    /** The limits in force. */
    static SessionLimits of(SessionSettings settings) {
        long connections = number(settings, CONNECTIONS);
        return new SessionLimits(
                number(settings, DOWN),
                number(settings, UP),
                connections >= ALL_CONNECTIONS ? -1 : connections,
                number(settings, UPLOADS));
    }

    @Override
    public Map<String, Object> document() {
        return Document.of(
                "downloadLimit",
                downloadLimit,
                "uploadLimit",
                uploadLimit,
                "maxConnections",
                maxConnections,
                "maxUploads",
                maxUploads);
    }

    private static long number(SessionSettings settings, String name) {
        return ((Number) settings.get(name).value()).longValue();
    }
}
