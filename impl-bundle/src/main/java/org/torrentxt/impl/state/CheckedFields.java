package org.torrentxt.impl.state;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.statefile.UnusableFileException;

/** The values of a dictionary in a state file, each checked: a wrong type or a value out of range is damage. */
record CheckedFields(BencodeDictionary values) {
    /** An integer within bounds; empty if there is none. */
    Optional<Long> integer(String key, long min, long max) throws UnusableFileException {
        Optional<Object> found = find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get() instanceof Long number && number >= min && number <= max) {
            return Optional.of(number);
        }
        throw new UnusableFileException(
                "invalid value of '" + key + "': expected an integer between " + min + " and " + max);
    }

    /** An integer within bounds that must be there. */
    long required(String key, long min, long max) throws UnusableFileException {
        return integer(key, min, max).orElseThrow(() -> new UnusableFileException("no value of '" + key + "'"));
    }

    /** True for 1, false for 0 or none. */
    boolean flag(String key) throws UnusableFileException {
        return integer(key, 0, 1).orElse(0L) == 1;
    }

    /** Bytes up to a length; empty if there are none. */
    Optional<ByteString> bytes(String key, int maxLength) throws UnusableFileException {
        Optional<Object> found = find(key);
        return found.isEmpty() ? Optional.empty() : Optional.of(bytes(key, found.get(), maxLength));
    }

    /** Text in UTF-8 up to a length in bytes; empty if there is none. */
    Optional<String> text(String key, int maxLength) throws UnusableFileException {
        Optional<ByteString> found = bytes(key, maxLength);
        return found.isEmpty() ? Optional.empty() : Optional.of(text(key, found.get()));
    }

    /** A list of texts; empty if there is none. */
    List<String> texts(String key, int maxSize, int maxLength) throws UnusableFileException {
        List<String> texts = new ArrayList<>();
        for (Object element : list(key, maxSize)) {
            texts.add(text(key, bytes(key, element, maxLength)));
        }
        return texts;
    }

    /** A list; empty if there is none. */
    List<?> list(String key, int maxSize) throws UnusableFileException {
        Object found = find(key).orElse(List.of());
        if (found instanceof List<?> list && list.size() <= maxSize) {
            return list;
        }
        throw new UnusableFileException(
                "invalid value of '" + key + "': expected a list of at most " + maxSize + " values");
    }

    /** A dictionary; empty if there is none. */
    Optional<CheckedFields> dictionary(String key) throws UnusableFileException {
        Optional<Object> found = find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get() instanceof BencodeDictionary dictionary) {
            return Optional.of(new CheckedFields(dictionary));
        }
        throw new UnusableFileException("invalid value of '" + key + "': expected a dictionary");
    }

    /** The values of a dictionary by key, in order; empty if there is none. */
    Map<String, Object> entries(String key, int maxSize, int maxKeyLength) throws UnusableFileException {
        Map<String, Object> entries = new TreeMap<>();
        Optional<CheckedFields> found = dictionary(key);
        if (found.isPresent()) {
            Map<ByteString, Object> all = found.get().values.entries();
            if (all.size() > maxSize) {
                throw new UnusableFileException(
                        "invalid value of '" + key + "': expected at most " + maxSize + " keys");
            }
            for (Map.Entry<ByteString, Object> entry : all.entrySet()) {
                entries.put(text(key, bytes(key, entry.getKey(), maxKeyLength)), entry.getValue());
            }
        }
        return entries;
    }

    private Optional<Object> find(String key) {
        return Optional.ofNullable(values.entries().get(ByteString.of(key)));
    }

    /** A value as bytes up to a length. */
    static ByteString bytes(String key, Object value, int maxLength) throws UnusableFileException {
        if (value instanceof ByteString bytes && bytes.length() <= maxLength) {
            return bytes;
        }
        throw new UnusableFileException(
                "invalid value of '" + key + "': expected a string of at most " + maxLength + " bytes");
    }

    /** Bytes as text. */
    static String text(String key, ByteString bytes) throws UnusableFileException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnusableFileException("invalid value of '" + key + "': expected text in UTF-8");
        }
    }
}
