package org.torrentxt.policy;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
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
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.config.Sizes;
import org.torrentxt.api.policy.AlternativeSpeeds;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.policy.ShareAction;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.config.ConfigurationType;
import org.torrentxt.policy.text.Truth;
import org.torrentxt.policy.time.WeekTimes;

/**
 * The values of a configuration, checked as a whole.
 *
 * @param session the name of the session
 * @param limits its share limits
 * @param speeds its alternative speeds
 * @param groups its groups of torrents, sorted by name
 * @param incompletePath its folder for incomplete torrents, absolute
 * @param hasPartSuffix whether incomplete files have a suffix
 * @param pauseTimes when the session is paused
 * @param spaceReserve how much it keeps free on disks, in bytes; 0 for nothing
 */
record PolicyOptions(
        String session,
        ShareLimits limits,
        AlternativeSpeeds speeds,
        List<RateGroup> groups,
        Optional<Path> incompletePath,
        boolean hasPartSuffix,
        Optional<WeekTimes> pauseTimes,
        long spaceReserve) {
    static final String INCOMPLETE_PATH = "incomplete.path";
    static final String INCOMPLETE_SUFFIX = "incomplete.suffix";
    static final String SPACE_RESERVE = "space.reserve";

    private static final ConfigurationType TYPE = new ConfigurationType(PolicyConfiguration.class);
    private static final int DAY_LETTERS = 3;

    /** The defaults, for a session. */
    static PolicyOptions defaults(String session) {
        return new PolicyOptions(
                session,
                ShareLimits.builder().build(),
                AlternativeSpeeds.builder().build(),
                List.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                0);
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
        OptionReading reading = new OptionReading(TYPE, values);
        ShareLimits.Builder limits = ShareLimits.builder();
        reading.read("ratio.limit", text -> OptionTexts.ratio("ratio.limit", text), limits::ratio);
        reading.read("seeding.time.limit", text -> OptionTexts.time("seeding.time.limit", text), limits::seedingTime);
        reading.read("idle.time.limit", text -> OptionTexts.time("idle.time.limit", text), limits::idleTime);
        reading.read("action", text -> ShareAction.parse("action", text), limits::action);
        AlternativeSpeeds.Builder speeds = AlternativeSpeeds.builder();
        reading.read(
                "alt.download.rate.limit",
                text -> OptionTexts.rate("alt.download.rate.limit", text),
                speeds::downloadLimit);
        reading.read(
                "alt.upload.rate.limit", text -> OptionTexts.rate("alt.upload.rate.limit", text), speeds::uploadLimit);
        reading.read("alt.schedule", text -> Truth.parse("alt.schedule", text), speeds::isScheduled);
        reading.read("alt.begin", text -> timeOfDay("alt.begin", text), speeds::begin);
        reading.read("alt.end", text -> timeOfDay("alt.end", text), speeds::end);
        reading.read("alt.days", text -> days("alt.days", text), speeds::days);
        Optional<WeekTimes> pauseTimes = pauseTimes(reading);
        List<RateGroup> groups = new ArrayList<>();
        reading.read(GroupList.KEY, GroupList::read, groups::addAll);
        List<Path> incomplete = new ArrayList<>();
        reading.attempt(() -> values.folder(INCOMPLETE_PATH).ifPresent(incomplete::add));
        boolean[] hasSuffix = {false};
        reading.read(INCOMPLETE_SUFFIX, text -> Truth.parse(INCOMPLETE_SUFFIX, text), is -> hasSuffix[0] = is);
        long[] reserve = {0};
        reading.read(SPACE_RESERVE, PolicyOptions::size, bytes -> reserve[0] = bytes);
        reading.end();
        return new PolicyOptions(
                sessionOf(values),
                limits.build(),
                speeds.build(),
                List.copyOf(groups),
                incomplete.stream().findFirst(),
                hasSuffix[0],
                pauseTimes,
                reserve[0]);
    }

    private static Optional<WeekTimes> pauseTimes(OptionReading reading) {
        boolean[] isScheduled = {false};
        LocalTime[] times = {LocalTime.MIDNIGHT, LocalTime.MIDNIGHT};
        Set<DayOfWeek> on = EnumSet.noneOf(DayOfWeek.class);
        reading.read("pause.schedule", text -> Truth.parse("pause.schedule", text), is -> isScheduled[0] = is);
        reading.read("pause.begin", text -> timeOfDay("pause.begin", text), time -> times[0] = time);
        reading.read("pause.end", text -> timeOfDay("pause.end", text), time -> times[1] = time);
        reading.read("pause.days", text -> days("pause.days", text), on::addAll);
        if (isScheduled[0] && times[0].equals(times[1])) {
            reading.attempt(() -> {
                throw TorrentException.invalid("pause.begin and pause.end are both " + times[0]
                        + "; expected different times, or pause.schedule = false");
            });
        }
        return isScheduled[0] ? Optional.of(new WeekTimes(times[0], times[1], on)) : Optional.empty();
    }

    private static long size(String text) {
        return text.equals(OptionTexts.NONE) ? 0 : Sizes.parse(SPACE_RESERVE, text);
    }

    private static LocalTime timeOfDay(String key, String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw TorrentException.invalid("invalid " + key + " '" + text + "': expected a time such as 09:00");
        }
    }

    private static Set<DayOfWeek> days(String key, String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String word : text.split(",")) {
            days.add(Arrays.stream(DayOfWeek.values())
                    .filter(day -> word(day).equals(word.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> TorrentException.invalid("invalid " + key + " '" + text
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
        values.put("ratio.limit", OptionTexts.writtenRatio(limits.ratio()));
        values.put("seeding.time.limit", OptionTexts.written(limits.seedingTime()));
        values.put("idle.time.limit", OptionTexts.written(limits.idleTime()));
        values.put("action", limits.action().label());
        return values;
    }

    /** Alternative speeds as values of a configuration. */
    static Map<String, String> written(AlternativeSpeeds speeds) {
        Map<String, String> values = new HashMap<>();
        values.put("alt.download.rate.limit", OptionTexts.written(speeds.downloadLimit()));
        values.put("alt.upload.rate.limit", OptionTexts.written(speeds.uploadLimit()));
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

    /** The folder for incomplete torrents as a value of a configuration. */
    static Map<String, String> written(Optional<Path> incompletePath) {
        return Map.of(INCOMPLETE_PATH, incompletePath.map(Path::toString).orElse(""));
    }

    /** Whether incomplete files have a suffix as a value of a configuration. */
    static Map<String, String> written(boolean hasPartSuffix) {
        return Map.of(INCOMPLETE_SUFFIX, String.valueOf(hasPartSuffix));
    }
}
