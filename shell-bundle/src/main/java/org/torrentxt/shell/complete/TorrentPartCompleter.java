package org.torrentxt.shell.complete;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.support.CommandWords;
import org.torrentxt.shell.support.Services;

/** Completes parts of the torrent given by the first argument of the command line. */
abstract class TorrentPartCompleter extends ServiceCompleter {
    /** The candidates for that torrent. */
    abstract Stream<Candidate> candidates(Torrent torrent);

    @Override
    final List<Candidate> candidates(Services services, List<String> words) {
        return new CommandWords(words)
                .torrent(services).stream().flatMap(this::candidates).toList();
    }
}
