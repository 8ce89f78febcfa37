package org.torrentxt.dht;

import java.time.Duration;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.config.ConfigurationType;
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
    private static final ConfigurationType TYPE = new ConfigurationType(StoreConfiguration.class);

    /** Reads a configuration; an invalid value causes a warning that names the value used instead. */
    static Pacing of(ConfigurationValues values) {
        return new Pacing(
                Pace.every(Seconds.of(TYPE, "republish.interval").read(values)),
                Pace.every(Seconds.of(TYPE, "watch.interval").read(values)),
                Seconds.of(TYPE, "lookup.timeout").read(values),
                Seconds.of(TYPE, "cache.ttl").read(values));
    }
}
