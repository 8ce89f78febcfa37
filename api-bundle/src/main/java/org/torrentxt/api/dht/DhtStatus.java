package org.torrentxt.api.dht;

/**
 * The session's DHT node at one moment.
 *
 * @param running true if the DHT is enabled
 * @param nodes nodes in the routing table
 * @param nodeCache nodes kept as replacements
 * @param globalNodes estimated number of all nodes, derived from the routing table; -1 if unknown
 * @param torrents torrents that other nodes announced here
 */
public record DhtStatus(boolean running, int nodes, int nodeCache, long globalNodes, int torrents) {}
