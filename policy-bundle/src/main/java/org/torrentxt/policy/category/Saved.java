package org.torrentxt.policy.category;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A value of the configuration that clients change.
 *
 * @param now says what is in force
 * @param saved puts another value in force, and saves it
 */
public record Saved<T>(Supplier<T> now, Consumer<T> saved) {}
