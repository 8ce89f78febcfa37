package org.torrentxt.impl.gateway;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;

/**
 * An announcement that goes on or has just ended. The engine announces from each address that it listens at: what comes from the
 * loopback address is no announcement of its own to a tracker elsewhere, and shares the answer of another.
 *
 * @param from where the engine announces from
 * @param answer what the engine is answered
 * @param began {@link System#nanoTime} when it began
 */
record Announcement(InetAddress from, CompletableFuture<byte[]> answer, long began) {
    private static final long SECONDS = 5;

    /** True for one whose answer is good for another announcement from that address. */
    boolean isSharedBy(InetAddress other) {
        return !isOver() && !from.equals(other) && (from.isLoopbackAddress() || other.isLoopbackAddress());
    }

    boolean isOver() {
        return System.nanoTime() - began > SECONDS * 1_000_000_000L;
    }
}
