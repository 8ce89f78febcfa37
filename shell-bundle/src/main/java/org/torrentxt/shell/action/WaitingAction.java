package org.torrentxt.shell.action;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.support.TorrentArguments.Selection;

/** A command that starts the same operation for several torrents and optionally waits for its end. */
public abstract class WaitingAction extends TorrentsAction {
    @Option(name = "--wait", description = "Wait until the operation is done; Ctrl-C stops waiting, not the operation")
    private boolean wait;

    @Option(name = "--timeout", description = "Seconds to wait before failing, or a time such as 5m; needs --wait")
    private String timeout;

    private Optional<Duration> limit = Optional.empty();

    /** Starts the operation for one torrent; the stage ends with it. */
    protected abstract CompletionStage<?> begin(Torrent torrent);

    /**
     * Rejects a torrent whose operation would never end, before it is started and waited for.
     *
     * @throws TorrentException if it would not end, with the reason
     */
    protected void requireEnd(TorrentSession session, Torrent torrent) {}

    /** What is being done, such as {@code Moving}. */
    protected abstract String doing();

    /** What was done in the end, such as {@code Moved}. */
    protected abstract String done();

    /** The progress; empty once the torrent was removed. */
    protected abstract Optional<Progress> progress(Torrent torrent, Duration since);

    @Override
    protected void prepare() {
        limit = waitLimit(wait, timeout);
    }

    @Override
    protected final void run(TorrentSession session, Selection selection) throws Exception {
        if (!wait) {
            Batch.run(selection, this::begin).report(output(), doing());
            return;
        }
        untilInterrupted(() -> beginAndWait(session, selection));
    }

    private void beginAndWait(TorrentSession session, Selection selection) throws Exception {
        long start = System.nanoTime();
        CompletionWaiter ending = new CompletionWaiter();
        Batch batch = Batch.run(selection, torrent -> {
            requireEnd(session, torrent);
            ending.add(torrent.id(), begin(torrent));
        });
        try (ProgressView view = output().progress()) {
            Runnable show = () -> view.show(batch.done().stream()
                    .flatMap(torrent -> progress(torrent, Duration.ofNanos(System.nanoTime() - start)).stream())
                    .toList());
            ending.await(batch, show, limit);
        }
        batch.report(output(), done());
    }

    /**
     * The time limit of {@code --wait}.
     *
     * @throws TorrentException INVALID_ARGUMENT for a timeout without waiting, or an invalid time
     */
    public static Optional<Duration> waitLimit(boolean isWaiting, String timeout) {
        Optional<Duration> limit = Optional.ofNullable(timeout).map(ShellAction::timeout);
        if (limit.isPresent() && !isWaiting) {
            throw TorrentException.invalid("--timeout needs --wait");
        }
        return limit;
    }
}
