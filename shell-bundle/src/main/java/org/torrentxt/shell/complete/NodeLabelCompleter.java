package org.torrentxt.shell.complete;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Services;

/** Completes labels of the fleet's nodes as KEY=VALUE, with the number of nodes as description. */
@Service
public final class NodeLabelCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        Map<String, Long> counts = services.find(Fleet.class).stream()
                .flatMap(fleet -> fleet.nodes().stream())
                .flatMap(node -> node.labels().entrySet().stream())
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(label -> candidate(label.getKey(), Units.plural(label.getValue(), "node")))
                .toList();
    }
}
