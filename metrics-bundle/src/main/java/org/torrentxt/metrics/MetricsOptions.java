package org.torrentxt.metrics;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.config.ConfigurationType;
import org.torrentxt.config.Range;

/**
 * What is configured. An invalid value causes a warning, and is read as its default.
 *
 * @param jmx whether sessions are MBeans
 * @param labelsLimit the maximum number of labels of a session with metrics of their own
 * @param torrentsLimit the maximum number of torrents of a session with metrics of their own
 */
record MetricsOptions(boolean jmx, int labelsLimit, int torrentsLimit) {
    private static final ConfigurationType TYPE = new ConfigurationType(MetricsConfiguration.class);

    /** Reads a configuration; warnings are left in {@code values}. */
    static MetricsOptions of(ConfigurationValues values) {
        values.warnOfUnknownKeys(TYPE.keys()::contains, TYPE.keys());
        return new MetricsOptions(
                read(values, "jmx", MetricsOptions::isTrue),
                read(values, "labels.limit", text -> number("labels.limit", text)),
                read(values, "torrents.limit", text -> number("torrents.limit", text)));
    }

    private static <T> T read(ConfigurationValues values, String key, Function<String, T> parser) {
        String otherwise = TYPE.otherwise(key);
        try {
            Optional<String> text = values.text(key);
            if (text.isPresent()) {
                return parser.apply(text.get());
            }
        } catch (TorrentException e) {
            values.warn(e.getMessage() + "; using " + otherwise);
        }
        return parser.apply(otherwise);
    }

    private static boolean isTrue(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw TorrentException.invalid("invalid jmx '" + text + "': expected true or false");
        };
    }

    private static int number(String key, String text) {
        Range range = TYPE.annotation(key, Range.class).orElseThrow();
        try {
            int value = Integer.parseInt(text);
            if (value >= range.least() && value <= range.most()) {
                return value;
            }
        } catch (NumberFormatException e) {
            // as one that is out of range
        }
        throw TorrentException.invalid(
                "invalid " + key + " '" + text + "': expected " + range.least() + " to " + range.most());
    }
}
