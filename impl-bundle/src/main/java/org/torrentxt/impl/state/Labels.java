package org.torrentxt.impl.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.torrentxt.api.TorrentException;

/** Checks labels and attributes: they are kept in memory, in events and in files. */
public final class Labels {
    /** The maximum number of labels, and of attributes, of a torrent. */
    public static final int MAX_COUNT = 100;

    /** The maximum length of a label, and of an attribute's key, in characters (UTF-16 units). */
    public static final int MAX_LENGTH = 100;

    /** The maximum length of all keys and values of attributes together, in bytes of UTF-8. */
    public static final int MAX_TOTAL = 64 * 1024;

    private Labels() {}

    /**
     * A checked copy of labels.
     *
     * @throws TorrentException INVALID_ARGUMENT if there are too many, or one is empty, too long, or contains spaces at
     *     its ends, control characters or commas, which separate labels in commands
     */
    public static SortedSet<String> labels(Set<String> labels) {
        SortedSet<String> copy = new TreeSet<>(Objects.requireNonNull(labels, "labels"));
        requireCount("labels", copy.size());
        copy.forEach(label -> {
            requireName("label", label);
            if (label.indexOf(',') >= 0) {
                throw TorrentException.invalid("invalid label '" + label + "': expected no commas");
            }
        });
        return copy;
    }

    /**
     * A checked copy of attributes.
     *
     * @throws TorrentException INVALID_ARGUMENT if there are too many or too long ones, a key is empty, or contains
     *     spaces at its ends or control characters
     */
    public static SortedMap<String, String> attributes(Map<String, String> attributes) {
        SortedMap<String, String> copy = new TreeMap<>(Objects.requireNonNull(attributes, "attributes"));
        requireCount("attributes", copy.size());
        long total = 0;
        for (Map.Entry<String, String> entry : copy.entrySet()) {
            requireName("attribute", entry.getKey());
            requireText("attribute " + entry.getKey(), Objects.requireNonNull(entry.getValue(), "attributes"));
            total += entry.getKey().getBytes(UTF_8).length + entry.getValue().getBytes(UTF_8).length;
        }
        if (total > MAX_TOTAL) {
            throw TorrentException.invalid(
                    "attributes too long: " + total + " bytes; expected at most " + MAX_TOTAL + " in total");
        }
        return copy;
    }

    private static void requireCount(String what, int count) {
        if (count > MAX_COUNT) {
            throw TorrentException.invalid("too many " + what + ": " + count + "; expected at most " + MAX_COUNT);
        }
    }

    private static void requireName(String what, String name) {
        requireText(what, name);
        if (name.isEmpty()
                || name.length() > MAX_LENGTH
                || !name.equals(name.strip())
                || name.chars().anyMatch(Character::isISOControl)) {
            String brief = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) + "..." : name;
            throw TorrentException.invalid("invalid " + what + " '" + brief + "': expected 1 to " + MAX_LENGTH
                    + " characters, none of them a control character, and no spaces at its ends");
        }
    }

    // half of a surrogate pair cannot be saved
    private static void requireText(String what, String text) {
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw TorrentException.invalid("invalid " + what + ": expected text in Unicode");
        }
    }
}
