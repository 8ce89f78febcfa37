package org.torrentxt.policy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.ShareAction;
import org.torrentxt.config.ConfigurationType;
import org.torrentxt.policy.category.PathTemplate;

/**
 * The values of a configuration of a category, checked as a whole.
 *
 * @param session the name of its session
 * @param category what it says
 */
record CategoryOptions(String session, Category category) {
    private static final ConfigurationType TYPE = new ConfigurationType(CategoryConfiguration.class);
    private static final String SESSION = "session";
    private static final String SAVE_PATH = "save.path";
    private static final Pattern NAMED = Pattern.compile(".*?[~-](?<name>.+)"); // a PID, by FileInstall or by hand
    private static final Pattern TRACKER = Pattern.compile("(?:https?|udp)://[^\\s,]+");

    /**
     * Reads a configuration; unknown keys are warnings.
     *
     * @param pid of the configuration
     * @throws TorrentException that names all values that are wrong
     */
    static CategoryOptions of(String pid, ConfigurationValues values) {
        OptionReading reading = new OptionReading(TYPE, values);
        String[] name = {""};
        reading.read("name", text -> Category.checkName(text.isEmpty() ? nameIn(pid) : text), text -> name[0] = text);
        reading.end(); // a category needs a name
        Category.Builder category = Category.builder(name[0]);
        reading.read(SAVE_PATH, CategoryOptions::template, text -> text.ifPresent(category::savePath));
        reading.attempt(() -> incompletePath(values, category));
        reading.read(
                "download.rate.limit", text -> OptionTexts.rate("download.rate.limit", text), category::downloadLimit);
        reading.read("upload.rate.limit", text -> OptionTexts.rate("upload.rate.limit", text), category::uploadLimit);
        reading.read("trackers", CategoryOptions::trackers, category::trackers);
        shareLimits(reading, category);
        reading.attempt(() -> requireApart(category.build()));
        reading.end();
        return new CategoryOptions(sessionOf(values), category.build());
    }

    /** The name of the session, whatever else is wrong. */
    static String sessionOf(ConfigurationValues values) {
        return values.list(SESSION).orElse(TYPE.otherwise(SESSION));
    }

    private static String nameIn(String pid) {
        Matcher named = NAMED.matcher(pid);
        if (!named.matches()) {
            throw TorrentException.invalid(
                    "name is missing; expected one, such as films, or a file named org.torrentxt.category-films.cfg");
        }
        return named.group("name");
    }

    private static Optional<String> template(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        PathTemplate.parse(SAVE_PATH, text);
        return Optional.of(text);
    }

    private static void incompletePath(ConfigurationValues values, Category.Builder category) {
        String text = values.text(PolicyOptions.INCOMPLETE_PATH).orElse(SESSION);
        if (text.equals(OptionTexts.NONE)) {
            category.noIncompletePath();
        } else if (!text.equals(SESSION)) {
            values.folder(PolicyOptions.INCOMPLETE_PATH).ifPresent(category::incompletePath);
        }
    }

    private static void requireApart(Category category) {
        Optional<Path> always = category.savePath()
                .map(text -> PathTemplate.parse(SAVE_PATH, text))
                .flatMap(PathTemplate::always);
        if (always.isPresent() && always.equals(category.incompletePath())) {
            throw TorrentException.invalid(
                    "incomplete.path '" + always.get() + "' is the save.path, too; expected another folder, or none");
        }
    }

    private static List<String> trackers(String text) {
        List<String> urls = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .toList();
        urls.stream().filter(url -> !TRACKER.matcher(url).matches()).findFirst().ifPresent(url -> {
            throw TorrentException.invalid("invalid tracker '" + url
                    + "': expected an http, https or udp URL, such as https://tracker.example/announce");
        });
        return urls;
    }

    private static void shareLimits(OptionReading reading, Category.Builder category) {
        OwnShareLimits.Builder limits = OwnShareLimits.builder();
        limit(reading, "ratio.limit", OptionTexts::ratio, limits::ratioMode, limits::ratio);
        limit(reading, "seeding.time.limit", OptionTexts::time, limits::seedingTimeMode, limits::seedingTime);
        limit(reading, "idle.time.limit", OptionTexts::time, limits::idleTimeMode, limits::idleTime);
        reading.read("action", CategoryOptions::action, limits::action);
        reading.attempt(() -> category.shareLimits(limits.build()));
    }

    private static <T> void limit(
            OptionReading reading,
            String key,
            BiFunction<String, String, Optional<T>> parser,
            Consumer<LimitMode> mode,
            Consumer<Optional<T>> value) {
        reading.read(key, text -> text, text -> {
            if (!text.equals(SESSION)) {
                Optional<T> own = parser.apply(key, text);
                mode.accept(own.isPresent() ? LimitMode.OWN : LimitMode.NONE);
                value.accept(own);
            }
        });
    }

    private static Optional<ShareAction> action(String text) {
        return text.equals(SESSION) ? Optional.empty() : Optional.of(ShareAction.parse("action", text));
    }

    /** The PID of a configuration; empty if it has none. */
    static String pidOf(Map<String, Object> properties) {
        return String.valueOf(properties.getOrDefault("service.pid", ""));
    }
}
