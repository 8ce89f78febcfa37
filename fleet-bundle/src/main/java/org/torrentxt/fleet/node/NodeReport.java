package org.torrentxt.fleet.node;

import java.util.List;
import java.util.Map;
import org.torrentxt.api.fleet.NodeDeployment;

/**
 * What a node reports about itself. Not signed: whoever is in the cluster may report anything, so that only what does no
 * harm follows from it.
 *
 * @param name of the node
 * @param labels of the node
 * @param port at which its session accepts peers at its address in the cluster; 0 if it does not
 * @param deployments that it has or fetches
 */
public record NodeReport(String name, Map<String, String> labels, int port, List<NodeDeployment> deployments) {
    /** Copies the collections. */
    public NodeReport {
        labels = Map.copyOf(labels);
        deployments = List.copyOf(deployments);
    }
}
