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
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;

/**
 * Categories that are added by tests. Torrents get the attribute and the save path of their category, and the
 * suffix of incomplete files, neither its trackers nor a folder for incomplete ones. Thread-safe.
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
        categories.put(Objects.requireNonNull(category, "category").name(), category);
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
        incompletePath = Objects.requireNonNull(folder, "folder").map(CategoryPolicy::checkIncompletePath);
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
        Optional<Path> given =
                Objects.requireNonNull(request, "request").build().savePath();
        Optional<Category> found = Objects.requireNonNull(category, "category").map(this::require);
        // all that may fail has succeeded
        if (hasPartSuffix()) {
            request.partSuffix();
        }
        found.ifPresent(each -> request.attribute(Category.ATTRIBUTE, each.name()));
        if (given.isEmpty()) {
            found.flatMap(Category::savePath).map(Path::of).ifPresent(request::savePath);
        }
    }

    @Override
    public CompletionStage<Path> assign(Torrent torrent, Optional<String> category, boolean isMoved) {
        Objects.requireNonNull(torrent, "torrent");
        Optional<Category> found = Objects.requireNonNull(category, "category").map(this::require);
        Path folder = torrent.status()
                .orElseThrow(() -> new TorrentException(ErrorCode.BAD_HANDLE, "no such torrent: " + torrent.id()))
                .savePath();
        Optional<String> former = Optional.ofNullable(torrent.attributes().get(Category.ATTRIBUTE));
        put(torrent, found.map(Category::name));
        if (!isMoved) {
            return CompletableFuture.completedStage(folder);
        }
        CompletionStage<Path> moving;
        try {
            moving = found.flatMap(Category::savePath)
                    .map(Path::of)
                    .map(torrent::moveStorage)
                    .orElseGet(() -> CompletableFuture.completedStage(folder));
        } catch (TorrentException e) {
            put(torrent, former);
            throw e;
        }
        synchronized (this) {
            moved.add(torrent.id());
        }
        return moving;
    }

    private static void put(Torrent torrent, Optional<String> category) {
        category.ifPresentOrElse(
                name -> torrent.setAttribute(Category.ATTRIBUTE, name),
                () -> torrent.removeAttribute(Category.ATTRIBUTE));
    }
}
