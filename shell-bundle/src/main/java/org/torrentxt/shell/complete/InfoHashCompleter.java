package org.torrentxt.shell.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.support.CommandWords;
import org.torrentxt.shell.support.Services;

/** Completes info-hashes of a session's torrents, with their names as descriptions. */
@Service
public final class InfoHashCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        return new CommandWords(words)
                .session(services).stream()
                        .flatMap(session -> session.statuses().stream())
                        .flatMap(status ->
                                status.infoHashes().stream().map(hash -> candidate(hash.hex(), Torrents.title(status))))
                        .toList();
    }

    @Override
    boolean passes(String word) {
        return word.matches("[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}");
    }
}
