package org.torrentxt.impl.engine.dht;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.string_int_pair;
import org.torrentxt.api.TorrentException;

/**
 * The nodes used to join the DHT. Host names are routers to the engine: it asks them, but never adds them to its
 * routing table. Address literals name full members, such as the nodes of a private DHT, whose first members would not
 * find each other otherwise.
 */
public final class BootstrapNodes {
    /** The setting that lists them. */
    public static final String SETTING = "dht_bootstrap_nodes";

    private static final Pattern NODE = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s]+):(\\d{1,5})");
    private static final Pattern LITERAL = Pattern.compile("\\[.*]|[\\d.]+");

    private record Node(String host, int port) {
        boolean isLiteral() {
            return LITERAL.matcher(host).matches();
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }

        string_int_pair toNative() {
            return new string_int_pair(host.replaceAll("[\\[\\]]", ""), port);
        }
    }

    private final List<Node> nodes = new ArrayList<>();

    /**
     * Reads a list.
     *
     * @param list {@code HOST:PORT,...}; may be empty
     * @throws TorrentException for an entry of another form
     */
    public BootstrapNodes(String list) {
        for (String entry : list.split(",")) {
            if (!entry.isBlank()) {
                Matcher matcher = NODE.matcher(entry.strip());
                if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
                    throw TorrentException.invalid("invalid DHT node '" + entry.strip() + "': expected HOST:PORT");
                }
                nodes.add(new Node(matcher.group(1), Integer.parseInt(matcher.group(2))));
            }
        }
    }

    /** All nodes, as given. */
    public String all() {
        return nodes.stream().map(Node::toString).collect(Collectors.joining(","));
    }

    /** The routers, in the form of the engine's setting. */
    public String routers() {
        return nodes.stream()
                .filter(node -> !node.isLiteral())
                .map(Node::toString)
                .collect(Collectors.joining(","));
    }

    /** Adds the other nodes to a session. */
    public void join(session engine) {
        nodes.stream().filter(Node::isLiteral).forEach(node -> engine.add_dht_node(node.toNative()));
    }
}
