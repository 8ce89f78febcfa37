package org.torrentxt.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.torrentxt.api.Limits;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.config.Sizes;
import org.torrentxt.api.policy.AlternativeSpeeds;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.policy.ShareAction;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.config.ConfigurationType;

/**
 * The values of a configuration, checked as a whole.
 *
 * @param session the name of the session
 * @param limits its share limits
 * @param speeds its alternative speeds
 * @param groups its groups of torrents, sorted by name
 */
record PolicyOptions(String session, ShareLimits limits, AlternativeSpeeds speeds, List<RateGroup> groups) {
    private static final ConfigurationType TYPE = new ConfigurationType(PolicyConfiguration.class);
    private static final String NONE = "none";
    private static final int DAY_LETTERS = 3;
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*([smhd]?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}(\\.\\d{1,9})?");

    /** Reads values one by one, and collects what is wrong with them. */
    private static final class Reading {
        private final ConfigurationValues values;
        private final List<String> problems = new ArrayList<>();

        Reading(ConfigurationValues values) {
            this.values = values;
        }

        <T> void read(String key, Function<String, T> parser, Consumer<T> use) {
            try {
                use.accept(parser.apply(values.list(key).orElse(TYPE.otherwise(key))));
            } catch (TorrentException e) {
                problems.add(e.getMessage());
            }
        }
    }

    /** The defaults, for a session. */
    static PolicyOptions defaults(String session) {
        return new PolicyOptions(
                session,
                ShareLimits.builder().build(),
                AlternativeSpeeds.builder().build(),
                List.of());
    }

    /** The name of the session, whatever else is wrong. */
    static String sessionOf(ConfigurationValues values) {
        return values.list("session").orElse(TYPE.otherwise("session"));
    }

    /**
     * Reads a configuration; unknown keys are warnings.
     *
     * @throws TorrentException that names all values that are wrong
     */
    static PolicyOptions of(ConfigurationValues values) {
        values.warnOfUnknownKeys(TYPE.keys()::contains, TYPE.keys());
        Reading reading = new Reading(values);
        ShareLimits.Builder limits = ShareLimits.builder();
        reading.read("ratio.limit", PolicyOptions::ratio, limits::ratio);
        reading.read("seeding.time.limit", text -> time("seeding.time.limit", text), limits::seedingTime);
        reading.read("idle.time.limit", text -> time("idle.time.limit", text), limits::idleTime);
        reading.read("action", text -> ShareAction.parse("action", text), limits::action);
        AlternativeSpeeds.Builder speeds = AlternativeSpeeds.builder();
        reading.read("alt.download.rate.limit", text -> rate("alt.download.rate.limit", text), speeds::downloadLimit);
        reading.read("alt.upload.rate.limit", text -> rate("alt.upload.rate.limit", text), speeds::uploadLimit);
        reading.read("alt.schedule", PolicyOptions::truth, speeds::isScheduled);
        reading.read("alt.begin", text -> timeOfDay("alt.begin", text), speeds::begin);
        reading.read("alt.end", text -> timeOfDay("alt.end", text), speeds::end);
        reading.read("alt.days", PolicyOptions::days, speeds::days);
        List<RateGroup> groups = new ArrayList<>();
        reading.read(GroupList.KEY, GroupList::read, groups::addAll);
        if (!reading.problems.isEmpty()) {
            throw TorrentException.invalid(String.join("; ", reading.problems));
        }
        return new PolicyOptions(sessionOf(values), limits.build(), speeds.build(), List.copyOf(groups));
    }

    private static Optional<Double> ratio(String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        } else if (!NUMBER.matcher(text).matches()) {
            throw TorrentException.invalid(
                    "invalid ratio.limit '" + text + "': expected a number such as 2.5, or none");
        }
        return Optional.of(ShareLimits.checkRatio("ratio.limit", Double.parseDouble(text)));
    }

    private static Optional<Duration> time(String key, String text) {
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

    private static long rate(String key, String text) {
        return Limits.rate(key, Sizes.parseRate(key, text));
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw TorrentException.invalid("invalid alt.schedule '" + text + "': expected true or false");
        }
        return text.equals("true");
    }

    private static LocalTime timeOfDay(String key, String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw TorrentException.invalid("invalid " + key + " '" + text + "': expected a time such as 09:00");
        }
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String word : text.split(",")) {
            days.add(Arrays.stream(DayOfWeek.values())
                    .filter(day -> word(day).equals(word.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> TorrentException.invalid("invalid alt.days '" + text
                            + "': expected days separated by commas, such as mon,tue,wed,thu,fri,sat,sun")));
        }
        return days;
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, DAY_LETTERS).toLowerCase(Locale.ROOT);
    }

    /** Share limits as values of a configuration. */
    static Map<String, String> written(ShareLimits limits) {
        Map<String, String> values = new HashMap<>();
        values.put(
                "ratio.limit",
                limits.ratio()
                        .map(ratio ->
                                BigDecimal.valueOf(ratio).stripTrailingZeros().toPlainString())
                        .orElse(NONE));
        values.put("seeding.time.limit", written(limits.seedingTime()));
        values.put("idle.time.limit", written(limits.idleTime()));
        values.put("action", limits.action().label());
        return values;
    }

    private static String written(Optional<Duration> time) {
        return time.map(some -> String.valueOf(some.toSeconds())).orElse(NONE);
    }

    /** Alternative speeds as values of a configuration. */
    static Map<String, String> written(AlternativeSpeeds speeds) {
        Map<String, String> values = new HashMap<>();
        values.put("alt.download.rate.limit", written(speeds.downloadLimit()));
        values.put("alt.upload.rate.limit", written(speeds.uploadLimit()));
        values.put("alt.schedule", String.valueOf(speeds.isScheduled()));
        values.put("alt.begin", speeds.begin().toString());
        values.put("alt.end", speeds.end().toString());
        values.put("alt.days", speeds.days().stream().map(PolicyOptions::word).collect(Collectors.joining(",")));
        return values;
    }

    /** Groups as values of a configuration. */
    static Map<String, String> written(List<RateGroup> groups) {
        return Map.of(GroupList.KEY, GroupList.written(groups));
    }

    private static String written(long rate) {
        return rate == 0 ? NONE : String.valueOf(rate);
    }
}
