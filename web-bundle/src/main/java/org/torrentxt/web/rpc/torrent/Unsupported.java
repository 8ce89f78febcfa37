package org.torrentxt.web.rpc.torrent;

import org.torrentxt.api.TorrentException;
import org.torrentxt.web.rpc.call.Arguments;

/** What Transmission can and sessions cannot: refused, unless it is set to what it is anyway. */
final class Unsupported {
    private Unsupported() {}

    static void refuse(Arguments arguments) {
        arguments
                .number("bandwidthPriority", -1, 1)
                .filter(priority -> priority != 0)
                .ifPresent(priority -> {
                    throw refused("bandwidthPriority", "0", "torrents have no bandwidth priorities");
                });
        arguments.truth("honorsSessionLimits").filter(honors -> !honors).ifPresent(honors -> {
            throw refused("honorsSessionLimits", "true", "the limits of the session are those of all its torrents");
        });
    }

    private static TorrentException refused(String name, String expected, String why) {
        return TorrentException.invalid(name + " cannot be changed: " + why + "; expected " + expected);
    }
}
