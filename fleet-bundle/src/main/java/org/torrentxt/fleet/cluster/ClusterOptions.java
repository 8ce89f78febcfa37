package org.torrentxt.fleet.cluster;

import java.net.InetAddress;
import java.util.List;

/**
 * How a node takes part in a cluster.
 *
 * @param cluster the name of the cluster; members of others do not connect
 * @param node the name of the node, for logs
 * @param address that it listens on, and connects from
 * @param port that it listens on
 * @param members addresses of other members as HOST:PORT; it connects to no others
 */
public record ClusterOptions(String cluster, String node, InetAddress address, int port, List<String> members) {
    /** Copies the list. */
    public ClusterOptions {
        members = List.copyOf(members);
    }
}
