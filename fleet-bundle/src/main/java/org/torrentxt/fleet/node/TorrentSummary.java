package org.torrentxt.fleet.node;

import org.torrentxt.api.fleet.FleetNode;

/**
 * The torrents of a node as a whole.
 *
 * @param torrents how many there are
 * @param errors how many of them are stopped by an error
 * @param downloadRate received bytes per second, rounded
 * @param uploadRate sent bytes per second, rounded
 * @param pages how many pages of torrents it posts
 */
public record TorrentSummary(int torrents, int errors, long downloadRate, long uploadRate, int pages) {
    /** Sets what a node shows of it. */
    public void describe(FleetNode.Builder node) {
        node.numTorrents(torrents).numErrors(errors).downloadRate(downloadRate).uploadRate(uploadRate);
    }
}
