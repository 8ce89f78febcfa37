package org.torrentxt.policy.category;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;

/**
 * A folder in whose path variables are replaced. Their values may be from anywhere, such as the name of a torrent: each
 * becomes a part of one name, so nothing leads out of the folder before the first variable.
 */
public final class PathTemplate {
    /** The name of the torrent. */
    public static final String NAME = "name";

    /** The name of its category. */
    public static final String CATEGORY = "category";

    /** The first of its labels; a folder that has nothing else in its name is omitted if it has none. */
    public static final String LABEL = "label";

    /** The name of its session. */
    public static final String SESSION = "session";

    private static final List<String> VARIABLES = List.of(NAME, CATEGORY, LABEL, SESSION);
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern UNSAFE = Pattern.compile("[/\\\\:*?\"<>|\\p{Cntrl}\\p{Cf}\\p{Cs}]");
    private static final int MAX_BYTES = 200; // of a value: names have 255 at most

    private final String text;

    private PathTemplate(String text) {
        this.text = text;
    }

    /**
     * Reads a template.
     *
     * @param key of its configuration, for messages
     * @throws TorrentException that says what is wrong
     */
    public static PathTemplate parse(String key, String text) {
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            if (!VARIABLES.contains(variable.group(1))) {
                throw TorrentException.invalid("invalid " + key + " '" + text + "': unknown variable "
                        + variable.group() + "; expected {" + String.join("}, {", VARIABLES) + "}");
            }
        }
        String replaced = VARIABLE.matcher(text).replaceAll("x");
        if (replaced.indexOf('{') >= 0 || replaced.indexOf('}') >= 0) {
            throw TorrentException.invalid(
                    "invalid " + key + " '" + text + "': unbalanced braces; expected such as {category}/{name}");
        }
        new ConfigurationValues(Map.of(key, replaced)).folder(key);
        for (Path part : Path.of(replaced)) {
            if (part.toString().equals("..") || part.toString().equals(".")) {
                throw TorrentException.invalid(
                        "invalid " + key + " '" + text + "': expected a path without '.' and '..'");
            }
        }
        return new PathTemplate(text);
    }

    /** The folder, if it is absolute and has no variables. */
    public Optional<Path> always() {
        return VARIABLE.matcher(text).find() ? Optional.empty() : absolute();
    }

    /** The part before the first variable, if it is absolute. */
    public Optional<Path> base() {
        return absolute().map(path -> {
            Matcher variable = VARIABLE.matcher(text);
            return variable.find() ? Path.of(text.substring(0, text.lastIndexOf('/', variable.start()) + 1)) : path;
        });
    }

    private Optional<Path> absolute() {
        return Optional.of(Path.of(text)).filter(Path::isAbsolute).map(Path::normalize);
    }

    /**
     * The folder for a torrent.
     *
     * @param savePath of the session, absolute
     * @param values of variables; those that are missing are replaced by nothing
     * @throws TorrentException if file names cannot have some of the characters
     */
    public Path resolve(Path savePath, Map<String, String> values) {
        try {
            Path folder = savePath.resolve(Path.of(text).isAbsolute() ? "/" : "");
            for (String part : text.split("/+")) {
                String name = VARIABLE.matcher(part).replaceAll(found -> replacement(found, values));
                folder = name.isBlank() ? folder : folder.resolve(isDots(name) ? "_" : name);
            }
            return folder.normalize();
        } catch (InvalidPathException e) {
            throw TorrentException.invalid(
                    "cannot use '" + VARIABLE.matcher(text).replaceAll(found -> replacement(found, values))
                            + "' as a folder: " + e.getReason()
                            + "; start Karaf with the environment variable LC_ALL=C.UTF-8, or remove {name} and {label} from"
                            + " the save path of the category");
        }
    }

    private static String replacement(MatchResult variable, Map<String, String> values) {
        String value = shortened(values.getOrDefault(variable.group(1), ""));
        return Matcher.quoteReplacement(UNSAFE.matcher(value).replaceAll("_").strip());
    }

    private static boolean isDots(String name) {
        return name.equals(".") || name.equals("..");
    }

    private static String shortened(String value) {
        StringBuilder some = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < value.length(); i = value.offsetByCodePoints(i, 1)) {
            String character = Character.toString(value.codePointAt(i));
            bytes += character.getBytes(UTF_8).length;
            if (bytes > MAX_BYTES) {
                break;
            }
            some.append(character);
        }
        return some.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
