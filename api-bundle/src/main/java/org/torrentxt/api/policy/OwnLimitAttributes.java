package org.torrentxt.api.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;

/** {@link OwnShareLimits} as attributes of a torrent: modes by their words, times in seconds. */
final class OwnLimitAttributes {
    private static final String RATIO = OwnShareLimits.PREFIX + "ratio";
    private static final String SEEDING_TIME = OwnShareLimits.PREFIX + "seeding-time";
    private static final String IDLE_TIME = OwnShareLimits.PREFIX + "idle-time";
    private static final String MODE = "-mode";
    private static final String LIMIT = "-limit";
    private static final String ACTION = OwnShareLimits.PREFIX + "action";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}(\\.\\d{1,9})?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    static final Set<String> KEYS = Set.of(
            RATIO + MODE,
            RATIO + LIMIT,
            SEEDING_TIME + MODE,
            SEEDING_TIME + LIMIT,
            IDLE_TIME + MODE,
            IDLE_TIME + LIMIT,
            ACTION);

    private static final OwnShareLimits OF_SESSION = OwnShareLimits.builder().build();

    private OwnLimitAttributes() {}

    static OwnShareLimits read(Map<String, String> attributes) {
        if (attributes.isEmpty()) {
            return OF_SESSION; // as most torrents; lists of thousands are read each second
        }
        return OwnShareLimits.builder()
                .ratioMode(mode(attributes, RATIO))
                .ratio(text(attributes, RATIO + LIMIT, NUMBER).map(Double::valueOf))
                .seedingTimeMode(mode(attributes, SEEDING_TIME))
                .seedingTime(time(attributes, SEEDING_TIME))
                .idleTimeMode(mode(attributes, IDLE_TIME))
                .idleTime(time(attributes, IDLE_TIME))
                .action(Optional.ofNullable(attributes.get(ACTION))
                        .map(text -> ShareAction.parse("attribute " + ACTION, text)))
                .build();
    }

    private static LimitMode mode(Map<String, String> attributes, String limit) {
        String text = attributes.getOrDefault(limit + MODE, LimitMode.SESSION.label());
        return Arrays.stream(LimitMode.values())
                .filter(mode -> mode.label().equals(text))
                .findFirst()
                .orElseThrow(() -> invalid(limit + MODE, text, "session, own or none"));
    }

    private static Optional<Duration> time(Map<String, String> attributes, String limit) {
        return text(attributes, limit + LIMIT, SECONDS).map(Long::valueOf).map(Duration::ofSeconds);
    }

    private static Optional<String> text(Map<String, String> attributes, String key, Pattern expected) {
        Optional<String> text = Optional.ofNullable(attributes.get(key));
        text.filter(some -> !expected.matcher(some).matches()).ifPresent(some -> {
            throw invalid(key, some, "a number");
        });
        return text;
    }

    private static TorrentException invalid(String key, String text, String expected) {
        return TorrentException.invalid("invalid attribute " + key + " '" + text + "': expected " + expected);
    }

    static Map<String, String> write(OwnShareLimits limits) {
        Map<String, String> attributes = new HashMap<>();
        put(attributes, RATIO, limits.ratioMode(), limits.ratio().map(OwnLimitAttributes::plain));
        put(
                attributes,
                SEEDING_TIME,
                limits.seedingTimeMode(),
                limits.seedingTime().map(OwnLimitAttributes::seconds));
        put(attributes, IDLE_TIME, limits.idleTimeMode(), limits.idleTime().map(OwnLimitAttributes::seconds));
        limits.action().ifPresent(action -> attributes.put(ACTION, action.label()));
        return Map.copyOf(attributes);
    }

    private static void put(Map<String, String> attributes, String limit, LimitMode mode, Optional<String> value) {
        if (mode != LimitMode.SESSION) {
            attributes.put(limit + MODE, mode.label());
        }
        value.ifPresent(text -> attributes.put(limit + LIMIT, text));
    }

    private static String seconds(Duration time) {
        return String.valueOf(time.toSeconds());
    }

    // at most nine digits behind the point, which is more than anybody asks for
    private static String plain(double ratio) {
        return BigDecimal.valueOf(ratio)
                .setScale(9, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
