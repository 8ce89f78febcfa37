package org.torrentxt.metrics.jmx;

import java.util.List;

/**
 * A torrent as an MBean, {@code org.torrentxt:type=Torrent,session=NAME,id=ID}, if {@link
 * TorrentSessionMXBean#exposeTorrent} was called: attributes that are at most a second old. Sizes are in bytes, rates in
 * bytes per second. Reading fails with an {@link IllegalStateException} once the torrent is removed; the MBean is gone
 * then.
 */
public interface TorrentMXBean {
    /** Its number in the session. */
    int getId();

    /** The name of the session. */
    String getSession();

    /** Its info-hash: v1 if it has one, else v2. */
    String getInfoHash();

    /** Its name; empty until it is known. */
    String getName();

    /** What it is counted as in {@link TorrentSessionMXBean#getTorrentsByState()}. */
    String getState();

    /** The error that stopped it; empty if there is none. */
    String getError();

    /** Progress of its state, 0.0 to 1.0. */
    double getProgress();

    /** Bytes of the selected files. */
    long getWantedBytes();

    /** Downloaded and verified bytes of the selected files. */
    long getDoneBytes();

    /** Received bytes per second. */
    long getDownloadRate();

    /** Sent bytes per second. */
    long getUploadRate();

    /** Payload bytes received since it was first added. */
    long getAllTimeDownload();

    /** Payload bytes sent since it was first added. */
    long getAllTimeUpload();

    /** Connected peers, seeds included. */
    int getPeers();

    /** Connected seeds. */
    int getSeeds();

    /** Its labels, sorted. */
    List<String> getLabels();
}
