package org.torrentxt.api.config;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;

/** Parses paths written by users, where no shell expands them. */
final class PathText {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?[A-Za-z_]|%[A-Za-z_]+%");
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private PathText() {}

    /**
     * Parses a path.
     *
     * @throws TorrentException if it is not a path, or would not be the intended one
     */
    static Path parse(String key, String text) {
        if (text.startsWith("~")) {
            throw wrong(
                    key,
                    text,
                    "begins with ~, which only a shell expands; specify the full path, such as "
                            + System.getProperty("user.home") + text.replaceFirst("^~[^/]*", ""));
        }
        if (text.startsWith("\"") || text.startsWith("'")) {
            throw wrong(key, text, "is quoted; remove the quotes, they are not needed for spaces");
        }
        if (VARIABLE.matcher(text).find()) {
            throw wrong(
                    key,
                    text,
                    "contains a variable that was not replaced; specify the full path, or, in a .cfg file,"
                            + " ${karaf.base} or ${env:NAME}");
        }
        if (URL.matcher(text).matches()) {
            throw wrong(key, text, "is a URL; specify a path, such as /srv/torrents");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw wrong(
                    key,
                    text.replaceAll("\\p{Cntrl}", "?"),
                    "contains a control character; in .cfg files a backslash starts an escape, use / instead");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw wrong(key, text, reason(text, e));
        }
    }

    private static String reason(String text, InvalidPathException e) {
        String encoding =
                System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
        return text.chars().allMatch(character -> character < 0x80)
                ? "is not a valid path: " + e.getReason()
                : "cannot be used as a file name: this JVM's encoding for file names is " + encoding
                        + "; start Karaf with the environment variable LC_ALL=C.UTF-8";
    }

    private static TorrentException wrong(String key, String text, String problem) {
        return TorrentException.invalid(key + " '" + text + "' " + problem);
    }
}
