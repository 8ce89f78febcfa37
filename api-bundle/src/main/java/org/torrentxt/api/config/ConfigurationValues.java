package org.torrentxt.api.config;

import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.health.HealthCheck;

/**
 * The values of a configuration from any source: a {@code .cfg} file, whose values are text, or a {@code .config} or
 * JSON file, a program or a console, whose values may be numbers, arrays and collections. Rejects values that are
 * certainly mistakes, and collects {@linkplain #warnings warnings} about values that may be. Not thread-safe.
 */
public final class ConfigurationValues {
    // U+FEFF, and its form in a file that is read as ISO-8859-1
    private static final List<String> BYTE_ORDER_MARKS = List.of("\ufeff", "\u00ef\u00bb\u00bf");
    // keys added by ConfigurationAdmin, Declarative Services, FileInstall and the configurator, and by components that
    // are services of that kind
    private static final List<String> FOREIGN_PREFIXES = List.of(
            ".", ":", "service.", "component.", "felix.", "karaf.", "osgi.", HealthCheck.NAME, AlertListener.TYPES);

    private final Map<String, List<String>> values = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * Copies a configuration. Keys added by the container are omitted.
     *
     * @param properties values by key, not null
     */
    public ConfigurationValues(Map<String, ?> properties) {
        Objects.requireNonNull(properties, "properties").forEach((key, value) -> {
            Objects.requireNonNull(key, "properties contains a null key");
            if (FOREIGN_PREFIXES.stream().noneMatch(key::startsWith)) {
                put(key, list(value));
            }
        });
    }

    private void put(String key, List<String> list) {
        Optional<String> mark =
                BYTE_ORDER_MARKS.stream().filter(key::startsWith).findFirst();
        String plain = mark.map(some -> key.substring(some.length())).orElse(key);
        if (mark.isPresent()) {
            warnings.add("the file begins with a byte order mark, which is ignored; save it as UTF-8 without BOM");
        }
        if (mark.isEmpty() || !plain.isEmpty() && !plain.startsWith("#") && !plain.startsWith("!")) {
            values.put(plain, list);
        }
    }

    private static List<String> list(Object value) {
        List<Object> elements = new ArrayList<>();
        if (value instanceof Collection<?> collection) {
            elements.addAll(collection);
        } else if (value != null && value.getClass().isArray()) {
            IntStream.range(0, Array.getLength(value)).forEach(i -> elements.add(Array.get(value, i)));
        } else {
            elements.add(value);
        }
        return elements.stream()
                .filter(Objects::nonNull)
                .map(element -> element.toString().strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** All keys except those added by the container, in order; without a byte order mark. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /**
     * The value of a single-valued key.
     *
     * @param key not null
     * @return without surrounding spaces; empty if there is none, or only spaces
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if there are several values, or for text that was
     *     read in the wrong encoding
     */
    public Optional<String> text(String key) {
        Objects.requireNonNull(key, "key");
        List<String> list = checked(key);
        if (list.size() > 1) {
            throw TorrentException.invalid(
                    key + " has " + list.size() + " values: " + String.join(", ", list) + "; expected one");
        }
        return list.stream().findFirst();
    }

    /**
     * The values of a multi-valued key, in text separated by commas.
     *
     * @param key not null
     * @return empty if there is none
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for text that was read in the wrong encoding
     */
    public Optional<String> list(String key) {
        Objects.requireNonNull(key, "key");
        List<String> list = checked(key);
        return list.isEmpty() ? Optional.empty() : Optional.of(String.join(",", list));
    }

    private List<String> checked(String key) {
        List<String> list = values.getOrDefault(key, List.of());
        list.forEach(text -> Mojibake.refuse(key, text));
        return list;
    }

    /**
     * The value of a key that is a folder, which need not exist; a relative path is resolved against Karaf's folder, or
     * the working directory outside Karaf.
     *
     * @param key not null
     * @return absolute; empty if there is none
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is not a path, or uses syntax that only a shell
     *     expands
     */
    public Optional<Path> folder(String key) {
        Objects.requireNonNull(key, "key");
        return text(key).map(text -> {
            Path path = PathText.parse(key, text);
            Path absolute = Path.of(System.getProperty("karaf.base", ""))
                    .toAbsolutePath()
                    .resolve(path);
            if (!path.isAbsolute()) {
                warnings.add(key + " '" + text + "' is a relative path: " + absolute.normalize()
                        + " is used; specify an absolute path, such as ${karaf.base}/" + text);
            }
            return absolute.normalize();
        });
    }

    /**
     * Warns about unknown keys, which are probably misspelt.
     *
     * @param isKnown true for a known key
     * @param known the known keys, for the message
     */
    public void warnOfUnknownKeys(Predicate<String> isKnown, Collection<String> known) {
        Objects.requireNonNull(isKnown, "isKnown");
        Objects.requireNonNull(known, "known");
        keys().stream()
                .filter(isKnown.negate())
                .forEach(key -> warnings.add("unknown key '" + key + "' is ignored; known keys: "
                        + String.join(", ", new TreeSet<>(known))));
    }

    /** Adds a warning: one line with what is unusual and what to do. */
    public void warn(String warning) {
        warnings.add(Objects.requireNonNull(warning, "warning"));
    }

    /** The warnings, one line each, in the order they were found. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
