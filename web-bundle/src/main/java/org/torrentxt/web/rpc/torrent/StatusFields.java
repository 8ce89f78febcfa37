package org.torrentxt.web.rpc.torrent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.web.rpc.value.CategoryChange;
import org.torrentxt.web.rpc.value.Stage;

/** What a torrent is, and what it is doing. */
final class StatusFields {
    private static final int NO_ERROR = 0;
    private static final int LOCAL_ERROR = 3;
    private static final String NO_SPACE = "its disk has less free space than space.reserve; it continues with more";

    static final List<Field> ALL = List.of(
            Field.number("id", torrent -> torrent.status().id()),
            Field.text("hashString", torrent -> hash(torrent.status())),
            Field.text("name", torrent -> name(torrent.status())),
            Field.number("status", torrent -> Stage.of(torrent.status()).ordinal()),
            Field.number("error", torrent -> error(torrent.status()).isEmpty() ? NO_ERROR : LOCAL_ERROR),
            Field.text("errorString", torrent -> error(torrent.status())),
            Field.truth("isFinished", torrent -> torrent.shares().isFinished()),
            Field.truth("isStalled", torrent -> isStalled(torrent.status())),
            Field.real("recheckProgress", torrent -> recheckProgress(torrent.status())),
            Field.real("metadataPercentComplete", torrent -> torrent.status().hasMetadata() ? 1 : 0),
            Field.texts("labels", torrent -> torrent.status().labels()),
            Field.number("queuePosition", torrent -> torrent.status().queuePosition()),
            Field.text("downloadDir", torrent -> torrent.status().savePath().toString()),
            Field.text(
                    "magnetLink",
                    torrent -> torrent.torrent().flatMap(Torrent::magnetUri).orElse("")),
            Field.truth(
                    "sequentialDownload",
                    torrent -> torrent.status().flags().contains(TorrentFlag.SEQUENTIAL_DOWNLOAD)),
            Field.number("addedDate", torrent -> torrent.status().addedTime().getEpochSecond()),
            Field.number("doneDate", torrent -> seconds(torrent.status().completedTime())),
            Field.number("editDate", torrent -> 0),
            Field.number("activityDate", torrent -> lastActive(torrent.status())),
            Field.number("secondsDownloading", torrent -> downloading(torrent.status())),
            Field.number(
                    "secondsSeeding", torrent -> torrent.status().finishedTime().toSeconds()),
            Field.text(
                    "comment",
                    torrent -> torrent.torrent().map(Torrent::comment).orElse("")),
            Field.text(
                    "creator",
                    torrent -> torrent.torrent().map(Torrent::creator).orElse("")),
            Field.number("dateCreated", torrent -> seconds(torrent.torrent().flatMap(Torrent::creationDate))),
            Field.truth(
                    "isPrivate",
                    torrent -> torrent.torrent().map(Torrent::isPrivate).orElse(false)),
            Field.number("startDate", torrent -> started(torrent.status())),
            Field.text(
                    "group",
                    torrent -> RateGroup.of(torrent.status().attributes()).orElse("")),
            Field.text(
                    CategoryChange.CATEGORY,
                    torrent -> Category.of(torrent.status().attributes()).orElse("")),
            Field.text("torrentFile", torrent -> ""),
            Field.text("source", torrent -> ""));

    private StatusFields() {}

    static String hash(TorrentStatus status) {
        return status.infoHashes().best().map(InfoHash::hex).orElse("");
    }

    static String name(TorrentStatus status) {
        return status.name().isEmpty() ? hash(status) : status.name();
    }

    private static String error(TorrentStatus status) {
        boolean isWaiting = !status.isFinished() && SpacePolicy.isWaiting(status.attributes());
        return status.error().isEmpty() && isWaiting ? NO_SPACE : status.error();
    }

    private static boolean isStalled(TorrentStatus status) {
        return Stage.of(status).isRunning() && status.downloadRate() == 0 && status.uploadRate() == 0;
    }

    private static double recheckProgress(TorrentStatus status) {
        return status.state() == TorrentState.CHECKING ? status.progress() : 0;
    }

    private static long lastActive(TorrentStatus status) {
        return Math.max(seconds(status.lastDownload()), seconds(status.lastUpload()));
    }

    private static long downloading(TorrentStatus status) {
        return status.activeTime().minus(status.finishedTime()).toSeconds();
    }

    // such that the time since then is how long it has been running in all; 0 if it never was
    private static long started(TorrentStatus status) {
        return status.activeTime().isZero()
                ? 0
                : Instant.now().minus(status.activeTime()).getEpochSecond();
    }

    static long seconds(Optional<Instant> time) {
        return time.map(Instant::getEpochSecond).orElse(0L);
    }
}
