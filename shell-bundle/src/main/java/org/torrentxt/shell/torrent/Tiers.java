package org.torrentxt.shell.torrent;

import java.util.Arrays;
import java.util.List;
import org.torrentxt.api.TorrentException;

/** Tiers of trackers as people type them: a word for each, the announce URLs of one tier separated by commas. */
final class Tiers {
    private Tiers() {}

    /**
     * The URLs of one tier; whether they are URLs is not looked at.
     *
     * @throws TorrentException INVALID_ARGUMENT if there is nothing before, between or behind commas
     */
    static List<String> parse(String word) {
        List<String> urls =
                Arrays.stream(word.split(",", -1)).map(String::strip).toList();
        if (urls.contains("")) {
            throw TorrentException.invalid("'" + word
                    + "' is no tier of trackers; expected announce URLs separated by commas, where a comma within one is"
                    + " typed %2C");
        }
        return urls;
    }
}
