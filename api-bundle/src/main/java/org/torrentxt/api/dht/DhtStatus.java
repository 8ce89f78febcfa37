package org.torrentxt.api.dht;

/**
 * The session's DHT node at one moment.
 *
 * @param running true if the DHT is enabled
 * @param nodes nodes in the routing table
 * @param nodeCache nodes kept as substitutes
 * @param globalNodes estimate of all nodes there are, from how full the routing table is; -1 if there is none
 * @param torrents torrents that other nodes announced here
 */
public record DhtStatus(boolean running, int nodes, int nodeCache, long globalNodes, int torrents) {}
