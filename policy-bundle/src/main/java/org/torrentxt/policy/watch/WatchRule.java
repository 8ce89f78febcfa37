package org.torrentxt.policy.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Labels;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.config.ConfigurationType;
import org.torrentxt.policy.text.Truth;

/**
 * What is done with the files of a folder.
 *
 * @param folder absolute and normalized
 * @param session the name of the session
 * @param category of torrents; empty for none
 * @param savePath of torrents; empty for that of the category or of the session
 * @param labels of torrents
 * @param isPaused whether torrents are added paused
 * @param added what becomes of a file
 * @param deleted what becomes of the torrents of a file that is deleted
 */
record WatchRule(
        Path folder,
        String session,
        Optional<String> category,
        Optional<Path> savePath,
        Set<String> labels,
        boolean isPaused,
        Added added,
        Deleted deleted) {
    private static final ConfigurationType TYPE = new ConfigurationType(WatchConfiguration.class);

    /** What becomes of a file once its torrents are added. */
    enum Added {
        KEEP,
        DELETE,
        RENAME
    }

    /** What becomes of a torrent once the file that has added it is deleted. */
    enum Deleted {
        KEEP,
        REMOVE,
        REMOVE_WITH_FILES
    }

    /** The rule for a folder that no configuration names: its files and their torrents are kept. */
    static WatchRule of(Path folder) {
        return new WatchRule(
                folder,
                TYPE.otherwise("session"),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                false,
                Added.KEEP,
                Deleted.KEEP);
    }

    /**
     * Reads a configuration; unknown keys are warnings.
     *
     * @throws TorrentException that names all values that are wrong
     */
    static WatchRule of(ConfigurationValues values) {
        values.warnOfUnknownKeys(TYPE.keys()::contains, TYPE.keys());
        Reading reading = new Reading(values);
        Optional<Path> folder = reading.folder("folder");
        if (folder.isEmpty() && reading.problems.isEmpty()) {
            reading.problems.add("folder is missing; expected the absolute path of the folder to watch");
        }
        Optional<Path> savePath = reading.folder("save.path");
        String session = reading.read("session", Function.identity()).orElse("");
        Optional<String> category =
                reading.read("category", Function.identity()).filter(name -> !name.isEmpty());
        Set<String> labels = reading.read("labels", WatchRule::labels).orElse(Set.of());
        boolean isPaused =
                reading.read("paused", text -> Truth.parse("paused", text)).orElse(false);
        Added added = reading.choice("added", Added.values());
        Deleted deleted = reading.choice("deleted", Deleted.values());
        if (deleted != Deleted.KEEP && added != Added.KEEP) {
            reading.problems.add("deleted = " + word(deleted)
                    + " requires added = keep, as files are not kept with added" + " = " + word(added));
        }
        if (folder.isPresent() && folder.equals(savePath)) {
            reading.problems.add("save.path is the watched folder '" + folder.get()
                    + "': a downloaded .torrent file would be added; use another folder");
        }
        if (!reading.problems.isEmpty()) {
            throw TorrentException.invalid(String.join("; ", reading.problems));
        }
        return new WatchRule(folder.orElseThrow(), session, category, savePath, labels, isPaused, added, deleted);
    }

    /**
     * The request for a torrent by this rule.
     *
     * @param categories those of the session; empty if it has no policies
     * @throws TorrentException if there is no such category
     */
    AddTorrent request(AddTorrent.Builder source, Optional<CategoryPolicy> categories) {
        savePath.ifPresent(source::savePath);
        if (isPaused) {
            source.paused();
        }
        source.label(labels.toArray(String[]::new));
        if (category.isPresent() && categories.isEmpty()) {
            throw TorrentException.invalid("no such category: '" + category.get() + "', as session " + session
                    + " has no policies; add a file etc/org.torrentxt.policy-NAME.cfg for it");
        }
        categories.ifPresent(policy -> policy.place(source, category));
        return source.build();
    }

    private static Set<String> labels(String text) {
        return Labels.labels(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .toList());
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads values one by one, and collects what is wrong with them. */
    private static final class Reading {
        private final ConfigurationValues values;
        private final List<String> problems = new ArrayList<>();

        Reading(ConfigurationValues values) {
            this.values = values;
        }

        <T> Optional<T> read(String key, Function<String, T> parser) {
            try {
                return Optional.of(parser.apply(values.list(key).orElse(TYPE.otherwise(key))));
            } catch (TorrentException e) {
                problems.add(e.getMessage());
                return Optional.empty();
            }
        }

        Optional<Path> folder(String key) {
            try {
                return values.folder(key);
            } catch (TorrentException e) {
                problems.add(e.getMessage());
                return Optional.empty();
            }
        }

        <E extends Enum<E>> E choice(String key, E[] choices) {
            return read(
                            key,
                            text -> Arrays.stream(choices)
                                    .filter(each -> word(each).equals(text))
                                    .findFirst()
                                    .orElseThrow(() ->
                                            TorrentException.invalid("invalid " + key + " '" + text + "': expected "
                                                    + Arrays.stream(choices)
                                                            .map(WatchRule::word)
                                                            .collect(Collectors.joining(", ")))))
                    .orElse(choices[0]);
        }
    }
}
