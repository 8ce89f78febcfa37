package org.torrentxt.policy.category;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.torrentxt.api.policy.Category;

/** The categories of a session, by all configurations that there are. May be used by several threads. */
public final class Categories {
    private static final String SAVE_PATH = "save.path";

    private final String session;
    private final Collection<CategorySource> sources = new CopyOnWriteArrayList<>();

    /** Those of the session with that name. */
    public Categories(String session) {
        this.session = session;
    }

    /** Adds a source, of any session. */
    public void add(CategorySource source) {
        sources.add(source);
    }

    /** Removes a source. */
    public void remove(CategorySource source) {
        sources.remove(source);
    }

    private Stream<CategorySource> sources() {
        return sources.stream()
                .filter(source -> source.session().equals(session))
                .sorted(Comparator.comparing(CategorySource::origin));
    }

    /** All categories, sorted by name. */
    public List<Category> all() {
        Map<String, Category> byName = new TreeMap<>();
        sources()
                .flatMap(source -> source.category().stream())
                .forEach(category -> byName.putIfAbsent(category.name(), category));
        return List.copyOf(byName.values());
    }

    /**
     * What is contradictory, in one line each.
     *
     * @param incompletePath that of the session
     */
    public List<String> problems(Optional<Path> incompletePath) {
        List<String> problems = new ArrayList<>();
        Map<String, CategorySource> byName = new HashMap<>();
        sources()
                .forEach(source -> source.category().ifPresent(category -> {
                    CategorySource first = byName.putIfAbsent(category.name(), source);
                    if (first != null) {
                        problems.add(
                                "category '" + category.name() + "' has two configurations: that of " + first.origin()
                                        + " is used, that of " + source.origin() + " is not; remove one of them");
                    }
                }));
        List<Category> all = all();
        incompletePath.ifPresent(folder -> problems.addAll(mixed("session '" + session + "'", folder, all)));
        all.forEach(category -> category.incompletePath()
                .ifPresent(folder -> problems.addAll(mixed("category '" + category.name() + "'", folder, all))));
        return problems;
    }

    /** Which configurations are not used, and why. */
    public List<String> unused() {
        return sources().flatMap(source -> source.problem().stream()).toList();
    }

    private static List<String> mixed(String whose, Path folder, List<Category> all) {
        return all.stream()
                .filter(other -> base(other).filter(folder::startsWith).isPresent())
                .map(other -> "the incomplete.path of " + whose + " is in the save.path of category '" + other.name()
                        + "', where incomplete files look like complete ones: " + folder
                        + "; specify a folder beside it")
                .toList();
    }

    private static Optional<Path> base(Category category) {
        return category.savePath()
                .map(text -> PathTemplate.parse(SAVE_PATH, text))
                .flatMap(PathTemplate::base);
    }
}
