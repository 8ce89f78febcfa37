package org.torrentxt.shell.support;

import java.time.Duration;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.support.TorrentArguments.Selection;

/** A command that begins the same for several torrents, and waits for the end of it if asked to. */
public abstract class WaitingAction extends TorrentsAction {
    @Option(name = "--wait", description = "Wait until it is done; Ctrl-C ends the waiting only")
    private boolean wait;

    @Option(name = "--timeout", description = "Seconds after which --wait gives up, and fails")
    private String timeout;

    private Optional<Duration> limit = Optional.empty();

    /** Begins it for one torrent. */
    protected abstract void begin(Torrent torrent);

    /**
     * Refuses a torrent whose end would not come, before it begins and is waited for.
     *
     * @throws TorrentException if it would not, with why
     */
    protected void requireEnd(TorrentSession session, Torrent torrent) {}

    /** What is being done, as one says of a torrent: {@code Moving}. */
    protected abstract String doing();

    /** What is done in the end: {@code Moved}. */
    protected abstract String done();

    /** The alerts that tell the end. */
    protected abstract Ending.Alerts alerts();

    /** How far it is; empty once the torrent is gone. */
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
        // subscribed before it begins: the end may come at once
        try (AlertFeed feed = AlertFeed.open(context(), session.name(), alerts().all())) {
            long start = System.nanoTime();
            Batch batch = Batch.run(selection, torrent -> {
                requireEnd(session, torrent);
                begin(torrent);
            });
            await(batch, new Ending(feed, alerts()), start);
            batch.report(output(), done());
        }
    }

    private void await(Batch batch, Ending ending, long start) throws Exception {
        try (ProgressView view = output().progress()) {
            Runnable show = () -> view.show(batch.done().stream()
                    .flatMap(torrent -> progress(torrent, Duration.ofNanos(System.nanoTime() - start)).stream())
                    .toList());
            ending.await(batch, show, limit);
        }
    }

    /**
     * How long {@code --wait} may take.
     *
     * @throws TorrentException INVALID_ARGUMENT for a timeout without waiting, or one that is no time
     */
    public static Optional<Duration> waitLimit(boolean isWaiting, String timeout) {
        Optional<Duration> limit = Optional.ofNullable(timeout).map(ShellAction::timeout);
        if (limit.isPresent() && !isWaiting) {
            throw TorrentException.invalid("--timeout is for --wait; give both or neither");
        }
        return limit;
    }
}
