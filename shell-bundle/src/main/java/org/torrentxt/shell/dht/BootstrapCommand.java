package org.torrentxt.shell.dht;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.shell.support.HostPort;
import org.torrentxt.shell.support.SessionAction;

/** Names nodes to join the DHT by. */
@Service
@Command(
        scope = "dht",
        name = "bootstrap",
        description = "Names nodes to join the DHT by; dht:state shows whether it did."
                + " Example: dht:bootstrap 127.0.0.1:6881")
public final class BootstrapCommand extends SessionAction {
    @Argument(
            index = 0,
            name = "nodes",
            description = "Nodes, each a host and a UDP port, such as 127.0.0.1:6881",
            required = true,
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> nodes = List.of();

    @Override
    protected void run() {
        // all are read before the first is named, so that a typing error changes nothing
        List<HostPort> parsed = nodes.stream().map(HostPort::parse).toList();
        Dht dht = session().dht();
        parsed.forEach(node -> dht.addBootstrapNode(node.host(), node.port()));
        output().line("Asking: %s", String.join(", ", nodes));
    }
}
