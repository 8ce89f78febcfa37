package org.torrentxt.shell.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Units;

/** Lists the nodes of the fleet. */
@Service
@Command(
        scope = "fleet",
        name = "nodes",
        description = "Lists the nodes of the fleet that can be reached, as they report themselves."
                + " Example: fleet:nodes --json")
public final class NodesCommand extends FleetAction {
    private static final Listing<FleetNode> LISTING = new Listing<FleetNode>("No nodes yet; this one is joining")
            .text("Node", FleetNode::name)
            .text("Address", node -> node.address().getHostAddress())
            .text("Peer port", node -> node.listenPort() == 0 ? Units.NONE : String.valueOf(node.listenPort()))
            .text("Labels", NodesCommand::labels)
            .text("Complete", node -> complete(node) + "/" + node.deployments().size())
            .text("Failed", node -> count(node, DeploymentState.FAILED))
            .text("Local", node -> node.isLocal() ? "yes" : "")
            .number("Torrents", node -> Units.count(node.numTorrents()))
            .number("Errors", FleetNode::numErrors)
            .number("Down", node -> rate(node.downloadRate()))
            .number("Up", node -> rate(node.uploadRate()))
            .hide("Failed", "Local", "Peer port", "Errors", "Address", "Labels", "Up", "Down");

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    void run(Fleet fleet) {
        List<FleetNode> nodes = fleet.nodes();
        if (json) {
            output().json(nodes.stream().map(NodesCommand::document).toList());
        } else {
            output().listing(LISTING, nodes, false, noFormat);
        }
    }

    /** A rate in a list; nothing to say is not shown. */
    static String rate(long rate) {
        return rate == 0 ? "" : Units.rate(rate);
    }

    private static String labels(FleetNode node) {
        return node.labels().entrySet().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static long complete(FleetNode node) {
        return count(node, DeploymentState.COMPLETE);
    }

    private static long count(FleetNode node, DeploymentState state) {
        return node.deployments().stream().filter(each -> each.state() == state).count();
    }

    private static Map<String, Object> document(FleetNode node) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", node.name());
        document.put("address", node.address());
        document.put("listenPort", node.listenPort());
        document.put("labels", node.labels());
        document.put("local", node.isLocal());
        document.put("numDeployments", node.deployments().size());
        document.put("numComplete", complete(node));
        document.put("numFailed", count(node, DeploymentState.FAILED));
        document.put("numTorrents", node.numTorrents());
        document.put("numErrors", node.numErrors());
        document.put("downloadRate", node.downloadRate());
        document.put("uploadRate", node.uploadRate());
        return document;
    }
}
