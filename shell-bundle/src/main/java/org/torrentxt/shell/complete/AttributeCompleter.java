package org.torrentxt.shell.complete;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.shell.format.Visible;
import org.torrentxt.shell.support.CommandWords;
import org.torrentxt.shell.support.Quoting;
import org.torrentxt.shell.support.Services;

/** Completes the keys of the attributes of the session's torrents, up to the equals sign. */
@Service
public final class AttributeCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        return keys(services, words)
                .filter(Quoting::isPlain) // others would have to be quoted together with the value
                .map(key -> key + "=")
                .map(start -> new Candidate(start, Visible.line(start), null, null, null, null, false))
                .toList();
    }

    static Stream<String> keys(Services services, List<String> words) {
        return new CommandWords(words)
                .session(services).stream()
                        .flatMap(session -> session.torrents().stream())
                        .flatMap(torrent -> torrent.attributes().keySet().stream())
                        .distinct()
                        .sorted();
    }
}
