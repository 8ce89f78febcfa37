package org.torrentxt.value;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sorted copies of texts that nobody can change. A copy of such a copy is the same object, so that the thousands of
 * values that contain them share them.
 */
public final class Sorted {
    private static final Set<String> NO_TEXTS = new Texts(List.of());
    private static final Map<String, String> NO_ENTRIES = new Entries(new TreeMap<>());

    private Sorted() {}

    /** A copy of texts; refuses nulls. */
    public static Set<String> set(Collection<String> texts) {
        if (texts instanceof Texts) {
            return (Texts) texts;
        }
        if (texts.isEmpty()) {
            return NO_TEXTS;
        }
        Set<String> copy = new TreeSet<>(String::compareTo); // which refuses nulls and whatever is no text
        copy.addAll(texts);
        return new Texts(List.copyOf(copy));
    }

    /** A copy of texts by key; refuses nulls. */
    public static Map<String, String> map(Map<String, String> entries) {
        if (entries instanceof Entries) {
            return entries;
        }
        if (entries.isEmpty()) {
            return NO_ENTRIES;
        }
        SortedMap<String, String> copy = new TreeMap<>(String::compareTo);
        entries.forEach((key, value) -> copy.put(key, String.class.cast(Objects.requireNonNull(value, "value"))));
        return new Entries(copy);
    }

    private static final class Texts extends AbstractSet<String> implements Serializable {
        private static final long serialVersionUID = 1L;
        private final transient List<String> sorted;

        Texts(List<String> sorted) {
            this.sorted = sorted;
        }

        @Override
        public Iterator<String> iterator() {
            return sorted.iterator();
        }

        @Override
        public int size() {
            return sorted.size();
        }

        @Override
        public boolean contains(Object other) {
            return other instanceof String text && Collections.binarySearch(sorted, text) >= 0;
        }

        private Object writeReplace() {
            return Collections.unmodifiableSet(new LinkedHashSet<>(sorted));
        }

        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw SerialForm.required();
        }
    }

    private static final class Entries extends AbstractMap<String, String> implements Serializable {
        private static final long serialVersionUID = 1L;
        private final transient Map<String, String> sorted;

        Entries(Map<String, String> sorted) {
            this.sorted = Collections.unmodifiableMap(sorted);
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return sorted.entrySet();
        }

        @Override
        public String get(Object key) {
            return key instanceof String ? sorted.get(key) : null;
        }

        @Override
        public boolean containsKey(Object key) {
            return key instanceof String && sorted.containsKey(key);
        }

        private Object writeReplace() {
            return Collections.unmodifiableMap(new LinkedHashMap<>(sorted));
        }

        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw SerialForm.required();
        }
    }
}
