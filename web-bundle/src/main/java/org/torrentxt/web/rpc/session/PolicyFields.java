package org.torrentxt.web.rpc.session;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.torrentxt.api.policy.AlternativeSpeeds;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.web.rpc.value.ShareView;

/** The fields of a session that its policies have: share limits, alternative speeds, where incomplete torrents are. */
final class PolicyFields {
    static final String RATIO = "seedRatioLimit";
    static final String IDLE = "idle-seeding-limit";
    static final String INCOMPLETE = "incomplete-dir";
    static final String SUFFIX = "rename-partial-files";

    /** What they are where the session has no policies: turned off, as Transmission shows it. */
    static final Map<String, Object> OFF = off();

    private static final int KILOBYTE = 1000;
    private static final int MILLI = 1000;
    private static final int MINUTES = 60;
    private static final Map<String, Function<SessionView, Object>> VALUES = Map.of(
            "alt-speed-down",
            view -> kilobytes(speeds(view).downloadLimit()),
            "alt-speed-up",
            view -> kilobytes(speeds(view).uploadLimit()),
            "alt-speed-enabled",
            view -> policies(view).speeds().isAlternative(),
            "alt-speed-time-begin",
            view -> minutes(speeds(view).begin()),
            "alt-speed-time-day",
            view -> bits(speeds(view).days()),
            "alt-speed-time-enabled",
            view -> speeds(view).isScheduled(),
            "alt-speed-time-end",
            view -> minutes(speeds(view).end()),
            INCOMPLETE,
            view -> incompleteFolder(view).map(Path::toString).orElse(""),
            INCOMPLETE + "-enabled",
            view -> policies(view).categories().incompletePath().isPresent(),
            SUFFIX,
            view -> policies(view).categories().hasPartSuffix());
    private static final Map<String, Function<SessionView, Object>> SHARES = Map.of(
            IDLE,
            PolicyFields::idle,
            IDLE + "-enabled",
            view -> shares(view).idleTime().isPresent(),
            RATIO,
            PolicyFields::ratio,
            "seedRatioLimited",
            view -> shares(view).ratio().isPresent());

    private PolicyFields() {}

    private static Map<String, Object> off() {
        Map<String, Object> off = new LinkedHashMap<>();
        off.put("alt-speed-down", 50);
        off.put("alt-speed-up", 50);
        off.put("alt-speed-enabled", false);
        off.put("alt-speed-time-begin", 540);
        off.put("alt-speed-time-day", 127);
        off.put("alt-speed-time-enabled", false);
        off.put("alt-speed-time-end", 1020);
        off.put(IDLE, 30);
        off.put(IDLE + "-enabled", false);
        off.put(RATIO, 2);
        off.put("seedRatioLimited", false);
        off.put(INCOMPLETE, "");
        off.put(INCOMPLETE + "-enabled", false);
        off.put(SUFFIX, false);
        return off;
    }

    static Stream<SessionField> all() {
        return OFF.entrySet().stream()
                .map(entry -> new SessionField(entry.getKey(), (view, out) -> {
                    Object value = view.policies().isEmpty()
                            ? entry.getValue()
                            : VALUES.getOrDefault(entry.getKey(), SHARES.get(entry.getKey()))
                                    .apply(view);
                    if (value instanceof Boolean truth) {
                        out.value(truth);
                    } else if (value instanceof Double real) {
                        out.value(real);
                    } else if (value instanceof String text) {
                        out.value(text);
                    } else {
                        out.value(((Number) value).longValue());
                    }
                }));
    }

    private static SessionPolicies policies(SessionView view) {
        return view.policies().orElseThrow();
    }

    private static AlternativeSpeeds speeds(SessionView view) {
        return policies(view).speeds().alternative();
    }

    private static ShareLimits shares(SessionView view) {
        return policies(view).shares().limits();
    }

    /** The ratio limit, in force or not. */
    static double ratio(SessionView view) {
        return shares(view)
                .ratio()
                .orElseGet(() -> (double) view.preferences().kept(RATIO, Math.round(ShareView.RATIO * MILLI)) / MILLI);
    }

    /** The idle limit in minutes, in force or not. */
    static long idle(SessionView view) {
        return shares(view)
                .idleTime()
                .map(ShareView::minutes)
                .orElseGet(() -> view.preferences().kept(IDLE, ShareView.MINUTES));
    }

    /** Keeps limits that are to be shown while they are turned off. */
    static void keep(SessionView view, double ratio, long idle) {
        view.preferences().keep(RATIO, Math.round(ratio * MILLI));
        view.preferences().keep(IDLE, idle);
    }

    /** The folder for incomplete torrents, in force or not; empty if there has been none. */
    static Optional<Path> incompleteFolder(SessionView view) {
        return policies(view)
                .categories()
                .incompletePath()
                .or(() -> view.preferences().incompleteFolder());
    }

    private static long kilobytes(long bytes) {
        return (bytes + KILOBYTE - 1) / KILOBYTE;
    }

    private static long minutes(LocalTime time) {
        return time.toSecondOfDay() / MINUTES;
    }

    private static long bits(Set<DayOfWeek> days) {
        return days.stream().mapToLong(PolicyFields::bit).sum();
    }

    /** The bit of a day: the first is Sunday. */
    static long bit(DayOfWeek day) {
        return 1L << day.getValue() % DayOfWeek.values().length;
    }
}
