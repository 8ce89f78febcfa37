package org.torrentxt.bencode;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A bencoded dictionary: immutable, its keys in canonical order. */
public final class BencodeDictionary {
    private final Map<ByteString, Object> entries;

    private BencodeDictionary(Map<ByteString, Object> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** The values by key: each a {@link Long}, a {@link ByteString}, a {@link List} of values or a dictionary. */
    public Map<ByteString, Object> entries() {
        return entries;
    }

    /** The integer under a key; empty if there is none, or the value has another type. */
    public Optional<Long> integer(String key) {
        return get(key, Long.class);
    }

    /** The byte string under a key; empty if there is none, or the value has another type. */
    public Optional<ByteString> string(String key) {
        return get(key, ByteString.class);
    }

    /** The list under a key; empty if there is none, or the value has another type. */
    public Optional<List<?>> list(String key) {
        return get(key, List.class).map(list -> (List<?>) list);
    }

    /** The dictionary under a key; empty if there is none, or the value has another type. */
    public Optional<BencodeDictionary> dictionary(String key) {
        return get(key, BencodeDictionary.class);
    }

    private <T> Optional<T> get(String key, Class<T> type) {
        return Optional.ofNullable(entries.get(ByteString.of(key)))
                .filter(type::isInstance)
                .map(type::cast);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BencodeDictionary dictionary && entries.equals(dictionary.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }

    /** Builds a dictionary; putting a key again replaces its value. Not thread-safe. */
    public static final class Builder {
        private final Map<ByteString, Object> entries = new TreeMap<>();

        private Builder() {}

        /** Puts a value of any type that {@link Bencode#encode} takes. */
        public Builder put(String key, Object value) {
            return put(ByteString.of(key), value);
        }

        /** Puts a value of any type that {@link Bencode#encode} takes, under a key that need not be text. */
        public Builder put(ByteString key, Object value) {
            entries.put(key, Bencode.value(value));
            return this;
        }

        boolean putNew(ByteString key, Object value) {
            return entries.putIfAbsent(key, value) == null;
        }

        /** The dictionary built so far. */
        public BencodeDictionary build() {
            return new BencodeDictionary(new TreeMap<>(entries));
        }
    }
}
