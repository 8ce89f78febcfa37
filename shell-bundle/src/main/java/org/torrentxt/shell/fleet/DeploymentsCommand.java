package org.torrentxt.shell.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.shell.complete.DeploymentCompleter;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.ProgressBar;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.format.Units;

/** Lists the deployments, or watches them. */
@Service
@Command(
        scope = "fleet",
        name = "deployments",
        description = "Lists the deployments with their progress over all nodes, or watches them until all nodes have"
                + " them."
                + " Example: fleet:deployments --watch maps")
public final class DeploymentsCommand extends FleetAction {
    private static final int BAR = 10;

    @Argument(index = 0, name = "name", description = "Name of a deployment (default: all deployments)")
    @Completion(DeploymentCompleter.class)
    private String name;

    @Option(
            name = "--watch",
            description = "Show bars until all nodes have it: one for each deployment, or for each node with a name;"
                    + " Ctrl-C stops watching")
    private boolean watch;

    @Option(name = "--timeout", description = "Seconds to wait before failing, or a time such as 5m; needs --watch")
    private String timeout;

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    void run(Fleet fleet) throws Exception {
        if (timeout != null && !watch) {
            throw TorrentException.invalid("--timeout needs --watch");
        }
        if (watch && (json || noFormat)) {
            throw TorrentException.invalid("--json and --no-format work with the list only, not with --watch");
        }
        Optional<Duration> limit = Optional.ofNullable(timeout).map(text -> timeout(text));
        Optional<String> wanted = Optional.ofNullable(name);
        List<Rollout> rollouts = Rollout.of(fleet, wanted);
        if (rollouts.isEmpty() && name != null) {
            throw TorrentException.invalid("no such deployment: '" + name + "'; see fleet:deployments");
        }
        if (watch && !rollouts.isEmpty()) {
            untilInterrupted(() -> watch(fleet, wanted, limit));
        } else {
            output().listing(listing(new ProgressBar(output().screen())), rollouts, json, noFormat);
        }
    }

    private void watch(Fleet fleet, Optional<String> wanted, Optional<Duration> limit) throws Exception {
        try (ProgressView view = output().progress()) {
            List<Rollout> complete = new RolloutWatch(
                            () -> Rollout.of(fleet, wanted), wanted.isPresent(), span -> Thread.sleep(span.toMillis()))
                    .run(view, limit);
            output().line(
                            "Complete: %s",
                            complete.stream().map(Rollout::name).distinct().collect(Collectors.joining(", ")));
        }
    }

    private Listing<Rollout> listing(ProgressBar bars) {
        return new Listing<Rollout>("No deployments; see fleet:deploy --help")
                .text("Name", Rollout::name)
                .text("Key", Rollout::key)
                .number("Version", rollout -> rollout.deployment().sequence())
                .optional("Stage", Rollout::stage)
                .text("Nodes", Rollout::nodes)
                .whole(
                        "Progress",
                        rollout -> (noFormat ? "" : bars.bar(rollout.fraction(), BAR) + " ")
                                + Units.percent(rollout.fraction()))
                .text("State", Rollout::state)
                .optional("Reason", Rollout::reason)
                .optional("Feature", Rollout::feature)
                .optional("Controls", Rollout::controls)
                .hide("Controls", "Feature", "Key", "Reason", "Version", "State", "Stage", "Nodes");
    }
}
