package org.torrentxt.shell.publish;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;

/**
 * The names of what is unpacked: each in one spelling, and either a file or a folder, so that all file systems have the
 * same of them.
 */
final class KarNames {
    private static final int MAX_DEPTH = 30;
    private static final Pattern PART = Pattern.compile("[^\\p{Cntrl}:\\\\]+");

    private record Name(String spelled, boolean isFolder) {}

    private final Map<String, Name> names = new HashMap<>(); // by name in lower case

    /**
     * Checks that a name is one of a file or folder below its folder.
     *
     * @param path as it is in a zip file: that of a folder ends with a slash
     * @throws TorrentException INVALID_ARGUMENT if it may lead elsewhere
     */
    static void requireBelow(String path) {
        for (String part : parts(path)) {
            if (!PART.matcher(part).matches() || part.equals(".") || part.equals("..")) {
                throw TorrentException.invalid("'" + path + "' in it is no name of a file below its folder");
            }
        }
    }

    private static String[] parts(String path) {
        return (path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
    }

    /**
     * Adds one, and the folders that it is in.
     *
     * @throws TorrentException INVALID_ARGUMENT if it cannot be there together with the others, or is in too many folders
     */
    void add(String path) {
        String[] parts = parts(path);
        if (parts.length > MAX_DEPTH) {
            throw TorrentException.invalid(
                    "'" + path.substring(0, MAX_DEPTH) + "…' in it has more than " + MAX_DEPTH + " folders");
        }
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            String spelled = prefix.append(i == 0 ? "" : "/").append(parts[i]).toString();
            add(new Name(spelled, i < parts.length - 1 || path.endsWith("/")));
        }
    }

    private void add(Name name) {
        Name former = names.putIfAbsent(name.spelled().toLowerCase(Locale.ROOT), name);
        if (former == null) {
            return;
        } else if (!former.spelled().equals(name.spelled())) {
            throw TorrentException.invalid("'" + former.spelled() + "' and '" + name.spelled()
                    + "' in it differ in upper and lower case only");
        } else if (former.isFolder() != name.isFolder()) {
            throw TorrentException.invalid("it has '" + name.spelled() + "' as a file and as a folder");
        } else if (!name.isFolder()) {
            throw TorrentException.invalid("it has '" + name.spelled() + "' twice");
        }
    }
}
