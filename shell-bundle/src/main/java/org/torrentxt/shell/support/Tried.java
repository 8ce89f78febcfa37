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
 * The same done with each of several words. What fails is gathered and told together; the rest is done.
 *
 * @param done the words that it worked with
 * @param failures why it failed, by the word it failed with
 */
public record Tried(List<String> done, Map<String, String> failures) {
    /** Does it with each of the words; what is thrown other than a {@link TorrentException} ends it. */
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

    /** Throws all failures in one line, if there is one. */
    public void throwFailures() throws CommandException {
        Failures.throwAll(failures);
    }
}
