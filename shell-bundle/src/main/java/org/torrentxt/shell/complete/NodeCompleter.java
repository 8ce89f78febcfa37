package org.torrentxt.shell.complete;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.shell.support.Services;

/** Completes the names of the fleet's nodes, with their labels as description. */
@Service
public final class NodeCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        return services.find(Fleet.class).stream()
                .flatMap(fleet -> fleet.nodes().stream())
                .map(node -> candidate(
                        node.name(),
                        node.labels().entrySet().stream().map(String::valueOf).collect(Collectors.joining(", "))))
                .toList();
    }
}
