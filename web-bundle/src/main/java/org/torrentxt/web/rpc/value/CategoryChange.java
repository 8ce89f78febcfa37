package org.torrentxt.web.rpc.value;

import java.util.Optional;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.Call;

/** How a client puts torrents into a category, or out of theirs. Transmission has none: the names are those of TorrentXT. */
public final class CategoryChange {
    /** The name of the field, and of the argument. */
    public static final String CATEGORY = "category";

    private static final String MOVE = "category-move";

    private final Optional<CategoryPolicy> categories;
    private final Optional<String> wanted; // empty for none
    private final boolean isMoved;

    private CategoryChange(Call call, Optional<String> wanted, boolean isMoved) {
        this.categories = call.policies().map(SessionPolicies::categories);
        this.wanted = wanted;
        this.isMoved = isMoved;
    }

    /** The change that arguments ask for; empty if they ask for none. */
    public static Optional<CategoryChange> of(Call call) {
        boolean isMoved = call.arguments().truth(MOVE).orElse(false);
        Optional<String> category = call.arguments().text(CATEGORY);
        if (isMoved && category.isEmpty()) {
            throw Arguments.invalid(CATEGORY, "a category, as " + MOVE + " is true", null);
        }
        return category.map(name -> new CategoryChange(call, named(name), isMoved));
    }

    /**
     * The category of a torrent that is added.
     *
     * @return empty for none
     * @throws TorrentException if there are no categories
     */
    public static Optional<String> ofAdded(Call call) {
        Optional<String> category = call.arguments().text(CATEGORY).flatMap(CategoryChange::named);
        if (category.isPresent() && call.policies().isEmpty()) {
            throw Call.noPolicies(CATEGORY);
        }
        return category;
    }

    private static Optional<String> named(String name) {
        return Optional.of(name.strip()).filter(some -> !some.isEmpty());
    }

    /** Refuses what cannot be done. */
    public void check(Iterable<Torrent> torrents) {
        for (Torrent torrent : torrents) {
            if (isChanged(torrent)) {
                CategoryPolicy policy = categories.orElseThrow(() -> Call.noPolicies(CATEGORY));
                wanted.ifPresent(policy::require);
            }
        }
    }

    private boolean isChanged(Torrent torrent) {
        return isMoved || !Category.of(torrent.attributes()).equals(wanted);
    }

    /** Changes a torrent. */
    public void apply(Torrent torrent) {
        categories.filter(policy -> isChanged(torrent)).ifPresent(policy -> policy.assign(torrent, wanted, isMoved));
    }
}
