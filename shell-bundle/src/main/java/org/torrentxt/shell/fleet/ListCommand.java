package org.torrentxt.shell.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.shell.complete.NodeCompleter;
import org.torrentxt.shell.complete.NodeLabelCompleter;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.ProgressBar;
import org.torrentxt.shell.format.Units;

/** Lists how far each node is with each deployment, or its torrents. */
@Service
@Command(
        scope = "fleet",
        name = "list",
        description = "Lists how far each node is with each deployment, and why it is not further; or all torrents of"
                + " the nodes, deployed or not. Example: fleet:list --torrents --to site=basel")
public final class ListCommand extends FleetAction {
    private static final int BAR = 10;
    private static final int MOST = 500; // rows that somebody reads

    private static final Listing<NodeTorrent> TORRENTS = new Listing<NodeTorrent>("No torrents")
            .text("Node", NodeTorrent::node)
            .number("ID", row -> row.torrent().id())
            .text("Name", NodeTorrent::title)
            .number("Size", NodeTorrent::size)
            .number("Done", row -> row.torrent().percent() + " %")
            .text("State", NodeTorrent::label)
            .number("Down", row -> NodesCommand.rate(row.torrent().downloadRate()))
            .number("Up", row -> NodesCommand.rate(row.torrent().uploadRate()))
            .number("Ratio", NodeTorrent::ratio)
            .optional("Error", row -> row.torrent().error())
            .hide("Ratio", "Size", "Error", "ID", "Up", "Down");

    @Option(
            name = "--torrents",
            description =
                    "List the torrents of the nodes, in place of the deployments; what thousands of them do may be"
                            + " minutes old")
    private boolean torrents;

    @Option(name = "--node", description = "Only this node; may be repeated", multiValued = true)
    @Completion(NodeCompleter.class)
    private List<String> names = List.of();

    @Option(
            name = "--to",
            description = "Only nodes with these labels, as KEY=VALUE separated by commas",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(NodeLabelCompleter.class)
    private List<String> labels = List.of();

    @Option(name = "--incomplete", description = "Omit what is complete")
    private boolean incomplete;

    @Option(name = "--all", description = "Show all torrents, not only the first 500; needs --torrents")
    private boolean all;

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    void run(Fleet fleet) {
        if (all && !torrents) {
            throw TorrentException.invalid("--all needs --torrents");
        }
        List<FleetNode> nodes = nodes(fleet);
        if (torrents) {
            torrents(fleet, nodes.stream().map(FleetNode::name).distinct().toList());
        } else {
            List<Part> parts = Part.all(fleet, nodes).stream()
                    .filter(part -> !incomplete || !part.isReady())
                    .toList();
            output().listing(deployments(new ProgressBar(output().screen())), parts, json, noFormat);
        }
    }

    private List<FleetNode> nodes(Fleet fleet) {
        Map<String, String> wanted = DeployCommand.labels(labels);
        List<FleetNode> nodes = fleet.nodes();
        Set<String> present = nodes.stream().map(FleetNode::name).collect(Collectors.toCollection(TreeSet::new));
        names.stream().filter(name -> !present.contains(name)).findFirst().ifPresent(name -> {
            throw TorrentException.invalid(
                    "no such node: '" + name + "'; nodes that can be reached: " + String.join(", ", present));
        });
        return nodes.stream()
                .filter(node -> names.isEmpty() || names.contains(node.name()))
                .filter(node -> node.labels().entrySet().containsAll(wanted.entrySet()))
                .toList();
    }

    // Of what is not shown, only the number is kept: all nodes together may have millions.
    private void torrents(Fleet fleet, List<String> nodes) {
        int most = all || json || noFormat ? Integer.MAX_VALUE : MOST;
        List<NodeTorrent> rows = new ArrayList<>();
        long more = 0;
        for (String node : nodes) {
            List<NodeTorrent> listed = fleet.torrents(node).stream()
                    .map(torrent -> new NodeTorrent(node, torrent))
                    .filter(row -> !incomplete || !row.isComplete())
                    .toList();
            int shown = Math.min(listed.size(), most - rows.size());
            rows.addAll(listed.subList(0, shown));
            more += listed.size() - shown;
        }
        output().listing(TORRENTS, rows, json, noFormat);
        if (more > 0) {
            output().line("%d more; --all shows them, --to and --node choose nodes", more);
        }
    }

    private Listing<Part> deployments(ProgressBar bars) {
        return new Listing<Part>("Nothing to list; see fleet:deployments")
                .text("Deployment", part -> part.deployment().content().name())
                .number("Version", part -> part.deployment().sequence())
                .text("Node", Part::node)
                .whole(
                        "Progress",
                        part -> (noFormat ? "" : bars.bar(part.fraction(), BAR) + " ") + Units.percent(part.fraction()))
                .text("State", Part::label)
                .optional("Reason", Part::reason)
                .hide("Version", "Reason", "State");
    }
}
