package org.torrentxt.shell.dht;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.support.HostPort;

/** Adds nodes to join the DHT with. */
@Service
@Command(
        scope = "dht",
        name = "bootstrap",
        description = "Adds nodes to join the DHT with; dht:state shows the result."
                + " Example: dht:bootstrap 127.0.0.1:6881")
public final class BootstrapCommand extends SessionAction {
    @Argument(
            index = 0,
            name = "nodes",
            description = "DHT nodes as HOST:PORT (UDP), such as 127.0.0.1:6881",
            required = true,
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> nodes = List.of();

    @Override
    protected void run() {
        // parse all before adding the first, so that a typo changes nothing
        List<HostPort> parsed = nodes.stream().map(HostPort::parse).toList();
        Dht dht = session().dht();
        parsed.forEach(node -> dht.addBootstrapNode(node.host(), node.port()));
        output().line("Contacting: %s", String.join(", ", nodes));
    }
}
