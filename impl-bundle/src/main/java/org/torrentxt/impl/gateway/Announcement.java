package org.torrentxt.impl.gateway;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;

/**
 * An announce that is in progress or has just ended. The engine announces from each listen address; an announce from
 * the loopback address is not sent to a tracker elsewhere, but shares the answer of another one.
 *
 * @param from the address that the engine announces from
 * @param answer the answer for the engine
 * @param began {@link System#nanoTime} at its start
 */
record Announcement(InetAddress from, CompletableFuture<byte[]> answer, long began) {
    private static final long SECONDS = 5;

    /** True if its answer can be used for another announce from that address. */
    boolean isSharedBy(InetAddress other) {
        return !isOver() && !from.equals(other) && (from.isLoopbackAddress() || other.isLoopbackAddress());
    }

    boolean isOver() {
        return System.nanoTime() - began > SECONDS * 1_000_000_000L;
    }
}
