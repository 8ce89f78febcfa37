package org.torrentxt.shell.complete;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.CommandWords;
import org.torrentxt.shell.support.Quoting;
import org.torrentxt.shell.support.Services;

/** Completes the labels of the session's torrents, with the number of torrents as description. */
@Service
public final class LabelCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        Map<String, Long> counts = new CommandWords(words)
                .session(services).stream()
                        .flatMap(session -> session.torrents().stream())
                        .flatMap(torrent -> torrent.labels().stream())
                        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(label -> candidate(Quoting.quoted(label.getKey()), Units.plural(label.getValue(), "torrent")))
                .toList();
    }
}
