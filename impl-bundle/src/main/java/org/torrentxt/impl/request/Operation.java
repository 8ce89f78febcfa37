package org.torrentxt.impl.request;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.alert.AlertType;

/** What can be requested of a torrent and is answered by an alert. */
public enum Operation {
    /** Checking its files; takes as long as its disk needs, or its session is paused. */
    RECHECK(null, false),
    /** Moving its files within a file system. */
    MOVE(Limits.DISK, true),
    /** Renaming a file. */
    RENAME(Limits.DISK, true),
    /** Asking a tracker for counts. */
    SCRAPE(TimeLimit.DEFAULT, false, AlertType.SCRAPE_REPLY, AlertType.SCRAPE_FAILED),
    /** Announcing to trackers. */
    ANNOUNCE(TimeLimit.DEFAULT, false, AlertType.TRACKER_REPLY, AlertType.TRACKER_ERROR),
    /** Creating resume data. */
    RESUME_DATA(TimeLimit.DEFAULT, true),
    /** Receiving its metadata; may take weeks. */
    METADATA(null, false),
    /** Downloading it; may take weeks. */
    FINISH(null, false),
    /** Removing it. */
    REMOVE(TimeLimit.DEFAULT, true),
    /** Removing it with its files. */
    DELETE(Limits.DISK, true);

    private static final class Limits {
        static final Duration DISK = Duration.ofHours(1);
    }

    private final Duration limit;
    private final boolean hasAnswerOfItsOwn;
    private final Set<AlertType> read;

    Operation(Duration limit, boolean hasAnswerOfItsOwn, AlertType... read) {
        this.limit = limit;
        this.hasAnswerOfItsOwn = hasAnswerOfItsOwn;
        this.read = read.length == 0 ? EnumSet.noneOf(AlertType.class) : EnumSet.of(read[0], read);
    }

    Optional<Duration> limit() {
        return Optional.ofNullable(limit);
    }

    /** True if each request has exactly one answer, in the order of the requests; false if one may answer several. */
    boolean hasAnswerOfItsOwn() {
        return hasAnswerOfItsOwn;
    }

    /** The alerts that the session reads only while such a request is pending. */
    Set<AlertType> read() {
        return read;
    }

    /** True for a request that the removal of the torrent answers. */
    boolean isRemoval() {
        return this == REMOVE || this == DELETE;
    }
}
