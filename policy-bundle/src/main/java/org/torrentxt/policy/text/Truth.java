package org.torrentxt.policy.text;

import org.torrentxt.api.TorrentException;

/** Values of configurations that are true or false. */
public final class Truth {
    private Truth() {}

    /**
     * Reads one.
     *
     * @throws TorrentException that names the key if it is neither
     */
    public static boolean parse(String key, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw TorrentException.invalid("invalid " + key + " '" + text + "': expected true or false");
        }
        return text.equals("true");
    }
}
