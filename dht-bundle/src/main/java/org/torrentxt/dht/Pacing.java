package org.torrentxt.dht;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.dht.task.Pace;

/**
 * The intervals and timeouts of a store.
 *
 * @param republish how often published values are stored
 * @param watch how often watched values are checked
 * @param lookupTimeout how long to wait for an answer of the DHT
 * @param cacheTtl how long an answer is cached
 */
record Pacing(Pace republish, Pace watch, Duration lookupTimeout, Duration cacheTtl) {
    private static final int DAY = 86_400;
    /** Nodes keep an item for two hours (BEP 44); the remaining time is for another attempt. */
    private static final int LONGEST_REPUBLISH = 5_400;

    /** After a minute the session itself reports a timeout. */
    private static final int LONGEST_LOOKUP = 60;

    private static final Seconds REPUBLISH = new Seconds("republish.interval", 1, LONGEST_REPUBLISH, 3_600);
    private static final Seconds WATCH = new Seconds("watch.interval", 1, DAY, 60);
    private static final Seconds LOOKUP = new Seconds("lookup.timeout", 1, LONGEST_LOOKUP, 30);
    private static final Seconds CACHE = new Seconds("cache.ttl", 0, DAY, 60);

    /** The keys of all values. */
    static List<String> keys() {
        return Stream.of(REPUBLISH, WATCH, LOOKUP, CACHE).map(Seconds::key).toList();
    }

    /** Reads a configuration; an invalid value causes a warning that names the value used instead. */
    static Pacing of(ConfigurationValues values) {
        return new Pacing(
                Pace.every(REPUBLISH.read(values)),
                Pace.every(WATCH.read(values)),
                LOOKUP.read(values),
                CACHE.read(values));
    }
}
