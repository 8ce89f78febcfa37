package org.torrentxt.shell.fleet;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.shell.format.ProgressView;

/** Has all nodes fetch what was deployed to the first ones, once those are healthy. */
@Service
@Command(
        scope = "fleet",
        name = "continue",
        description = "Continues a deployment that was for the first nodes only: all its nodes fetch it."
                + " Example: fleet:continue --key releases maps")
public final class ContinueCommand extends DeploymentAction {
    @Option(
            name = "--healthy-for",
            description = "How long the first nodes are to be healthy before it continues, if it installs a feature:"
                    + " seconds, or a time such as 5m (default: 30s)")
    private String healthy;

    @Option(name = "--force", description = "Continue at once, whatever the first nodes report")
    private boolean force;

    private Duration span;

    @Override
    void prepare() {
        if (force && healthy != null) {
            throw TorrentException.invalid("specify --healthy-for or --force, not both");
        }
        span = DeployCommand.span(healthy);
    }

    @Override
    void run(Fleet fleet, String name, DhtKeyPair keys) throws Exception {
        Optional<Deployment> stage = Fleets.find(fleet, name, keys);
        Supplier<Optional<Rollout>> rollout = () -> Fleets.find(fleet, name, keys)
                .filter(each -> Optional.of(each).equals(stage))
                .map(each -> Rollout.of(each, fleet.nodes()));
        untilInterrupted(() -> {
            if (!force && stage.filter(ContinueCommand::isInstalling).isPresent()) {
                try (ProgressView view = output().progress()) {
                    new StageWatch(rollout, span, time -> Thread.sleep(time.toMillis()), System::nanoTime)
                            .require(view);
                }
            }
            if (!Fleets.find(fleet, name, keys).equals(stage)) { // by somebody else
                throw new CommandException("not continued: " + name
                        + " was undeployed or replaced meanwhile; see fleet:deployments, and try again");
            }
            Deployment all = fleet.continueDeployment(name, keys);
            output().line("Continued: %s, as version %d to all its nodes", name, all.sequence());
        });
    }

    private static boolean isInstalling(Deployment stage) {
        DeployTorrent content = stage.content();
        return content.first() > 0 && content.install().isPresent();
    }
}
