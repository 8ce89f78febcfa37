package org.torrentxt.dht;

import java.time.Duration;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.dht.store.DhtStore;

/**
 * A time span of the configuration, in seconds. It is text there, so that a slip of the pen ends in a warning, not without a
 * store.
 *
 * @param key its key
 * @param least the shortest
 * @param most the longest
 * @param otherwise what is used instead of a value that makes no sense
 */
record Seconds(String key, long least, long most, long otherwise) {
    private static final Logger LOG = LoggerFactory.getLogger(Seconds.class);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** The span that a value stands for. */
    Duration read(String value) {
        String number = value.strip();
        if (NUMBER.matcher(number).matches() && Long.parseLong(number) >= least && Long.parseLong(number) <= most) {
            return Duration.ofSeconds(Long.parseLong(number));
        }
        LOG.warn(
                "{} '{}' in configuration {}: expected a number of seconds, {} to {}; {} are used",
                key,
                number,
                DhtStore.PID,
                least,
                most,
                otherwise);
        return Duration.ofSeconds(otherwise);
    }
}
