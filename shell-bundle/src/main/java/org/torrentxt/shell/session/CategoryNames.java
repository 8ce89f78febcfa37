package org.torrentxt.shell.session;

import java.util.List;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;

/** Names of categories that are typed. */
public final class CategoryNames {
    private CategoryNames() {}

    /**
     * The category of that name.
     *
     * @throws TorrentException if there is none; the message has those that there are
     */
    public static Category require(String name, CategoryPolicy categories) {
        return categories.find(name).orElseThrow(() -> unknown(name, categories.all()));
    }

    private static TorrentException unknown(String name, List<Category> all) {
        return TorrentException.invalid("no such category: '" + name + "'; "
                + (all.isEmpty()
                        ? "there are none, add one by a file etc/org.torrentxt.category-NAME.cfg"
                        : "expected one of " + all.stream().map(Category::name).collect(Collectors.joining(", "))));
    }
}
