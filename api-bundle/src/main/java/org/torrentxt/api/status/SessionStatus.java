package org.torrentxt.api.status;

import java.util.List;
import java.util.Map;
import org.torrentxt.api.Endpoint;

/**
 * A whole session at one moment. Sizes are in bytes, rates in bytes per second.
 *
 * @param name the session's name
 * @param network {@code local}, {@code lan} or {@code internet}
 * @param diskIo {@code posix} or {@code mmap}
 * @param listenEndpoints the endpoints on which it accepts TCP connections
 * @param isPaused true while the whole session is paused
 * @param numTorrents number of torrents
 * @param numPeers connected peers of all torrents
 * @param downloadRate received payload bytes per second
 * @param uploadRate sent payload bytes per second
 * @param totalDownload payload bytes received since the session was started
 * @param totalUpload payload bytes sent since the session was started
 * @param dhtNodes nodes in the DHT routing table
 * @param alertsDropped number of alerts dropped since the session was started: those for slow subscribers, and one for
 *     each time the engine dropped some, as it does not report how many
 * @param stuckSubscribers a line for each EventHandler or AlertListener that has not returned from an alert for 5
 *     seconds, or that the EventAdmin has denied
 * @param counters all counters of the engine by libtorrent's names, such as {@code disk.num_blocks_written}, and
 *     {@code alerts.NAME} for the number of alerts of a type raised by the engine, if any
 */
public record SessionStatus(
        String name,
        String network,
        String diskIo,
        List<Endpoint> listenEndpoints,
        boolean isPaused,
        int numTorrents,
        int numPeers,
        long downloadRate,
        long uploadRate,
        long totalDownload,
        long totalUpload,
        int dhtNodes,
        long alertsDropped,
        List<String> stuckSubscribers,
        Map<String, Long> counters) {

    /** Copies lists and map. */
    public SessionStatus {
        listenEndpoints = List.copyOf(listenEndpoints);
        stuckSubscribers = List.copyOf(stuckSubscribers);
        counters = Map.copyOf(counters);
    }
}
