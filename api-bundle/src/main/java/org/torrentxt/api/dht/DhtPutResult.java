package org.torrentxt.api.dht;

/**
 * How the storing of a mutable item went.
 *
 * @param item the item as it was stored, with its sequence number and signature
 * @param numNodes how many nodes stored it
 */
public record DhtPutResult(MutableItem item, int numNodes) {}
