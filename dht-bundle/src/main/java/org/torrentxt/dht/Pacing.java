package org.torrentxt.dht;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.dht.task.Pace;

/**
 * How often a store does things, and how long it waits and remembers.
 *
 * @param republish how often what it publishes is stored
 * @param watch how often it looks at what it watches
 * @param lookupTimeout how long it waits for an answer of the DHT
 * @param cacheTtl how long an answer is good for
 */
record Pacing(Pace republish, Pace watch, Duration lookupTimeout, Duration cacheTtl) {
    private static final int DAY = 86_400;
    /** Nodes keep an item that nobody stores again for two hours (BEP 44); what is left is for another try. */
    private static final int LONGEST_REPUBLISH = 5_400;

    /** After a minute the session itself says that no answer came. */
    private static final int LONGEST_LOOKUP = 60;

    private static final Seconds REPUBLISH = new Seconds("republish.interval", 1, LONGEST_REPUBLISH, 3_600);
    private static final Seconds WATCH = new Seconds("watch.interval", 1, DAY, 60);
    private static final Seconds LOOKUP = new Seconds("lookup.timeout", 1, LONGEST_LOOKUP, 30);
    private static final Seconds CACHE = new Seconds("cache.ttl", 0, DAY, 60);

    /** The keys of all of it. */
    static List<String> keys() {
        return Stream.of(REPUBLISH, WATCH, LOOKUP, CACHE).map(Seconds::key).toList();
    }

    /** What a configuration says; of what makes no sense there, a warning says what is used instead. */
    static Pacing of(ConfigurationValues values) {
        return new Pacing(
                Pace.every(REPUBLISH.read(values)),
                Pace.every(WATCH.read(values)),
                LOOKUP.read(values),
                CACHE.read(values));
    }
}
