package org.torrentxt.shell.fleet;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.shell.complete.NodeLabelCompleter;

/** States what nodes do with a deployment. */
abstract class ControlAction extends DeploymentAction {
    @Option(
            name = "--to",
            description = "Labels of the nodes, as KEY=VALUE separated by commas; a node needs all of them (default:"
                    + " all nodes)",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(NodeLabelCompleter.class)
    private List<String> labels = List.of();

    private Map<String, String> nodes;

    /** What these nodes do from now on. */
    abstract NodeControl change(NodeControl current);

    /** What is printed at the beginning. */
    abstract String changed();

    @Override
    void prepare() {
        nodes = DeployCommand.labels(labels);
    }

    @Override
    final void run(Fleet fleet, String name, DhtKeyPair keys) {
        Deployment deployment = Fleets.find(fleet, name, keys)
                .orElseThrow(() -> TorrentException.invalid(
                        "no such deployment: '" + name + "' of key " + keys.publicKey() + "; see fleet:deployments"));
        NodeControl current = deployment.content().controls().stream()
                .filter(control -> control.labels().equals(nodes))
                .findFirst()
                .orElseGet(() -> NodeControl.builder(nodes).build());
        Deployment stated = fleet.control(name, change(current), keys);
        output().line("%s: %s on %s, as version %d", changed(), name, nodes(nodes), stated.sequence());
    }

    /** Those with these labels, such as {@code nodes with site=basel}. */
    static String nodes(Map<String, String> labels) {
        return labels.isEmpty()
                ? "all nodes"
                : labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(",", "nodes with ", ""));
    }
}
