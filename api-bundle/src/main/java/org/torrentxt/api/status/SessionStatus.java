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
 * @param listenEndpoints where it accepts TCP connections
 * @param isPaused true while the whole session is paused
 * @param numTorrents how many torrents it has
 * @param numPeers connected peers of all torrents
 * @param downloadRate payload bytes per second coming in
 * @param uploadRate payload bytes per second going out
 * @param totalDownload payload bytes received since the session was started
 * @param totalUpload payload bytes sent since the session was started
 * @param dhtNodes nodes in the DHT routing table
 * @param alertsDropped alerts that were dropped since the session was started, counted when they are: those for slow subscribers, and
 *     one for each time the engine dropped some, as it does not say how many
 * @param stuckSubscribers a line about each EventHandler or AlertListener that has not returned from an alert for 5 seconds, or that
 *     the EventAdmin has denied since
 * @param counters all counters of the engine by libtorrent's names, such as {@code disk.num_blocks_written}, and {@code alerts.NAME} for
 *     how many alerts of a kind the engine raised, if any
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
