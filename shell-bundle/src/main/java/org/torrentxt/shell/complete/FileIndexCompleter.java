package org.torrentxt.shell.complete;

import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.Torrent;

/** Completes the indexes of a torrent's files, with their paths as descriptions. */
@Service
public final class FileIndexCompleter extends TorrentPartCompleter {
    @Override
    Stream<Candidate> candidates(Torrent torrent) {
        return torrent.files().stream().map(file -> candidate(String.valueOf(file.index()), file.path()));
    }

    @Override
    boolean passes(String word) {
        return word.matches("\\d{1,9}(-\\d{1,9})?");
    }
}
