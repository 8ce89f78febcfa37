package org.torrentxt.value;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Copies of sets of constants. */
public final class Sets {
    private Sets() {}

    /** An unmodifiable copy in the order of the constants, so that equal sets print the same; refuses nulls. */
    public static <E extends Enum<E>> Set<E> ordered(Collection<E> constants) {
        Set<E> copy = new LinkedHashSet<>();
        constants.stream()
                .map(constant -> Objects.requireNonNull(constant, "constant"))
                .sorted()
                .forEach(copy::add);
        return Collections.unmodifiableSet(copy);
    }
}
