package org.torrentxt.policy.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.policy.Category;
import org.torrentxt.config.ConfigurationType;
import org.torrentxt.config.Range;
import org.torrentxt.policy.text.Truth;

/**
 * Which script is run for which torrents.
 *
 * @param script the name of its file
 * @param session the name of the session
 * @param labels of which a torrent has to have one; empty for all torrents
 * @param categories of which a torrent has to be in one; empty for all torrents
 * @param isForFound whether it is also run for torrents that were found complete
 * @param roles with which commands are run
 * @param timeout after which it is interrupted
 */
record ScriptRule(
        String script,
        String session,
        Set<String> labels,
        Set<String> categories,
        boolean isForFound,
        Set<String> roles,
        Duration timeout) {
    private static final ConfigurationType TYPE = new ConfigurationType(ScriptConfiguration.class);
    // no folders: what is run is what an administrator has put there
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    /**
     * Reads a configuration; unknown keys are warnings.
     *
     * @throws TorrentException that names all values that are wrong
     */
    static ScriptRule of(ConfigurationValues values) {
        values.warnOfUnknownKeys(TYPE.keys()::contains, TYPE.keys());
        List<String> problems = new ArrayList<>();
        Reader reader = new Reader(values, problems);
        Optional<String> script = reader.read("script", ScriptRule::name);
        Optional<String> session = reader.read("session", Function.identity());
        Optional<Set<String>> labels = reader.read("labels", ScriptRule::set);
        Optional<Set<String>> categories = reader.read("categories", ScriptRule::set);
        Optional<Boolean> isForFound = reader.read("found.complete", text -> Truth.parse("found.complete", text));
        Optional<Set<String>> roles = reader.read("roles", ScriptRule::set);
        Optional<Duration> timeout = reader.read("timeout", ScriptRule::seconds);
        if (!problems.isEmpty()) {
            throw TorrentException.invalid(String.join("; ", problems));
        }
        return new ScriptRule(
                script.orElseThrow(),
                session.orElseThrow(),
                labels.orElseThrow(),
                categories.orElseThrow(),
                isForFound.orElseThrow(),
                roles.orElseThrow(),
                timeout.orElseThrow());
    }

    private record Reader(ConfigurationValues values, List<String> problems) {
        <T> Optional<T> read(String key, Function<String, T> parser) {
            try {
                return Optional.of(parser.apply(values.list(key).orElse(TYPE.otherwise(key))));
            } catch (TorrentException e) {
                problems.add(e.getMessage());
                return Optional.empty();
            }
        }
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw TorrentException.invalid(
                    "invalid script '" + text + "': expected the name of a file in etc/scripts, of"
                            + " letters, digits, dots, dashes and underscores, such as films.karaf");
        }
        return text;
    }

    private static Set<String> set(String text) {
        Set<String> words = new TreeSet<>();
        Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        return Collections.unmodifiableSet(words);
    }

    private static Duration seconds(String text) {
        Range range = TYPE.annotation("timeout", Range.class).orElseThrow();
        try {
            long seconds = Long.parseLong(text);
            if (seconds >= range.least() && seconds <= range.most()) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            // no number is out of range, too
        }
        throw TorrentException.invalid("invalid timeout '" + text + "': expected a number of seconds from "
                + range.least() + " to " + range.most());
    }

    /** Whether it is for a torrent that is complete. */
    boolean isFor(boolean downloaded, Set<String> ofTorrent, Map<String, String> attributes) {
        return (downloaded || isForFound)
                && (labels.isEmpty() || !Collections.disjoint(labels, ofTorrent))
                && (categories.isEmpty() || categories.contains(attributes.getOrDefault(Category.ATTRIBUTE, "")));
    }
}
