package org.torrentxt.impl.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeTokens;
import org.torrentxt.bencode.ByteString;

/**
 * A dictionary that Transmission saved. Its versions spell the same keys in different ways, such as
 * {@code seeding-time-seconds} and {@code seeding_time_seconds}, so hyphens, underscores and case do not count.
 */
final class TransmissionState {
    static final TransmissionState NONE =
            new TransmissionState(BencodeDictionary.builder().build());

    private final Map<String, Object> values = new HashMap<>();

    TransmissionState(BencodeDictionary dictionary) {
        dictionary.entries().forEach((key, value) -> values.put(plain(key.text()), value));
    }

    static TransmissionState read(byte[] content) {
        return new TransmissionState(Bencode.decodeDictionary(BencodeTokens.first(content)));
    }

    private static String plain(String key) {
        return key.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    private <T> Optional<T> get(String key, Class<T> type) {
        return Optional.ofNullable(values.get(plain(key)))
                .filter(type::isInstance)
                .map(type::cast);
    }

    Optional<Long> integer(String key) {
        return get(key, Long.class);
    }

    /** A number within bounds, or 0. */
    long bounded(String key, long max) {
        return integer(key).filter(value -> value >= 0 && value <= max).orElse(0L);
    }

    boolean flag(String key) {
        return integer(key).orElse(0L) != 0;
    }

    Optional<ByteString> bytes(String key) {
        return get(key, ByteString.class);
    }

    /** A text that is not empty. */
    Optional<String> text(String key) {
        return bytes(key).map(ByteString::text).filter(text -> !text.isEmpty());
    }

    List<?> list(String key) {
        return get(key, List.class).map(list -> (List<?>) list).orElse(List.of());
    }

    /** The dictionary of that key; an empty one if there is none. */
    TransmissionState dictionary(String key) {
        return get(key, BencodeDictionary.class).map(TransmissionState::new).orElse(NONE);
    }
}
