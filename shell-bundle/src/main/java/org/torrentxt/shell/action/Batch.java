package org.torrentxt.shell.action;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.support.Failures;
import org.torrentxt.shell.support.TorrentArguments.Selection;

/**
 * The same action on several torrents. Failures are collected and reported together; the other torrents are still
 * processed.
 */
public final class Batch {
    /** The action on one torrent. */
    @FunctionalInterface
    public interface Action {
        /**
         * Runs the action.
         *
         * @throws TorrentException if it fails; the others are still processed
         */
        void act(Torrent torrent);
    }

    private final Map<Integer, Torrent> done = new LinkedHashMap<>();
    private final Map<String, String> failures;

    private Batch(Map<String, String> failures) {
        this.failures = new LinkedHashMap<>(failures);
    }

    /** Runs the action on each torrent of the selection. */
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

    /** The torrents it succeeded for, and has not failed for since. */
    public List<Torrent> done() {
        return List.copyOf(done.values());
    }

    /** Records that it failed after all. */
    public void fail(int id, String reason) {
        done.remove(id);
        failures.put(String.valueOf(id), reason);
    }

    /**
     * Reports the result.
     *
     * @param what was done, such as {@code Paused}
     * @throws CommandException with all failures, if there are any
     */
    public void report(Output output, String what) throws CommandException {
        if (!done.isEmpty() || failures.isEmpty()) {
            output.line("%s: %s", what, done.isEmpty() ? "no torrents" : ids());
        }
        throwFailures();
    }

    /** Throws all failures in one line, if there are any. */
    public void throwFailures() throws CommandException {
        Failures.throwAll(failures);
    }

    private String ids() {
        return done.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
