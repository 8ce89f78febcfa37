package org.torrentxt.shell.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;

/** Texts about a torrent that are the same in every command. */
public final class Torrents {
    /** Shown in a listing without torrents. */
    public static final String NONE = "No torrents; see torrent:add";

    private static final int NAMED = 5;

    private Torrents() {}

    /** The status of each torrent that still exists. */
    public static Stream<TorrentStatus> statuses(List<Torrent> torrents) {
        return torrents.stream().flatMap(torrent -> torrent.status().stream());
    }

    /** Its name if it is known, else its info-hash. */
    public static String title(TorrentStatus status) {
        return status.name().isEmpty()
                ? status.infoHashes().best().map(Object::toString).orElse(Units.UNKNOWN)
                : status.name();
    }

    /** Its id and {@linkplain #title title}, for a line of its own. */
    public static String label(TorrentStatus status) {
        return status.id() + " " + title(status);
    }

    /** Its labels, separated by commas. */
    public static String labels(TorrentStatus status) {
        return String.join(", ", status.labels());
    }

    /** Its state in a word or two; error, paused and queued take precedence. */
    public static String state(TorrentStatus status) {
        if (!status.error().isEmpty()) {
            return "error";
        }
        if (!status.isPaused()) {
            return !status.isFinished() && SpacePolicy.isWaiting(status.attributes())
                    ? "no space"
                    : status.state().label();
        }
        // paused by the queue, which starts it when it is its turn
        return status.flags().contains(TorrentFlag.AUTO_MANAGED) ? TorrentState.QUEUED.label() : "paused";
    }

    /**
     * Why it has no peers, such as {@code no peers: session is local, no trackers}; empty if there is nothing wrong
     * with that.
     */
    public static String noPeers(TorrentStatus status) {
        return status.noPeersReason().isEmpty() ? "" : "no peers: " + status.noPeersReason();
    }

    /** What {@link #noPeers} says, with the torrents that it is true of, in the order of the first of them. */
    public static Map<String, List<TorrentStatus>> withoutPeers(List<TorrentStatus> torrents) {
        return torrents.stream()
                .filter(status -> !status.noPeersReason().isEmpty())
                .collect(Collectors.groupingBy(Torrents::noPeers, LinkedHashMap::new, Collectors.toList()));
    }

    /** The ids of some, of whom many are only counted: {@code Torrents 1, 4}. */
    public static String ids(List<TorrentStatus> torrents) {
        String named = torrents.stream()
                .limit(NAMED)
                .map(status -> String.valueOf(status.id()))
                .collect(Collectors.joining(", "));
        String others = torrents.size() > NAMED ? " and " + (torrents.size() - NAMED) + " more" : "";
        return (torrents.size() == 1 ? "Torrent " : "Torrents ") + named + others;
    }

    /** Its size; unknown until its metadata is known. */
    public static String size(TorrentStatus status) {
        return status.hasMetadata() ? Units.size(status.totalSize()) : Units.UNKNOWN;
    }

    /** The time to completion at the current rate. */
    public static String eta(TorrentStatus status) {
        return status.eta().map(Units::duration).orElse(Units.UNKNOWN);
    }

    /** Uploaded bytes relative to downloaded bytes; relative to the size if it was added complete. */
    public static String ratio(TorrentStatus status) {
        return Units.ratio(status.allTimeUpload(), taken(status));
    }

    /** The {@link #ratio} as a number; -1 if it is unknown. */
    public static double shareRatio(TorrentStatus status) {
        return taken(status) <= 0 ? -1 : (double) status.allTimeUpload() / taken(status);
    }

    private static long taken(TorrentStatus status) {
        return status.allTimeDownload() > 0 ? status.allTimeDownload() : status.totalDone();
    }

    /** True once all selected files are downloaded and verified. */
    public static boolean isComplete(TorrentStatus status) {
        return status.hasMetadata() && (status.isFinished() || status.state() == TorrentState.SEEDING);
    }
}
