package org.torrentxt.policy.category;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.policy.seed.Seeds;

/** {@link CategoryPolicy}: decides where torrents go when they are added, and when their category changes. */
public final class SessionCategories implements CategoryPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(SessionCategories.class);
    private static final Set<String> PLACES = Set.of(Category.SAVE_PATH_ATTRIBUTE, Category.INCOMPLETE_PATH_ATTRIBUTE);

    private final String session;
    private final Categories categories;
    private final Supplier<Optional<TorrentSession>> running;
    private final Saved<Optional<Path>> incompletePath;
    private final Saved<Boolean> partSuffix;

    /**
     * Creates an instance.
     *
     * @param session the name of the session
     * @param running that session while it runs
     * @param incompletePath its folder for incomplete torrents
     * @param partSuffix whether its incomplete files have a suffix
     */
    public SessionCategories(
            String session,
            Categories categories,
            Supplier<Optional<TorrentSession>> running,
            Saved<Optional<Path>> incompletePath,
            Saved<Boolean> partSuffix) {
        this.session = session;
        this.categories = categories;
        this.running = running;
        this.incompletePath = incompletePath;
        this.partSuffix = partSuffix;
    }

    @Override
    public List<Category> all() {
        return categories.all();
    }

    @Override
    public Optional<Path> incompletePath() {
        return incompletePath.now().get();
    }

    @Override
    public void setIncompletePath(Optional<Path> folder) {
        incompletePath
                .saved()
                .accept(Objects.requireNonNull(folder, "folder")
                        .map(CategoryPolicy::checkIncompletePath)
                        .map(Path::normalize));
    }

    @Override
    public boolean hasPartSuffix() {
        return partSuffix.now().get();
    }

    @Override
    public void setPartSuffix(boolean isOn) {
        partSuffix.saved().accept(isOn);
    }

    @Override
    public void place(AddTorrent.Builder request, Optional<String> category) {
        AddTorrent given = Objects.requireNonNull(request, "request").build();
        Optional<Category> found = Objects.requireNonNull(category, "category").map(this::require);
        if (isKnown(given)) {
            return; // it has its place, and the attributes of another one would move it or change its limits
        }
        boolean isPlaced = given.source() instanceof AddTorrent.ResumeData;
        Optional<Path> savePath = isPlaced
                ? Optional.empty()
                : given.savePath()
                        .or(() -> found.flatMap(Category::savePath)
                                .map(template -> folder(template, found, SourceName.orHash(given), given.labels())));
        Optional<Path> incomplete =
                isPlaced || given.flags().contains(TorrentFlag.SEED_MODE) ? Optional.empty() : incompletePath(found);
        Optional<Path> complete = incomplete.map(some -> absolute(savePath.orElseGet(this::savePath)));
        // all that may fail has succeeded
        if (hasPartSuffix()) {
            request.partSuffix();
        }
        found.ifPresent(some -> {
            request.attribute(Category.ATTRIBUTE, some.name());
            some.trackers().forEach(request::tracker);
        });
        if (complete.isPresent()
                && !incomplete.equals(complete)
                && !isThere(complete.get(), given)
                && !isTaken(incomplete.get(), given)) {
            request.savePath(incomplete.get());
            request.attribute(Category.SAVE_PATH_ATTRIBUTE, complete.get().toString());
            request.attribute(
                    Category.INCOMPLETE_PATH_ATTRIBUTE, incomplete.get().toString());
        } else {
            savePath.ifPresent(request::savePath);
        }
    }

    private boolean isKnown(AddTorrent request) {
        return running.get().stream()
                .anyMatch(session -> SourceHashes.of(request.source()).stream()
                        .anyMatch(hash -> session.find(hash).isPresent()));
    }

    private Optional<Path> incompletePath(Optional<Category> category) {
        LimitMode mode = category.map(Category::incompleteMode).orElse(LimitMode.SESSION);
        return mode == LimitMode.SESSION
                ? incompletePath.now().get()
                : category.flatMap(Category::incompletePath).map(SessionCategories::absolute);
    }

    // Files that exist already are checked, not downloaded again elsewhere.
    private static boolean isThere(Path folder, AddTorrent request) {
        return SourceName.of(request)
                .filter(name -> name.indexOf('/') < 0 && name.indexOf('\0') < 0)
                .filter(name -> isFile(folder, name))
                .isPresent();
    }

    private static boolean isFile(Path folder, String name) {
        try {
            return Files.exists(folder.resolve(name));
        } catch (InvalidPathException e) {
            return false; // no file can have that name here
        }
    }

    // Two torrents would write into the same files.
    private boolean isTaken(Path folder, AddTorrent request) {
        Optional<String> name = SourceName.of(request);
        return running.get().stream()
                .flatMap(session -> session.changes(0).statuses().stream())
                .anyMatch(other -> name.filter(other.name()::equals).isPresent()
                        && absolute(other.savePath()).equals(folder));
    }

    private Path folder(String template, Optional<Category> category, String name, Set<String> labels) {
        Map<String, String> values = new HashMap<>();
        values.put(PathTemplate.NAME, name);
        values.put(PathTemplate.SESSION, session);
        category.ifPresent(some -> values.put(PathTemplate.CATEGORY, some.name()));
        labels.stream().findFirst().ifPresent(label -> values.put(PathTemplate.LABEL, label));
        return PathTemplate.parse("save.path", template).resolve(savePath(), values);
    }

    /** The save path of the session. */
    private Path savePath() {
        return absolute(running.get()
                .orElseThrow(() -> new TorrentException(
                        ErrorCode.NO_SESSION, "session '" + session + "' is not running; its save path is not known"))
                .status()
                .savePath());
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    @Override
    public CompletionStage<Path> assign(Torrent torrent, Optional<String> category, boolean isMoved) {
        Objects.requireNonNull(torrent, "torrent");
        Optional<Category> found = Objects.requireNonNull(category, "category").map(this::require);
        TorrentStatus status = torrent.status()
                .orElseThrow(() -> new TorrentException(ErrorCode.BAD_HANDLE, "no such torrent: " + torrent.id()));
        if (!isMoved) {
            change(torrent, found, Map.of(), Set.of());
            return CompletableFuture.completedStage(status.savePath());
        }
        Path folder = found.flatMap(Category::savePath)
                .map(template -> folder(template, found, Seeds.name(status), status.labels()))
                .orElseGet(this::savePath);
        if (status.isMoving()) {
            throw TorrentException.invalid("torrent " + torrent.id() + " is being moved; wait until that has ended");
        }
        if (Placements.isWaiting(status)) {
            change(torrent, found, Map.of(Category.SAVE_PATH_ATTRIBUTE, folder.toString()), Set.of());
            return CompletableFuture.completedStage(status.savePath());
        }
        CompletionStage<Path> moved = absolute(status.savePath()).equals(folder)
                ? CompletableFuture.completedStage(folder)
                : torrent.moveStorage(folder);
        change(torrent, found, Map.of(), PLACES); // only if it can be moved
        return moved.whenComplete((there, failure) -> {
            if (failure != null) {
                LOG.warn("Torrent {} could not be moved to {}: {}", torrent.id(), folder, failure.getMessage());
            }
        });
    }

    private static void change(
            Torrent torrent, Optional<Category> category, Map<String, String> set, Set<String> removed) {
        Map<String, String> all = new HashMap<>(set);
        Set<String> none = new HashSet<>(removed);
        category.ifPresentOrElse(some -> all.put(Category.ATTRIBUTE, some.name()), () -> none.add(Category.ATTRIBUTE));
        torrent.changeAttributes(all, none);
    }
}
