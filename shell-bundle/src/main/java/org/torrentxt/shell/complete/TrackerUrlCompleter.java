package org.torrentxt.shell.complete;

import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.Torrent;

/** Completes the trackers of a torrent. */
@Service
public final class TrackerUrlCompleter extends TorrentPartCompleter {
    @Override
    Stream<Candidate> candidates(Torrent torrent) {
        return torrent.trackers().stream().map(tracker -> candidate(tracker.url(), "tier " + tracker.tier()));
    }

    @Override
    boolean passes(String word) {
        return word.contains("://");
    }
}
