package org.torrentxt.shell.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.TorrentException;

/**
 * The same action with each of several words. Failures are collected and reported together; the other words are still
 * processed.
 *
 * @param done the words that succeeded
 * @param failures reasons of the failures, by word
 */
public record Tried(List<String> done, Map<String, String> failures) {
    /** Runs the action with each of the words; an exception other than a {@link TorrentException} ends it. */
    public static Tried each(Collection<String> words, Consumer<String> action) {
        Tried tried = new Tried(new ArrayList<>(), new LinkedHashMap<>());
        for (String word : words) {
            try {
                action.accept(word);
                tried.done.add(word);
            } catch (TorrentException e) {
                tried.failures.put(word, Failures.line(e));
            }
        }
        return tried;
    }

    /** Throws all failures in one line, if there are any. */
    public void throwFailures() throws CommandException {
        Failures.throwAll(failures);
    }
}
