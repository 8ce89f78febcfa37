package org.torrentxt.metrics.jmx;

import java.util.List;
import java.util.Map;

/**
 * A running session as an MBean, {@code org.torrentxt:type=Session,name=NAME}: attributes that are at most a second
 * old. Sizes are in bytes, rates in bytes per second. It changes nothing of the session. If the session is stopping,
 * reading fails with an {@link IllegalStateException} that says so.
 */
public interface TorrentSessionMXBean {
    /** The name of the session. */
    String getName();

    /** The version of libtorrent. */
    String getEngineVersion();

    /** Where its connections may go: {@code local}, {@code lan} or {@code internet}. */
    String getNetwork();

    /** The endpoints on which it accepts TCP connections, as {@code ADDRESS:PORT}. */
    List<String> getListenEndpoints();

    /** True while the whole session is paused. */
    boolean isPaused();

    /** True while saved torrents are being loaded. */
    boolean isLoading();

    /** Number of torrents. */
    int getTorrentCount();

    /** Number of torrents by condition, such as {@code downloading}; each counts once, and all conditions are there. */
    Map<String, Integer> getTorrentsByState();

    /** Received payload bytes per second. */
    long getDownloadRate();

    /** Sent payload bytes per second. */
    long getUploadRate();

    /** Payload bytes received since the session was started. */
    long getTotalDownload();

    /** Payload bytes sent since the session was started. */
    long getTotalUpload();

    /** Payload bytes received in all runs of the session. */
    long getAllTimeDownload();

    /** Payload bytes sent in all runs of the session. */
    long getAllTimeUpload();

    /** Connected peers of all torrents. */
    int getPeers();

    /** Nodes in the DHT routing table. */
    int getDhtNodes();

    /** Number of alerts dropped since the session was started. */
    long getAlertsDropped();

    /** Number of alerts raised since the session was started, by the names of their types. */
    Map<String, Long> getAlertsRaised();

    /** The subscribers that do not return from an alert, each in words. */
    List<String> getStuckSubscribers();

    /** All counters of the engine, by libtorrent's names. */
    Map<String, Long> getCounters();

    /**
     * The torrents, by their ids. An operation, as it may be long: no client reads it with all attributes.
     *
     * @param first how many to skip, 0 or more
     * @param count the maximum number, 1 to 1000
     * @throws IllegalArgumentException if a number is out of range
     */
    List<TorrentRow> listTorrents(int first, int count);

    /**
     * Makes a torrent an MBean of its own, {@code org.torrentxt:type=Torrent,session=NAME,id=ID}, until {@link
     * #hideTorrent}, its removal, or the end of the session. No effect if it is one.
     *
     * @param id its number, as {@link #listTorrents} returns it
     * @throws IllegalArgumentException if there is no such torrent, or 1000 torrents of the session are MBeans already
     */
    void exposeTorrent(int id);

    /**
     * Ends {@link #exposeTorrent}.
     *
     * @return false if the torrent is no MBean
     */
    boolean hideTorrent(int id);
}
