package org.torrentxt.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.Limits;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.Sizes;
import org.torrentxt.api.policy.ShareLimits;

/** Limits as texts of configurations. */
final class OptionTexts {
    static final String NONE = "none";

    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*([smhd]?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}(\\.\\d{1,9})?");

    private OptionTexts() {}

    static Optional<Double> ratio(String key, String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        } else if (!NUMBER.matcher(text).matches()) {
            throw TorrentException.invalid(
                    "invalid " + key + " '" + text + "': expected a number such as 2.5, or none");
        }
        return Optional.of(ShareLimits.checkRatio(key, Double.parseDouble(text)));
    }

    static Optional<Duration> time(String key, String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        }
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            throw TorrentException.invalid("invalid " + key + " '" + text
                    + "': expected a number of seconds, one with a unit such as 90m, 12h or 30d, or none");
        }
        long unit = switch (span.group(2).toLowerCase(Locale.ROOT)) {
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            default -> 1;
        };
        return Optional.of(ShareLimits.checkTime(key, Duration.ofSeconds(Long.parseLong(span.group(1)) * unit)));
    }

    static long rate(String key, String text) {
        return Limits.rate(key, Sizes.parseRate(key, text));
    }

    static String written(Optional<Duration> time) {
        return time.map(some -> String.valueOf(some.toSeconds())).orElse(NONE);
    }

    static String written(long rate) {
        return rate == 0 ? NONE : String.valueOf(rate);
    }

    static String writtenRatio(Optional<Double> ratio) {
        return ratio.map(some -> BigDecimal.valueOf(some).stripTrailingZeros().toPlainString())
                .orElse(NONE);
    }
}
