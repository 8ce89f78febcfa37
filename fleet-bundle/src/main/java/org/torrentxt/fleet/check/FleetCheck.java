package org.torrentxt.fleet.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;

/**
 * Whether this node is in its fleet, and has what is deployed to it. The other nodes check themselves. There is no such
 * check where no fleet is configured.
 */
@Component(property = {HealthCheck.NAME + "=fleet", "service.ranking:Integer=50"})
public final class FleetCheck implements HealthCheck {
    /** The subject of its findings. */
    public static final String SUBJECT = "fleet";

    private final Fleet fleet;

    /** Called by Declarative Services. */
    @Activate
    public FleetCheck(@Reference Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public List<HealthFinding> check() {
        List<FleetNode> nodes = fleet.nodes();
        Optional<FleetNode> self = nodes.stream().filter(FleetNode::isLocal).findFirst();
        List<HealthFinding> findings = new ArrayList<>();
        findings.add(membership(nodes.size()));
        self.ifPresent(node -> {
            if (node.listenPort() == 0) {
                findings.add(finding(
                        Level.WARN,
                        "others cannot fetch from this node: its session does not listen at "
                                + node.address().getHostAddress()
                                + "; set network and listen.interfaces of the session,"
                                + " or bind.address in etc/" + Fleet.PID + ".cfg"));
            }
            node.deployments().stream()
                    .filter(each -> each.state() == DeploymentState.FAILED || each.install() == InstallState.FAILED)
                    .map(FleetCheck::failed)
                    .forEach(findings::add);
        });
        return findings;
    }

    private HealthFinding membership(int nodes) {
        String place = fleet.node() + " in cluster " + fleet.cluster();
        return nodes > 1
                ? finding(
                        Level.OK,
                        place + ", with " + nodes + " nodes; deployments: "
                                + fleet.deployments().size())
                : finding(
                        Level.WARN,
                        place + ", sees no other node; check members and bind.address in etc/" + Fleet.PID
                                + ".cfg, the firewall, and the log (log:display)");
    }

    private static HealthFinding failed(NodeDeployment deployment) {
        return finding(
                Level.FAIL,
                "deployment " + deployment.name() + ", version " + deployment.sequence() + ": " + deployment.reason());
    }

    private static HealthFinding finding(Level level, String text) {
        return HealthFinding.builder(level, SUBJECT, text).build();
    }
}
