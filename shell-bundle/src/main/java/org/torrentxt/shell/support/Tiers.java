package org.torrentxt.shell.support;

import java.util.Arrays;
import java.util.List;
import org.torrentxt.api.TorrentException;

/** Tiers of trackers as typed: one word per tier, with its announce URLs separated by commas. */
public final class Tiers {
    private Tiers() {}

    /**
     * The URLs of one tier; they are not validated.
     *
     * @throws TorrentException INVALID_ARGUMENT if a URL is missing before, between or after commas
     */
    public static List<String> parse(String word) {
        List<String> urls =
                Arrays.stream(word.split(",", -1)).map(String::strip).toList();
        if (urls.contains("")) {
            throw TorrentException.invalid("invalid tracker tier '" + word
                    + "': expected announce URLs separated by commas; type a comma within a URL as %2C");
        }
        return urls;
    }
}
