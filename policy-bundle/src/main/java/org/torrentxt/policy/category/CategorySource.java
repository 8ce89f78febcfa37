package org.torrentxt.policy.category;

import java.util.Optional;
import org.torrentxt.api.policy.Category;

/** Where a category comes from. */
public interface CategorySource {
    /** The name of the session that it is for. */
    String session();

    /** What names it in messages. */
    String origin();

    /** The category as it is now; empty if there is none. */
    Optional<Category> category();

    /** Why its configuration is not used; empty if it is. */
    Optional<String> problem();
}
