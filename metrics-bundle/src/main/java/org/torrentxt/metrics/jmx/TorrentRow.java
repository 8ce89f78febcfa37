package org.torrentxt.metrics.jmx;

import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.metrics.figure.Condition;

/** A torrent as composite data; JMX reads its getters. */
public final class TorrentRow {
    private final TorrentStatus status;

    TorrentRow(TorrentStatus status) {
        this.status = status;
    }

    /** Its number in the session. */
    public int getId() {
        return status.id();
    }

    /** Its info-hash: v1 if it has one, else v2. */
    public String getInfoHash() {
        return status.infoHashes().best().map(Object::toString).orElse("");
    }

    /** Its name; empty until it is known. */
    public String getName() {
        return status.name();
    }

    /** What it is counted as in {@link TorrentSessionMXBean#getTorrentsByState()}. */
    public String getState() {
        return Condition.of(status).text();
    }

    /** The error that stopped it; empty if there is none. */
    public String getError() {
        return status.error();
    }

    /** Bytes of the selected files. */
    public long getWantedBytes() {
        return status.totalWanted();
    }

    /** Downloaded and verified bytes of the selected files. */
    public long getDoneBytes() {
        return status.totalWantedDone();
    }

    /** Received bytes per second. */
    public long getDownloadRate() {
        return status.downloadRate();
    }

    /** Sent bytes per second. */
    public long getUploadRate() {
        return status.uploadRate();
    }

    /** Connected peers. */
    public int getPeers() {
        return status.numPeers();
    }
}
