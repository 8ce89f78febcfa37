package org.torrentxt.web.event;

import java.time.Duration;

/**
 * How often and how long.
 *
 * @param tick how often what is new is sent; statuses are read at each second one
 * @param ping how long nothing is sent before something is, so that the connection is kept
 * @param linger how long events are kept after the last client has left, for one that comes back
 * @param longest how long a client is served before it has to connect, and be let in, again
 */
record Pace(Duration tick, Duration ping, Duration linger, Duration longest) {
    static final Pace USUAL =
            new Pace(Duration.ofMillis(250), Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofHours(1));
}
