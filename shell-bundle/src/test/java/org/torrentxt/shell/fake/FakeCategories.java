package org.torrentxt.shell.fake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;

/** Categories that are added by tests: their torrents are marked, and moved if asked. */
public final class FakeCategories implements CategoryPolicy {
    private final Map<String, Category> categories = new TreeMap<>();

    /** Adds one, or replaces that of its name. */
    public void add(Category category) {
        categories.put(category.name(), category);
    }

    @Override
    public List<Category> all() {
        return List.copyOf(categories.values());
    }

    @Override
    public Optional<Path> incompletePath() {
        return Optional.empty();
    }

    @Override
    public void setIncompletePath(Optional<Path> folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasPartSuffix() {
        return false;
    }

    @Override
    public void setPartSuffix(boolean isOn) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void place(AddTorrent.Builder request, Optional<String> category) {
        category.map(name -> find(name).orElseThrow()).ifPresent(found -> {
            request.attribute(Category.ATTRIBUTE, found.name());
            if (request.build().savePath().isEmpty()) {
                found.savePath().map(Path::of).ifPresent(request::savePath);
            }
        });
    }

    @Override
    public CompletionStage<Path> assign(Torrent torrent, Optional<String> category, boolean isMoved) {
        Optional<Path> folder = category.map(name -> find(name).orElseThrow())
                .flatMap(Category::savePath)
                .map(Path::of);
        category.ifPresentOrElse(
                name -> torrent.setAttribute(Category.ATTRIBUTE, name),
                () -> torrent.removeAttribute(Category.ATTRIBUTE));
        return folder.filter(some -> isMoved)
                .map(torrent::moveStorage)
                .orElseGet(() -> CompletableFuture.completedStage(Path.of("")));
    }
}
