package org.torrentxt.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;

/**
 * Categories that are added by tests. Torrents get the attribute and the save path of their category, neither its trackers
 * nor a folder for incomplete ones. Thread-safe.
 */
public final class FakeCategories implements CategoryPolicy {
    private final Map<String, Category> categories = new TreeMap<>();
    private final List<Integer> moved = new ArrayList<>();
    private Optional<Path> incompletePath = Optional.empty();
    private boolean hasPartSuffix;

    /** No categories. */
    FakeCategories() {}

    /** Adds one, or replaces that of its name; not null. */
    public synchronized void add(Category category) {
        categories.put(category.name(), category);
    }

    /** The ids of the torrents that were to be moved when they were {@linkplain #assign assigned}, in that order. */
    public synchronized List<Integer> moved() {
        return List.copyOf(moved);
    }

    @Override
    public synchronized List<Category> all() {
        return List.copyOf(categories.values());
    }

    @Override
    public synchronized Optional<Path> incompletePath() {
        return incompletePath;
    }

    @Override
    public synchronized void setIncompletePath(Optional<Path> folder) {
        incompletePath = folder.map(CategoryPolicy::checkIncompletePath);
    }

    @Override
    public synchronized boolean hasPartSuffix() {
        return hasPartSuffix;
    }

    @Override
    public synchronized void setPartSuffix(boolean isOn) {
        hasPartSuffix = isOn;
    }

    @Override
    public void place(AddTorrent.Builder request, Optional<String> category) {
        Objects.requireNonNull(request, "request");
        category.map(this::require).ifPresent(found -> {
            request.attribute(Category.ATTRIBUTE, found.name());
            if (request.build().savePath().isEmpty()) {
                found.savePath().map(Path::of).ifPresent(request::savePath);
            }
        });
    }

    @Override
    public CompletionStage<Path> assign(Torrent torrent, Optional<String> category, boolean isMoved) {
        Optional<Category> found = category.map(this::require);
        found.ifPresentOrElse(
                each -> torrent.setAttribute(Category.ATTRIBUTE, each.name()),
                () -> torrent.removeAttribute(Category.ATTRIBUTE));
        if (!isMoved) {
            return CompletableFuture.completedStage(Path.of(""));
        }
        synchronized (this) {
            moved.add(torrent.id());
        }
        return found.flatMap(Category::savePath)
                .map(Path::of)
                .map(torrent::moveStorage)
                .orElseGet(() -> CompletableFuture.completedStage(Path.of("")));
    }
}
