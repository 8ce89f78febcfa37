package org.torrentxt.shell.complete;

import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.Torrent;

/** Completes the web seeds of a torrent. */
@Service
public final class WebSeedUrlCompleter extends TorrentPartCompleter {
    @Override
    Stream<Candidate> candidates(Torrent torrent) {
        return torrent.webSeeds().stream().map(url -> candidate(url, null));
    }

    @Override
    boolean passes(String word) {
        return word.contains("://");
    }
}
