package org.torrentxt.dht;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.config.ConfigurationType;
import org.torrentxt.config.Range;

/**
 * A time span in the configuration. An invalid value causes a warning; the store starts nevertheless.
 *
 * @param key its key
 * @param least the shortest, in seconds
 * @param most the longest, in seconds
 * @param otherwise used instead of an invalid value, in seconds
 */
record Seconds(String key, long least, long most, long otherwise) {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*([smhd]?)", Pattern.CASE_INSENSITIVE);

    /** The time span of that key, as declared. */
    static Seconds of(ConfigurationType type, String key) {
        Range range = type.annotation(key, Range.class).orElseThrow();
        return new Seconds(key, range.least(), range.most(), Long.parseLong(type.otherwise(key)));
    }

    /** The configured span, or the default; warns about an invalid value. */
    Duration read(ConfigurationValues values) {
        try {
            return values.text(key).map(this::parse).orElse(Duration.ofSeconds(otherwise));
        } catch (TorrentException e) {
            values.warn(e.getMessage() + "; using " + otherwise);
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
