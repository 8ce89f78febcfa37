package org.torrentxt.shell.torrent;

import org.torrentxt.api.SessionSettings;

/**
 * The limits that all torrents of a session share.
 *
 * @param downloadLimit bytes a second, 0 for none
 * @param uploadLimit bytes a second, 0 for none
 * @param maxConnections of the whole session, -1 for none
 * @param maxUploads peers to upload to at a time, -1 for none
 */
public record SessionLimits(long downloadLimit, long uploadLimit, long maxConnections, long maxUploads) {
    static final String DOWN = "download_rate_limit";
    static final String UP = "upload_rate_limit";
    static final String CONNECTIONS = "connections_limit";
    static final String UPLOADS = "unchoke_slots_limit";

    /**
     * Stands for no limit of connections, as the engine's own number of a torrent's does: unlike others, that setting takes
     * no number for it.
     */
    // no more than this: libtorrent calculates with its double, and with its percentage, in 32 bits, and with
    // 2147483647
    // refuses all incoming uTP, and disconnects peers as if the limit was reached
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

    private static long number(SessionSettings settings, String name) {
        return ((Number) settings.get(name).value()).longValue();
    }
}
