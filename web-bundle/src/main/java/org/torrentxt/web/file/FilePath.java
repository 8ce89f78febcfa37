package org.torrentxt.web.file;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path names: {@code /SESSION/ID/INDEX/NAME}, whose name is for people and players only, or {@code
 * /SESSION/ID.m3u}.
 *
 * @param session the name of a session
 * @param torrent the id of one of its torrents
 * @param file the index of one of its files; empty for the playlist
 */
record FilePath(String session, int torrent, OptionalInt file) {
    private static final String START = "/([^/]+)/([1-9]\\d{0,8})";
    private static final Pattern FILE = Pattern.compile(START + "/(0|[1-9]\\d{0,8})(/.*)?", Pattern.DOTALL);
    private static final Pattern PLAYLIST = Pattern.compile(START + "\\.m3u8?");

    /**
     * Reads a path.
     *
     * @param path decoded; null if there is none
     * @throws Refusal if it is none of these
     */
    static FilePath parse(String path) throws Refusal {
        String text = path == null ? "" : path;
        Matcher file = FILE.matcher(text);
        if (file.matches()) {
            return new FilePath(
                    file.group(1), Integer.parseInt(file.group(2)), OptionalInt.of(Integer.parseInt(file.group(3))));
        }
        Matcher playlist = PLAYLIST.matcher(text);
        if (playlist.matches()) {
            return new FilePath(playlist.group(1), Integer.parseInt(playlist.group(2)), OptionalInt.empty());
        }
        throw Refusal.notFound("no such file; expected /torrentxt/files/SESSION/ID/INDEX/NAME"
                + " or /torrentxt/files/SESSION/ID.m3u");
    }
}
