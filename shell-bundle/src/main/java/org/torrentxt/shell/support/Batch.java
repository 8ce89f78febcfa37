package org.torrentxt.shell.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.support.TorrentArguments.Selection;

/** The same done to several torrents. What fails is gathered and told together; the rest is done. */
public final class Batch {
    /** What is done to one torrent. */
    @FunctionalInterface
    public interface Action {
        /**
         * Does it.
         *
         * @throws TorrentException if it cannot be done; the others are done all the same
         */
        void act(Torrent torrent);
    }

    private final Map<Integer, Torrent> done = new LinkedHashMap<>();
    private final Map<String, String> failures;

    private Batch(Map<String, String> failures) {
        this.failures = new LinkedHashMap<>(failures);
    }

    /** Does it to each torrent of the selection. */
    public static Batch run(Selection selection, Action action) {
        Batch batch = new Batch(selection.failures());
        for (Torrent torrent : selection.torrents()) {
            try {
                action.act(torrent);
                batch.done.put(torrent.id(), torrent);
            } catch (TorrentException e) {
                batch.fail(torrent.id(), Failures.line(e));
            }
        }
        return batch;
    }

    /** The torrents it was done to, and has not failed since. */
    public List<Torrent> done() {
        return List.copyOf(done.values());
    }

    /** Takes note that it failed after all. */
    public void fail(int id, String reason) {
        done.remove(id);
        failures.put(String.valueOf(id), reason);
    }

    /**
     * Tells how it went.
     *
     * @param what was done, as one says of a torrent: {@code Paused}
     * @throws CommandException with all failures, if there is one
     */
    public void report(Output output, String what) throws CommandException {
        if (!done.isEmpty() || failures.isEmpty()) {
            output.line("%s: %s", what, done.isEmpty() ? "no torrents" : ids());
        }
        throwFailures();
    }

    /** Throws all failures in one line, if there is one. */
    public void throwFailures() throws CommandException {
        Failures.throwAll(failures);
    }

    private String ids() {
        return done.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
