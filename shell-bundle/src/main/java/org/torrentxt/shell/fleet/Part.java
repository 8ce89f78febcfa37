package org.torrentxt.shell.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.json.Document;
import org.torrentxt.shell.format.Progress;

/**
 * A deployment on one node that is to have it.
 *
 * @param deployment as this node has accepted it
 * @param node the name of the node
 * @param state how far it is with that version, as it reports; waiting if it does not
 * @param percent how much of it is there, 0 to 100
 * @param reason why it failed; empty if it has not
 * @param isForeign true if somebody else than the fleet has added its torrent there
 * @param install how far it is with the feature
 */
record Part(
        Deployment deployment,
        String node,
        DeploymentState state,
        int percent,
        String reason,
        boolean isForeign,
        InstallState install)
        implements Document {
    /** The parts of a deployment: each node that is there and has all of its labels. */
    static List<Part> of(Deployment deployment, List<FleetNode> nodes) {
        return nodes.stream()
                .filter(node -> node.labels()
                        .entrySet()
                        .containsAll(deployment.content().labels().entrySet()))
                .map(node -> of(deployment, node))
                .toList();
    }

    /** The parts of all deployments on some nodes. */
    static List<Part> all(Fleet fleet, List<FleetNode> nodes) {
        return fleet.deployments().stream()
                .flatMap(deployment -> of(deployment, nodes).stream())
                .toList();
    }

    // what it reports may be of an earlier version
    private static Part of(Deployment deployment, FleetNode node) {
        return node.deployments().stream()
                .filter(report -> isOf(report, deployment))
                .findFirst()
                .map(report -> new Part(
                        deployment,
                        node.name(),
                        report.state(),
                        report.percent(),
                        report.reason(),
                        report.isForeign(),
                        report.install()))
                .orElseGet(() ->
                        new Part(deployment, node.name(), DeploymentState.WAITING, 0, "", false, InstallState.NONE));
    }

    private static boolean isOf(NodeDeployment report, Deployment deployment) {
        return report.name().equals(deployment.content().name())
                && report.publicKey().equals(deployment.publicKey())
                && report.sequence() == deployment.sequence();
    }

    boolean isComplete() {
        return state == DeploymentState.COMPLETE;
    }

    private boolean hasInstall() {
        return deployment.content().install().isPresent();
    }

    /** True if all of it is there, and its feature, if there is one, is installed and healthy. */
    boolean isReady() {
        return isComplete() && (!hasInstall() || install == InstallState.INSTALLED);
    }

    /** True if it cannot be fetched or installed, or is unhealthy. */
    boolean hasFailed() {
        return state == DeploymentState.FAILED || install == InstallState.FAILED || install == InstallState.UNHEALTHY;
    }

    /** True if the node is one of those that have it at first. */
    boolean hasBegun() {
        return hasInstall()
                ? install != InstallState.NONE && install != InstallState.WAITING
                : state != DeploymentState.WAITING;
    }

    /** How far it is, in a word. */
    String label() {
        return isComplete() && install != InstallState.NONE ? install.label() : state.label();
    }

    /** How much of it is there, 0.0 to 1.0; 1.0 only if it is complete. */
    double fraction() {
        return isComplete() ? 1 : Math.min(percent, 99) / 100.0;
    }

    /** A bar for this node. */
    Progress progress() {
        return new Progress(node, label(), fraction(), "", reason);
    }

    @Override
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", deployment.content().name());
        document.put("publicKey", deployment.publicKey());
        document.put("sequence", deployment.sequence());
        document.put("node", node);
        document.put("state", state);
        document.put("percent", percent);
        document.put("install", install);
        document.put("reason", reason);
        return document;
    }
}
