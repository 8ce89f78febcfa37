package org.torrentxt.api.status;

import org.torrentxt.api.Endpoint;

/**
 * One peer of a torrent at one moment.
 *
 * @param endpoint its address and port
 * @param client the name of its client software, as reported by the peer; empty until reported
 * @param downRate bytes per second of payload from this peer
 * @param upRate bytes per second of payload to this peer
 * @param totalDown payload bytes received from it on this connection
 * @param totalUp payload bytes sent to it on this connection
 * @param progress the part of the torrent that it has, 0.0 to 1.0
 * @param flags libtorrent's {@code peer_flags_t} bits
 */
public record PeerInfo(
        Endpoint endpoint,
        String client,
        long downRate,
        long upRate,
        long totalDown,
        long totalUp,
        double progress,
        int flags) {}
