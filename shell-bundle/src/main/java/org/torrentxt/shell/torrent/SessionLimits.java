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

    /** Stands for no limit of connections: unlike others, that setting takes no number for it. */
    static final long ALL_CONNECTIONS = Integer.MAX_VALUE;

    /** The limits in force. */
    static SessionLimits of(SessionSettings settings) {
        long connections = number(settings, CONNECTIONS);
        return new SessionLimits(
                number(settings, DOWN),
                number(settings, UP),
                connections == ALL_CONNECTIONS ? -1 : connections,
                number(settings, UPLOADS));
    }

    private static long number(SessionSettings settings, String name) {
        return ((Number) settings.get(name).value()).longValue();
    }
}
