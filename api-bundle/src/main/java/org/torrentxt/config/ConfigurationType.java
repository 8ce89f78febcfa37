package org.torrentxt.config;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The keys of a configuration and what is known of each, as declared by a component property type: the same declaration
 * is described to management consoles, and listed in the documentation.
 */
public final class ConfigurationType {
    private final SortedMap<String, Method> keys = new TreeMap<>();

    /**
     * Reads a type.
     *
     * @param type its methods are named after keys, with {@code _} in place of dots, and all have a default
     */
    public ConfigurationType(Class<? extends Annotation> type) {
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .forEach(method -> keys.put(method.getName().replace('_', '.'), method));
    }

    /** All keys. */
    public SortedSet<String> keys() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(keys.keySet()));
    }

    /**
     * The default of a key; empty text if it depends on something else.
     *
     * @throws IllegalArgumentException if there is no such key
     */
    public String otherwise(String key) {
        return method(key).getDefaultValue().toString();
    }

    /**
     * What a key is annotated with.
     *
     * @throws IllegalArgumentException if there is no such key
     */
    public <A extends Annotation> Optional<A> annotation(String key, Class<A> type) {
        return Optional.ofNullable(method(key).getAnnotation(type));
    }

    private Method method(String key) {
        Method method = keys.get(key);
        if (method == null) {
            throw new IllegalArgumentException("no key '" + key + "'; known keys: " + keys.keySet());
        }
        return method;
    }
}
