package org.torrentxt.shell.torrent;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.AlertFeed;

/** Shows how far torrents are until all of them are complete. */
final class Watch {
    /** The alerts after which there is something new to show at once. */
    static final Set<AlertType> TYPES = EnumSet.of(
            AlertType.METADATA_RECEIVED,
            AlertType.STATE_CHANGED,
            AlertType.TORRENT_FINISHED,
            AlertType.TORRENT_PAUSED,
            AlertType.TORRENT_RESUMED,
            AlertType.TORRENT_REMOVED,
            AlertType.TORRENT_ERROR,
            AlertType.FILE_ERROR);

    private static final Duration REFRESH = Duration.ofSeconds(1);

    private final Supplier<List<TorrentStatus>> torrents;
    private final AlertFeed feed;
    private final ProgressView view;

    /**
     * A watch over torrents.
     *
     * @param torrents what to watch, as it is at the moment of asking
     * @param feed wakes the watch before its next refresh; of the kinds in {@link #TYPES}
     * @param view where to show it
     */
    Watch(Supplier<List<TorrentStatus>> torrents, AlertFeed feed, ProgressView view) {
        this.torrents = torrents;
        this.feed = feed;
        this.view = view;
    }

    /**
     * Watches until all are complete, or none is left.
     *
     * @param limit how long to watch at most; empty for ever
     * @return the torrents as they are then
     * @throws TimeoutException if they are not complete by then
     * @throws CommandException if one stopped with an error
     */
    List<TorrentStatus> run(Optional<Duration> limit) throws InterruptedException, TimeoutException, CommandException {
        long start = System.nanoTime();
        while (true) {
            List<TorrentStatus> now = torrents.get();
            view.show(now.stream().map(Progress::of).toList());
            failOnError(now);
            if (now.stream().allMatch(Torrents::isComplete)) {
                return now;
            }
            Duration left = limit.map(most -> most.minusNanos(System.nanoTime() - start)).orElse(REFRESH);
            if (left.isNegative() || left.isZero()) {
                throw new TimeoutException("not complete after " + Units.duration(limit.orElseThrow()) + ": "
                        + Progress.of(firstIncomplete(now)).sentence());
            }
            feed.next(left.compareTo(REFRESH) < 0 ? left : REFRESH);
            feed.drain();
        }
    }

    private static void failOnError(List<TorrentStatus> torrents) throws CommandException {
        for (TorrentStatus torrent : torrents) {
            if (!torrent.error().isEmpty()) {
                throw new CommandException("torrent " + torrent.id() + " stopped: " + torrent.error()
                        + "; mend that and resume it with torrent:resume " + torrent.id());
            }
        }
    }

    private static TorrentStatus firstIncomplete(List<TorrentStatus> torrents) {
        return torrents.stream()
                .filter(torrent -> !Torrents.isComplete(torrent))
                .findFirst()
                .orElseThrow();
    }
}
