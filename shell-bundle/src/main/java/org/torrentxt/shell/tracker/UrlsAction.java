package org.torrentxt.shell.tracker;

import java.util.Collection;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.action.TorrentAction;
import org.torrentxt.shell.support.Tried;

/** A command that adds URLs to a torrent or removes them. */
abstract class UrlsAction extends TorrentAction {
    /** The URLs as typed. */
    abstract List<String> urls();

    /** Adds or removes one URL. */
    abstract void act(Torrent torrent, String url);

    /** What was done: {@code Trackers added}. */
    abstract String done();

    /** Rejects URLs that cannot be added or removed, before anything is changed. */
    void check(Torrent torrent) {}

    @Override
    protected final void run(Torrent torrent) throws CommandException {
        check(torrent);
        Tried tried = Tried.each(urls(), url -> act(torrent, url));
        if (!tried.done().isEmpty()) {
            output().line("%s: %d of torrent %d", done(), tried.done().size(), torrent.id());
        }
        tried.throwFailures();
    }

    /**
     * Rejects URLs that the torrent does not have.
     *
     * @param torrent the torrent, for the message
     * @param what the kind of URL, for the message
     */
    static void requireKnown(Torrent torrent, String what, Collection<String> urls, Collection<String> known) {
        for (String url : urls) {
            if (!known.contains(url)) {
                throw TorrentException.invalid("torrent " + torrent.id() + " has no " + what + " '" + url + "'; it has "
                        + (known.isEmpty() ? "none" : String.join(", ", known)));
            }
        }
    }
}
