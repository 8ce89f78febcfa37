package org.torrentxt.metrics.text;

import java.util.Locale;

/** All metrics, with what their values mean; the names are those in the Prometheus text format. */
public enum Metric {
    /** Whether a session runs. */
    SESSION_UP(Kind.GAUGE, "1 if the session is running, 0 if it is configured and is not"),
    /** What a session is. */
    SESSION_INFO(Kind.INFO, "The session's network, disk I/O and version of libtorrent, as labels"),
    /** Whether a session is paused. */
    SESSION_PAUSED(Kind.GAUGE, "1 while the whole session is paused"),
    /** Whether a session is loading. */
    SESSION_LOADING(Kind.GAUGE, "1 while saved torrents are being loaded"),
    /** Problems. */
    SESSION_PROBLEMS(
            Kind.GAUGE, "Problems of the configuration and ports, by severity (torrent:doctor has them in words)"),
    /** Open ports. */
    LISTEN_ENDPOINTS(Kind.GAUGE, "Endpoints on which peers can connect"),
    /** Torrents by state. */
    TORRENTS(Kind.GAUGE, "Torrents by state; each counts once"),
    /** Selected bytes. */
    WANTED_BYTES(Kind.GAUGE, "Bytes of the selected files of all torrents"),
    /** Bytes that are there. */
    DONE_BYTES(Kind.GAUGE, "Downloaded and verified bytes of the selected files of all torrents"),
    /** Download rate. */
    DOWNLOAD_BYTES_PER_SECOND(Kind.GAUGE, "Received payload bytes per second"),
    /** Upload rate. */
    UPLOAD_BYTES_PER_SECOND(Kind.GAUGE, "Sent payload bytes per second"),
    /** Received bytes. */
    DOWNLOADED_BYTES_TOTAL(Kind.COUNTER, "Payload bytes received since the session was started"),
    /** Sent bytes. */
    UPLOADED_BYTES_TOTAL(Kind.COUNTER, "Payload bytes sent since the session was started"),
    /** Received bytes of all runs. */
    LIFETIME_DOWNLOADED_BYTES(
            Kind.GAUGE, "Payload bytes received in all runs of the session, as far as saved; not for rates"),
    /** Sent bytes of all runs. */
    LIFETIME_UPLOADED_BYTES(
            Kind.GAUGE, "Payload bytes sent in all runs of the session, as far as saved; not for rates"),
    /** Peers. */
    PEERS(Kind.GAUGE, "Connected peers of all torrents"),
    /** DHT nodes. */
    DHT_NODES(Kind.GAUGE, "Nodes in the DHT routing table"),
    /** Alerts. */
    ALERTS_TOTAL(Kind.COUNTER, "Alerts raised by the engine, by type"),
    /** Dropped alerts. */
    ALERTS_DROPPED_TOTAL(Kind.COUNTER, "Alerts dropped because a subscriber or the queue was full"),
    /** Stuck subscribers. */
    STUCK_SUBSCRIBERS(Kind.GAUGE, "Subscribers that do not return from an alert"),
    /** Disk queue, in jobs. */
    DISK_QUEUED_JOBS(Kind.GAUGE, "Disk jobs that wait; 0 with disk.io=posix, which has no queue"),
    /** Disk queue, in bytes. */
    DISK_QUEUED_WRITE_BYTES(Kind.GAUGE, "Bytes that wait to be written; 0 with disk.io=posix, which has no queue"),
    /** Reads. */
    DISK_READ_BLOCKS_TOTAL(Kind.COUNTER, "Blocks of up to 16 KiB read from disk"),
    /** Writes. */
    DISK_WRITTEN_BLOCKS_TOTAL(Kind.COUNTER, "Blocks of up to 16 KiB written to disk"),
    /** Time of reads. */
    DISK_READ_SECONDS_TOTAL(Kind.COUNTER, "Time spent reading from disk, in seconds"),
    /** Time of writes. */
    DISK_WRITE_SECONDS_TOTAL(Kind.COUNTER, "Time spent writing to disk, in seconds"),
    /** Torrents with a label. */
    LABEL_TORRENTS(Kind.GAUGE, "Torrents with a label, up to labels.limit labels; a torrent may have several"),
    /** Download rate of a label. */
    LABEL_DOWNLOAD_BYTES_PER_SECOND(Kind.GAUGE, "Received bytes per second of torrents with a label"),
    /** Upload rate of a label. */
    LABEL_UPLOAD_BYTES_PER_SECOND(Kind.GAUGE, "Sent bytes per second of torrents with a label"),
    /** Bytes of a label. */
    LABEL_DONE_BYTES(Kind.GAUGE, "Downloaded and verified bytes of the selected files of torrents with a label"),
    /** Labels without metrics. */
    LABELS_OMITTED(Kind.GAUGE, "Labels without metrics, because of labels.limit"),
    /** What a torrent is. */
    TORRENT_INFO(
            Kind.INFO, "A torrent's id and name, as labels, up to torrents.limit torrents; the others have its hash"),
    /** Progress of a torrent. */
    TORRENT_PROGRESS_RATIO(Kind.GAUGE, "The part of a torrent's selected bytes that is downloaded, 0 to 1"),
    /** Whether a torrent has an error. */
    TORRENT_ERROR(Kind.GAUGE, "1 if an error has stopped the torrent"),
    /** Download rate of a torrent. */
    TORRENT_DOWNLOAD_BYTES_PER_SECOND(Kind.GAUGE, "A torrent's received bytes per second"),
    /** Upload rate of a torrent. */
    TORRENT_UPLOAD_BYTES_PER_SECOND(Kind.GAUGE, "A torrent's sent bytes per second"),
    /** Received bytes of a torrent. */
    TORRENT_DOWNLOADED_BYTES(Kind.GAUGE, "Payload bytes received since the torrent was first added, as far as saved"),
    /** Sent bytes of a torrent. */
    TORRENT_UPLOADED_BYTES(Kind.GAUGE, "Payload bytes sent since the torrent was first added, as far as saved"),
    /** Peers of a torrent. */
    TORRENT_PEERS(Kind.GAUGE, "A torrent's connected peers"),
    /** Torrents without metrics. */
    TORRENTS_OMITTED(Kind.GAUGE, "Torrents without metrics of their own, because of torrents.limit");

    /** How values behave. */
    public enum Kind {
        /** Goes up and down. */
        GAUGE,
        /** Goes up, and begins anew after a restart. */
        COUNTER,
        /** Always 1; what matters are the labels. */
        INFO
    }

    private final Kind kind;
    private final String help;

    Metric(Kind kind, String help) {
        this.kind = kind;
        this.help = help;
    }

    /** How its values behave. */
    public Kind kind() {
        return kind;
    }

    /** What its values mean. */
    public String help() {
        return help;
    }

    /** Its name in the Prometheus text format, such as {@code torrentxt_peers}. */
    public String text() {
        return "torrentxt_" + name().toLowerCase(Locale.ROOT);
    }
}
