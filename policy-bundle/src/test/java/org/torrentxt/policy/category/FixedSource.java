package org.torrentxt.policy.category;

import java.util.Optional;
import org.torrentxt.api.policy.Category;

/** A category that a test has. */
public record FixedSource(String session, String origin, Optional<Category> category) implements CategorySource {
    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    public static FixedSource of(Category category) {
        return new FixedSource("default", "org.torrentxt.category~" + category.name(), Optional.of(category));
    }
}
