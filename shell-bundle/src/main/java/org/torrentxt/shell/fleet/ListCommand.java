package org.torrentxt.shell.fleet;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.ProgressBar;
import org.torrentxt.shell.format.Units;

/** Lists how far each node is with each deployment. */
@Service
@Command(
        scope = "fleet",
        name = "list",
        description = "Lists how far each node is with each deployment, and why it is not further."
                + " Example: fleet:list --incomplete")
public final class ListCommand extends FleetAction {
    private static final int BAR = 10;

    @Option(name = "--incomplete", description = "Omit what is complete")
    private boolean incomplete;

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    void run(Fleet fleet) {
        List<Part> parts = Part.all(fleet).stream()
                .filter(part -> !incomplete || !part.isReady())
                .toList();
        output().listing(listing(new ProgressBar(output().screen())), parts, json, noFormat);
    }

    private Listing<Part> listing(ProgressBar bars) {
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
