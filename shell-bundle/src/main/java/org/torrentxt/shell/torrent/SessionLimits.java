package org.torrentxt.shell.torrent;

import org.torrentxt.api.SessionSettings;

/**
 * The limits that all torrents of a session share.
 *
 * @param downloadLimit bytes a second, 0 for none
 * @param uploadLimit bytes a second, 0 for none
 * @param maxConnections of the whole session
 * @param maxUploads peers to upload to at a time, -1 for none
 */
public record SessionLimits(long downloadLimit, long uploadLimit, long maxConnections, long maxUploads) {
    static final String DOWN = "download_rate_limit";
    static final String UP = "upload_rate_limit";
    static final String CONNECTIONS = "connections_limit";
    static final String UPLOADS = "unchoke_slots_limit";

    /** The limits in force. */
    static SessionLimits of(SessionSettings settings) {
        return new SessionLimits(
                number(settings, DOWN), number(settings, UP), number(settings, CONNECTIONS), number(settings, UPLOADS));
    }

    private static long number(SessionSettings settings, String name) {
        return ((Number) settings.get(name).value()).longValue();
    }
}
