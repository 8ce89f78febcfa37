package org.torrentxt.fleet.board;

import java.net.InetAddress;

/**
 * A member of the cluster.
 *
 * @param id unique, new after each start
 * @param address at which it is connected to the others
 * @param isLocal true for the one that is asked
 */
public record Member(String id, InetAddress address, boolean isLocal) {}
