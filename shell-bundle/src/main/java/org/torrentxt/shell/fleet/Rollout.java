package org.torrentxt.shell.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.json.Document;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.format.Units;

/**
 * A deployment on all nodes that are to have it.
 *
 * @param deployment as this node has accepted it
 * @param parts what the nodes that are there report
 */
record Rollout(Deployment deployment, List<Part> parts) implements Document {
    private static final int KEY_DIGITS = 16; // as in the names of its folders

    // States of parts, the most serious first.
    private static final List<String> CONCERNS = List.of(
            DeploymentState.FAILED.label(),
            InstallState.UNHEALTHY.label(),
            DeploymentState.FETCHING.label(),
            InstallState.PENDING.label(),
            InstallState.INSTALLING.label(),
            DeploymentState.WAITING.label());

    static Rollout of(Deployment deployment, List<FleetNode> nodes) {
        return new Rollout(deployment, Part.of(deployment, nodes));
    }

    /**
     * The rollouts of a fleet.
     *
     * @param name of the deployments; empty for all
     */
    static List<Rollout> of(Fleet fleet, Optional<String> name) {
        List<FleetNode> nodes = fleet.nodes();
        return fleet.deployments().stream()
                .filter(each -> name.isEmpty() || each.content().name().equals(name.get()))
                .map(each -> of(each, nodes))
                .toList();
    }

    String name() {
        return deployment.content().name();
    }

    /** The beginning of its key. */
    String key() {
        return deployment.publicKey().hex().substring(0, KEY_DIGITS);
    }

    long complete() {
        return parts.stream().filter(Part::isReady).count();
    }

    /**
     * True if all nodes have it, with its feature installed and healthy, or as many of them as are to have it at first; not
     * if there is none.
     */
    boolean isComplete() {
        int first = deployment.content().first();
        if (first == 0) {
            return !parts.isEmpty() && complete() == parts.size();
        }
        List<Part> own = parts.stream().filter(part -> !part.isForeign()).toList();
        return !own.isEmpty() && own.stream().filter(Part::isReady).count() >= Math.min(first, own.size());
    }

    /** Why the first nodes do not all have it, with its feature installed and healthy; empty if they do. */
    Optional<String> unready() {
        Optional<Part> late = begun().stream().filter(part -> !part.isReady()).findFirst();
        if (late.isPresent()) {
            return late.map(part -> part.progress().sentence() + (part.reason().isEmpty() ? "" : ": " + part.reason()));
        } else if (!isComplete()) {
            return Optional.of("only " + Units.plural(begun().size(), "node") + " of the first "
                    + deployment.content().first() + " have begun");
        }
        return Optional.empty();
    }

    /** True if one of the first nodes has failed, or is unhealthy. */
    boolean hasFailed() {
        return begun().stream().anyMatch(Part::hasFailed);
    }

    private List<Part> begun() {
        return parts.stream()
                .filter(part -> part.hasBegun() && (deployment.content().first() == 0 || !part.isForeign()))
                .toList();
    }

    /** The nodes that have it at first, {@code first 2}; empty for all. */
    String stage() {
        int first = deployment.content().first();
        return first == 0 ? "" : "first " + first;
    }

    /** What nodes do beside having it, such as {@code paused on nodes with site=basel}; empty for nothing. */
    String controls() {
        return deployment.content().controls().stream().map(Rollout::control).collect(Collectors.joining("; "));
    }

    private static String control(NodeControl control) {
        List<String> words = new ArrayList<>();
        if (control.isPaused()) {
            words.add("paused");
        }
        if (control.downloadLimit() > 0) {
            words.add("down " + Units.rateLimit(control.downloadLimit()));
        }
        if (control.uploadLimit() > 0) {
            words.add("up " + Units.rateLimit(control.uploadLimit()));
        }
        return String.join(", ", words) + " on " + ControlAction.nodes(control.labels());
    }

    /** The feature that is installed; empty for none. */
    String feature() {
        return deployment
                .content()
                .install()
                .map(some -> some.name() + (some.version().isEmpty() ? "" : "/" + some.version()))
                .orElse("");
    }

    /** How much of it is there on all nodes together, 0.0 to 1.0. */
    double fraction() {
        return parts.stream().mapToDouble(Part::fraction).average().orElse(0);
    }

    /** The number of nodes that have it, of those that are to have it: {@code 2/3}. */
    String nodes() {
        return complete() + "/" + parts.size();
    }

    /** What most concerns an operator: failed, else unhealthy, and so on. */
    String state() {
        if (parts.isEmpty()) {
            return "no nodes";
        }
        return CONCERNS.stream()
                .filter(state -> parts.stream().anyMatch(part -> part.label().equals(state)))
                .findFirst()
                .orElseGet(() -> parts.get(0).label());
    }

    /** The first reason of a failure, with its node; empty if none has failed. */
    String reason() {
        return parts.stream()
                .filter(part -> !part.reason().isEmpty())
                .map(part -> part.node() + ": " + part.reason())
                .findFirst()
                .orElse("");
    }

    /** A bar for all nodes together. */
    Progress progress() {
        return new Progress(name(), state(), fraction(), nodes() + " nodes", reason());
    }

    @Override
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", name());
        document.put("publicKey", deployment.publicKey());
        document.put("sequence", deployment.sequence());
        document.put("infoHashV1", deployment.content().infoHashes().v1());
        document.put("infoHashV2", deployment.content().infoHashes().v2());
        document.put("labels", deployment.content().labels());
        document.put("folder", deployment.content().folder());
        document.put("keep", deployment.content().keep());
        document.put("first", deployment.content().first());
        document.put("install", feature());
        document.put(
                "installRepository",
                deployment.content().install().map(InstallFeature::repository).orElse(""));
        document.put(
                "controls",
                deployment.content().controls().stream()
                        .map(control -> Document.of(
                                "labels",
                                control.labels(),
                                "paused",
                                control.isPaused(),
                                "downloadLimit",
                                control.downloadLimit(),
                                "uploadLimit",
                                control.uploadLimit()))
                        .toList());
        document.put("numNodes", parts.size());
        document.put("numComplete", complete());
        document.put("state", state());
        document.put("progress", fraction());
        return document;
    }
}
