package org.torrentxt.impl.create;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.torrentxt.api.TorrentException;

/**
 * Rejects names that libtorrent and other clients change when they load a torrent. They would then look for another
 * file than the one that was hashed, and the torrent could not be seeded from the original content.
 */
final class NameRules {
    private static final int MAX_BYTES = 240;
    private static final String TURNS_DIRECTION = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e";
    private static final char REPLACEMENT = '\uFFFD';

    private record Entry(Path path, boolean file) {}

    private final Map<String, Entry> seen = new HashMap<>();

    /** Checks one name of a path. */
    void checkName(Path path, String name) {
        if (name.indexOf(REPLACEMENT) >= 0) {
            throw refuse(path, "its name is not valid text; use UTF-8 names, and run the JVM with a UTF-8 locale");
        }
        if (name.chars().anyMatch(c -> c < ' ' || c == '\\' || TURNS_DIRECTION.indexOf(c) >= 0)) {
            throw refuse(
                    path,
                    "clients change names that contain a backslash, control character or direction mark; rename it");
        }
        if (name.getBytes(UTF_8).length > MAX_BYTES) {
            throw refuse(path, "clients truncate names longer than " + MAX_BYTES + " bytes; rename it");
        }
        if (name.contains("_____padding_file_")) {
            throw refuse(path, "clients treat a file of this name as padding; rename it");
        }
    }

    /** Checks that no earlier path differs only in the case of ASCII letters. */
    void checkUnique(Path path, String inTorrent, boolean file) {
        Entry other = seen.putIfAbsent(lowerAscii(inTorrent), new Entry(path, file));
        if (other != null && (file || other.file())) {
            throw refuse(path, "clients treat it and " + other.path() + " as the same file; rename one of them");
        }
    }

    private static String lowerAscii(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c - 'A' + 'a'));
            }
        }
        return lower.toString();
    }

    static TorrentException refuse(Path path, String why) {
        return TorrentException.invalid("cannot create a torrent with " + path + ": " + why);
    }
}
