package org.torrentxt.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.torrentxt.value.Sorted;

/**
 * Checks the labels and attributes of a torrent, for requests and for implementations of {@link Torrent}: they are kept
 * in memory, in events and in files.
 */
public final class Labels {
    /** The maximum number of labels, and of attributes, of a torrent. */
    public static final int MAX_COUNT = 100;

    /** The maximum length of a label, and of an attribute's key, in characters (UTF-16 units). */
    public static final int MAX_LENGTH = 100;

    /** The maximum length of all keys and values of attributes together, in bytes of UTF-8. */
    public static final int MAX_TOTAL = 64 * 1024;

    private Labels() {}

    /**
     * Checks labels.
     *
     * @param labels not null and without nulls
     * @return a sorted copy that cannot be changed
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if there are too many, or one is empty, too long, or
     *     contains spaces at its ends, control characters or commas, which separate labels in commands
     */
    public static Set<String> labels(Collection<String> labels) {
        Set<String> copy = Sorted.set(require("labels", labels));
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
     * Checks attributes.
     *
     * @param attributes values by key, not null and without nulls
     * @return a copy, sorted by key, that cannot be changed
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if there are too many or too long ones, or a key is
     *     empty, or contains spaces at its ends, control characters or equals signs, which separate keys and values in
     *     commands
     */
    public static Map<String, String> attributes(Map<String, String> attributes) {
        require("attributes", attributes);
        Map<String, String> copy = Sorted.map(attributes);
        requireCount("attributes", copy.size());
        long total = 0;
        for (Map.Entry<String, String> entry : copy.entrySet()) {
            String key = entry.getKey();
            requireName("attribute", key);
            if (key.indexOf('=') >= 0) {
                throw TorrentException.invalid("invalid attribute '" + key + "': expected a key without equals signs");
            }
            requireText("value of attribute " + key, entry.getValue());
            total += key.getBytes(UTF_8).length + entry.getValue().getBytes(UTF_8).length;
        }
        if (total > MAX_TOTAL) {
            throw TorrentException.invalid(
                    "attributes too long: " + total + " bytes; expected at most " + MAX_TOTAL + " in total");
        }
        return copy;
    }

    /**
     * Labels after a change.
     *
     * @param labels those before it, not null and without nulls, as the others
     * @param added labels to add
     * @param removed labels to remove; others than those before are ignored
     * @return a sorted copy that cannot be changed
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for labels that {@link #labels} rejects, or that are
     *     both added and removed
     */
    public static Set<String> changed(Set<String> labels, Set<String> added, Set<String> removed) {
        require("labels", labels);
        require("added", added);
        require("removed", removed);
        requireOnce("label", labels(added), Sorted.set(removed));
        Set<String> changed = new HashSet<>(labels);
        changed.removeAll(removed);
        changed.addAll(added);
        return labels(changed);
    }

    /**
     * Attributes after a change.
     *
     * @param attributes those before it, not null and without nulls, as the others
     * @param set values by key, which replace those before
     * @param removed keys to remove; others than those before are ignored
     * @return a copy, sorted by key, that cannot be changed
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for attributes that {@link #attributes} rejects, or
     *     keys that are both set and removed
     */
    public static Map<String, String> changed(
            Map<String, String> attributes, Map<String, String> set, Set<String> removed) {
        require("attributes", attributes);
        require("set", set);
        require("removed", removed);
        requireOnce("attribute", attributes(set).keySet(), Sorted.set(removed));
        Map<String, String> changed = new HashMap<>(attributes);
        changed.keySet().removeAll(removed);
        changed.putAll(set);
        return attributes(changed);
    }

    private static Collection<String> require(String name, Collection<String> some) {
        Objects.requireNonNull(some, name).forEach(each -> Objects.requireNonNull(each, name));
        return some;
    }

    private static void require(String name, Map<String, String> some) {
        require(name, Objects.requireNonNull(some, name).keySet());
        require(name, some.values());
    }

    private static void requireOnce(String what, Set<String> added, Set<String> removed) {
        added.stream().filter(removed::contains).findFirst().ifPresent(both -> {
            throw TorrentException.invalid(what + " both set and removed: '" + both + "'; specify it once");
        });
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
            throw TorrentException.invalid("invalid " + what + " '" + brief(name) + "': expected 1 to " + MAX_LENGTH
                    + " characters, none of them a control character, and no spaces at its ends");
        }
    }

    // half of a surrogate pair cannot be saved
    private static void requireText(String what, String text) {
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw TorrentException.invalid(
                    "invalid " + what + " '" + brief(text) + "': expected Unicode text without half surrogate pairs");
        }
    }

    private static String brief(String text) {
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
    }
}
