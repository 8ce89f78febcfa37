package org.torrentxt.api.config;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;

/** Paths as people write them, where no shell replaces what it would. */
final class PathText {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?[A-Za-z_]|%[A-Za-z_]+%");
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private PathText() {}

    /**
     * Reads a path.
     *
     * @throws TorrentException for what is not one, or would be another than the one that is meant
     */
    static Path parse(String key, String text) {
        if (text.startsWith("~")) {
            throw wrong(
                    key,
                    text,
                    "begins with ~, which only a shell replaces; write the folder in full, such as "
                            + System.getProperty("user.home") + text.replaceFirst("^~[^/]*", ""));
        }
        if (text.startsWith("\"") || text.startsWith("'")) {
            throw wrong(key, text, "is quoted; write it without quotes, also where it has spaces");
        }
        if (VARIABLE.matcher(text).find()) {
            throw wrong(
                    key,
                    text,
                    "has a variable that was not replaced; write the folder in full, or, in a .cfg file,"
                            + " ${karaf.base} or ${env:NAME}");
        }
        if (URL.matcher(text).matches()) {
            throw wrong(key, text, "is a URL; write a path, such as /srv/torrents");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw wrong(
                    key,
                    text.replaceAll("\\p{Cntrl}", "?"),
                    "has a control character; in .cfg files a backslash" + " begins one, write /");
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
                ? "is not a path: " + e.getReason()
                : "cannot be a file name here: this JVM's locale has file names in " + encoding
                        + "; start Karaf with the environment variable LC_ALL=C.UTF-8";
    }

    private static TorrentException wrong(String key, String text, String problem) {
        return TorrentException.invalid(key + " '" + text + "' " + problem);
    }
}
