package org.torrentxt.shell.format;

import java.util.List;
import java.util.stream.Stream;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;

/** What is shown of a torrent, the same way in every command. */
public final class Torrents {
    /** What a listing of torrents says when there are none. */
    public static final String NONE = "No torrents; see torrent:add";

    private Torrents() {}

    /** The status of each torrent that is still there. */
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

    /** What it does, in a word or two: error, pause and queue come before what it would do otherwise. */
    public static String state(TorrentStatus status) {
        if (!status.error().isEmpty()) {
            return "error";
        }
        if (!status.isPaused()) {
            return status.state().label();
        }
        // paused by the queue, which will start it when its turn comes
        return status.flags().contains(TorrentFlag.AUTO_MANAGED) ? TorrentState.QUEUED.label() : "paused";
    }

    /** Its size; unknown until its metadata is. */
    public static String size(TorrentStatus status) {
        return status.hasMetadata() ? Units.size(status.totalSize()) : Units.UNKNOWN;
    }

    /** The time to completion at the present rate. */
    public static String eta(TorrentStatus status) {
        return status.eta().map(Units::duration).orElse(Units.UNKNOWN);
    }

    /** What was uploaded for what was downloaded; of one that was here from the start, for its size. */
    public static String ratio(TorrentStatus status) {
        long taken = status.allTimeDownload() > 0 ? status.allTimeDownload() : status.totalDone();
        return Units.ratio(status.allTimeUpload(), taken);
    }

    /** True once all selected files are downloaded and verified. */
    public static boolean isComplete(TorrentStatus status) {
        return status.hasMetadata() && (status.isFinished() || status.state() == TorrentState.SEEDING);
    }
}
