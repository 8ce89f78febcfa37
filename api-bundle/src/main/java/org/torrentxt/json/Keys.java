package org.torrentxt.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys of a value in JSON. They are a schema of their own, which scripts rely on (docs/json.md): renaming or adding
 * a property of the value changes nothing here.
 *
 * @param <T> the type of the value
 */
final class Keys<T> {
    private static final Map<Class<?>, Keys<?>> ALL = Stream.of(
                    TorrentKeys.ALL, TransferKeys.ALL, SessionKeys.ALL, DhtKeys.ALL, HealthKeys.ALL, FleetKeys.ALL)
            .flatMap(keys -> keys.stream())
            .collect(Collectors.toUnmodifiableMap(keys -> keys.type, Function.identity()));

    private final Class<T> type;
    private final Map<String, Function<T, Object>> keys = new LinkedHashMap<>();

    private Keys(Class<T> type) {
        this.type = type;
    }

    /** Begins the keys of a type. */
    static <T> Keys<T> of(Class<T> type) {
        return new Keys<>(type);
    }

    /** Adds a key. */
    Keys<T> key(String key, Function<T, Object> value) {
        keys.put(key, value);
        return this;
    }

    /** The keys and values of a value of the API, as a new map; empty if its type has none. */
    static Optional<Map<String, Object>> document(Object value) {
        return Optional.ofNullable(ALL.get(value.getClass())).map(keys -> keys.read(value));
    }

    private Map<String, Object> read(Object value) {
        Map<String, Object> document = new LinkedHashMap<>();
        keys.forEach((key, read) -> document.put(key, read.apply(type.cast(value))));
        return document;
    }
}
