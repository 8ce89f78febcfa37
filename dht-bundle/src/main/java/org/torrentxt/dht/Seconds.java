package org.torrentxt.dht;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;

/**
 * A time span of the configuration. A value that makes no sense ends in a warning, not without a store.
 *
 * @param key its key
 * @param least the shortest, in seconds
 * @param most the longest, in seconds
 * @param otherwise what is used instead of a value that makes no sense, in seconds
 */
record Seconds(String key, long least, long most, long otherwise) {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*([smhd]?)", Pattern.CASE_INSENSITIVE);

    /** The span that a configuration has, or the one that is used otherwise; warns of one that makes no sense. */
    Duration read(ConfigurationValues values) {
        try {
            return values.text(key).map(this::parse).orElse(Duration.ofSeconds(otherwise));
        } catch (TorrentException e) {
            values.warn(e.getMessage() + "; " + otherwise + " are used");
            return Duration.ofSeconds(otherwise);
        }
    }

    private Duration parse(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (matcher.matches()) {
            long seconds = Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
            if (seconds >= least && seconds <= most) {
                return Duration.ofSeconds(seconds);
            }
        }
        throw TorrentException.invalid(
                "invalid " + key + " '" + text + "': expected a number of seconds, " + least + " to " + most);
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "m", "M" -> 60;
            case "h", "H" -> 3_600;
            case "d", "D" -> 86_400;
            default -> 1;
        };
    }
}
