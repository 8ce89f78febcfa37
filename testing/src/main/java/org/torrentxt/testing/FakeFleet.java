package org.torrentxt.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.fleet.NodeControl;

/** A fleet in memory: what is deployed is remembered, and the nodes are those set by the test. Nothing is fetched. */
public final class FakeFleet implements Fleet {
    private record Id(String name, DhtPublicKey publicKey) {}

    private final Map<Id, Long> sequences = new HashMap<>(); // guarded by this, as the next one
    private final Map<Id, Deployment> deployments = new HashMap<>();
    private final Map<String, List<FleetTorrent>> torrents = new ConcurrentHashMap<>(); // by node
    private final String node;
    private volatile List<FleetNode> nodes = List.of();
    private volatile Optional<String> refusal = Optional.empty();

    /**
     * A fleet without nodes and deployments.
     *
     * @param node the name of its own node
     */
    public FakeFleet(String node) {
        this.node = Objects.requireNonNull(node, "node");
    }

    /** Sets its nodes. */
    public void setNodes(FleetNode... all) {
        nodes = List.of(all);
    }

    /** Sets the torrents of one of its nodes. */
    public void setTorrents(String of, FleetTorrent... all) {
        torrents.put(of, List.of(all));
    }

    /** Makes it refuse all statements from now on, with that reason. */
    public void refuse(String reason) {
        refusal = Optional.of(reason);
    }

    @Override
    public String cluster() {
        return "torrentxt";
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public List<FleetNode> nodes() {
        return nodes;
    }

    @Override
    public List<FleetTorrent> torrents(String of) {
        Objects.requireNonNull(of, "node");
        return nodes.stream().anyMatch(each -> each.name().equals(of))
                ? torrents.getOrDefault(of, List.of())
                : List.of();
    }

    @Override
    public synchronized List<Deployment> deployments() {
        List<Deployment> all = new ArrayList<>(deployments.values());
        all.sort(Comparator.comparing((Deployment each) -> each.content().name())
                .thenComparing(each -> each.publicKey().hex()));
        return List.copyOf(all);
    }

    @Override
    public synchronized Deployment deploy(DeployTorrent request, DhtKeyPair keys) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(keys, "keys");
        checkRefusal();
        Optional<DeployTorrent> former = Optional.ofNullable(deployments.get(new Id(request.name(), keys.publicKey())))
                .map(Deployment::content);
        List<NodeControl> controls = request.controls().isEmpty()
                ? former.map(DeployTorrent::controls).orElse(List.of())
                : request.controls();
        return state(
                request.toBuilder()
                        .controls(controls)
                        .before(former.flatMap(FakeFleet::before))
                        .build(),
                keys);
    }

    // the last one that was for all its nodes
    private static Optional<DeployTorrent> before(DeployTorrent former) {
        return former.first() == 0
                ? Optional.of(former.toBuilder()
                        .controls(List.of())
                        .before(Optional.empty())
                        .build())
                : former.before();
    }

    private Deployment state(DeployTorrent content, DhtKeyPair keys) {
        Id id = new Id(content.name(), keys.publicKey());
        Deployment deployment = Deployment.builder(content, keys.publicKey(), sequences.merge(id, 1L, Long::sum))
                .build();
        deployments.put(id, deployment);
        return deployment;
    }

    @Override
    public synchronized Deployment continueDeployment(String name, DhtKeyPair keys) {
        DeployTorrent content = known(name, keys);
        if (content.first() == 0) {
            throw TorrentException.invalid("deployment '" + name + "' is for all its nodes already");
        }
        return state(content.toBuilder().first(0).build(), keys);
    }

    @Override
    public synchronized Optional<Deployment> rollback(String name, DhtKeyPair keys) {
        DeployTorrent content = known(name, keys);
        if (content.before().isPresent()) {
            return Optional.of(state(
                    content.before().get().toBuilder()
                            .controls(content.controls())
                            .build(),
                    keys));
        }
        if (content.first() == 0) {
            throw TorrentException.invalid("deployment '" + name + "' has no version before");
        }
        undeploy(name, keys);
        return Optional.empty();
    }

    @Override
    public synchronized Deployment control(String name, NodeControl control, DhtKeyPair keys) {
        Objects.requireNonNull(control, "control");
        DeployTorrent content = known(name, keys);
        List<NodeControl> controls = new ArrayList<>(content.controls());
        controls.removeIf(each -> each.labels().equals(control.labels()));
        if (!control.isNone()) {
            controls.add(control);
        }
        DeployTorrent changed = content.toBuilder().controls(controls).build();
        return changed.equals(content) ? deployments.get(new Id(name, keys.publicKey())) : state(changed, keys);
    }

    private DeployTorrent known(String name, DhtKeyPair keys) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(keys, "keys");
        checkRefusal();
        return Optional.ofNullable(deployments.get(new Id(name, keys.publicKey())))
                .map(Deployment::content)
                .orElseThrow(() -> unknown(name, keys));
    }

    private static TorrentException unknown(String name, DhtKeyPair keys) {
        return TorrentException.invalid("no such deployment: '" + name + "' of key " + keys.publicKey());
    }

    @Override
    public synchronized void undeploy(String name, DhtKeyPair keys) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(keys, "keys");
        checkRefusal();
        Id id = new Id(name, keys.publicKey());
        if (deployments.remove(id) == null) {
            throw unknown(name, keys);
        }
        sequences.merge(id, 1L, Long::sum);
    }

    private void checkRefusal() {
        refusal.ifPresent(reason -> {
            throw TorrentException.invalid(reason);
        });
    }
}
