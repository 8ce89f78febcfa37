package org.torrentxt.shell.top;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Torrents;

/**
 * Which torrents are shown: those of which each word is true. {@code label:films} is true of those with that label,
 * {@code state:seed} of those whose state begins so, any other word of those whose name contains it.
 *
 * @param text as typed
 */
record Filter(String text) {
    /** All torrents. */
    static final Filter NONE = new Filter("");

    private static final String LABEL = "label:";
    private static final String STATE = "state:";

    boolean isEmpty() {
        return text.isBlank();
    }

    /** The torrents that it is true of, in their order. */
    List<TorrentStatus> of(List<TorrentStatus> all) {
        if (isEmpty()) {
            return all;
        }
        List<String> words = Arrays.asList(text.strip().split("\\s+"));
        return all.stream()
                .filter(status -> words.stream().allMatch(word -> matches(status, word)))
                .toList();
    }

    private static boolean matches(TorrentStatus status, String word) {
        if (word.startsWith(LABEL)) {
            return status.labels().contains(word.substring(LABEL.length()));
        }
        return word.startsWith(STATE)
                ? Torrents.state(status).startsWith(lower(word.substring(STATE.length())))
                : lower(Torrents.title(status)).contains(lower(word));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
