package org.torrentxt.shell.add;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.format.Units;

/** Shows the progress of torrents until all of them are complete. */
public final class Watch {
    /** The alerts after which the view is updated at once. */
    static final Set<AlertType> TYPES = EnumSet.of(
            AlertType.METADATA_RECEIVED,
            AlertType.STATE_CHANGED,
            AlertType.TORRENT_FINISHED,
            AlertType.TORRENT_PAUSED,
            AlertType.TORRENT_RESUMED,
            AlertType.TORRENT_REMOVED,
            AlertType.TORRENT_ERROR,
            AlertType.FILE_ERROR);

    /** Waits for a change, such as {@link org.torrentxt.shell.action.AlertFeed#awaitAny}. */
    @FunctionalInterface
    public interface Waiter {
        /** Waits at most that long. */
        void await(Duration longest) throws InterruptedException, CommandException;
    }

    private static final Duration REFRESH = Duration.ofSeconds(1);

    private final Supplier<List<TorrentStatus>> torrents;
    private final Waiter waiter;
    private final ProgressView view;
    private final Set<Integer> incomplete = new TreeSet<>();

    /**
     * A watch over torrents.
     *
     * @param torrents supplies the current status of the torrents to watch
     * @param waiter waits for the next refresh
     * @param view where to show the progress
     */
    public Watch(Supplier<List<TorrentStatus>> torrents, Waiter waiter, ProgressView view) {
        this.torrents = torrents;
        this.waiter = waiter;
        this.view = view;
    }

    /**
     * Watches until all torrents are complete.
     *
     * @param limit maximum time to watch; empty for no limit
     * @return the final status of the torrents
     * @throws TimeoutException if they are not complete by then
     * @throws CommandException if one stopped with an error, or was removed before it was complete
     */
    public List<TorrentStatus> run(Optional<Duration> limit)
            throws InterruptedException, TimeoutException, CommandException {
        long start = System.nanoTime();
        while (true) {
            List<TorrentStatus> now = torrents.get();
            view.show(now.stream().map(Progress::of).toList());
            failOnError(now);
            if (now.stream().allMatch(Torrents::isComplete)) {
                failOnLoss(now);
                return now;
            }
            now.stream()
                    .filter(torrent -> !Torrents.isComplete(torrent))
                    .map(TorrentStatus::id)
                    .forEach(incomplete::add);
            Duration left = limit.map(most -> most.minusNanos(System.nanoTime() - start))
                    .orElse(REFRESH);
            if (left.isNegative() || left.isZero()) {
                throw new TimeoutException("not complete after " + Units.duration(limit.orElseThrow()) + ": "
                        + Progress.of(firstIncomplete(now)).sentence());
            }
            waiter.await(left.compareTo(REFRESH) < 0 ? left : REFRESH);
        }
    }

    private void failOnLoss(List<TorrentStatus> torrents) throws CommandException {
        torrents.forEach(torrent -> incomplete.remove(torrent.id()));
        if (!incomplete.isEmpty()) {
            throw new CommandException("removed before completion, or its session stopped: torrent "
                    + incomplete.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }

    private static void failOnError(List<TorrentStatus> torrents) throws CommandException {
        for (TorrentStatus torrent : torrents) {
            if (!torrent.error().isEmpty()) {
                throw new CommandException("torrent " + torrent.id() + " stopped: " + torrent.error()
                        + "; fix that, then resume it with torrent:resume " + torrent.id());
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
