package org.torrentxt.shell.dht;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.shell.support.SessionAction;

/** Names nodes to join the DHT by. */
@Service
@Command(
        scope = "dht",
        name = "bootstrap",
        description = "Names nodes to join the DHT by; dht:state shows whether it did."
                + " Example: dht:bootstrap 127.0.0.1:6881")
public final class BootstrapCommand extends SessionAction {
    private record Node(String host, int port) {
        private static final Pattern TEXT = Pattern.compile("\\[?([^\\[\\]\\s]+?)]?:(\\d{1,5})");

        static Node parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw TorrentException.invalid("'" + text + "' is no node; expected HOST:PORT, such as 127.0.0.1:6881");
            }
            return new Node(matcher.group(1), Integer.parseInt(matcher.group(2)));
        }
    }

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
        List<Node> parsed = nodes.stream().map(Node::parse).toList();
        Dht dht = session().dht();
        parsed.forEach(node -> dht.addBootstrapNode(node.host(), node.port()));
        output().line("Asking: %s", String.join(", ", nodes));
    }
}
