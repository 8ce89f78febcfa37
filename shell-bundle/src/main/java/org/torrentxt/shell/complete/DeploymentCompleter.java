package org.torrentxt.shell.complete;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.shell.support.Services;

/** Completes the names of the fleet's deployments, with their keys as description. */
@Service
public final class DeploymentCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        Map<String, String> keys = services.find(Fleet.class).stream()
                .flatMap(fleet -> fleet.deployments().stream())
                .collect(Collectors.toMap(
                        deployment -> deployment.content().name(),
                        deployment -> deployment.publicKey().hex(),
                        (one, other) -> one + ", " + other,
                        TreeMap::new));
        return keys.entrySet().stream()
                .map(name -> candidate(name.getKey(), name.getValue()))
                .toList();
    }

    // a name may be new
    @Override
    boolean passes(String word) {
        return !word.isEmpty();
    }
}
