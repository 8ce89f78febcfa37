package org.torrentxt.shell.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Document;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.complete.CategoryCompleter;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Units;

/** Lists categories of torrents. */
@Service
@Command(
        scope = "torrent",
        name = "categories",
        description = "Lists categories of torrents: where their files go, and their limits."
                + " Example: torrent:categories films")
public final class CategoriesCommand extends SessionAction {
    /**
     * A row, also as JSON. Rates are in bytes per second.
     *
     * @param category what it is
     * @param members its torrents
     */
    public record Row(Category category, List<TorrentStatus> members) implements Document {
        @Override
        public Map<String, Object> document() {
            OwnShareLimits limits = category.shareLimits();
            return Document.of(
                    "name",
                    category.name(),
                    "savePath",
                    savePath(),
                    "incompletePath",
                    incompletePath(),
                    "torrents",
                    members.size(),
                    "downloadLimit",
                    category.downloadLimit(),
                    "uploadLimit",
                    category.uploadLimit(),
                    "ratioLimit",
                    ratio(),
                    "seedingTimeLimit",
                    limit(limits.seedingTimeMode(), limits.seedingTime(), time -> time.toSeconds() + " s"),
                    "idleTimeLimit",
                    limit(limits.idleTimeMode(), limits.idleTime(), time -> time.toSeconds() + " s"),
                    "trackers",
                    category.trackers());
        }

        String savePath() {
            return category.savePath().orElse("");
        }

        String incompletePath() {
            return limit(category.incompleteMode(), category.incompletePath(), Path::toString);
        }

        String ratio() {
            return limit(
                    category.shareLimits().ratioMode(), category.shareLimits().ratio(), String::valueOf);
        }

        private static <T> String limit(LimitMode mode, Optional<T> own, Function<T, String> text) {
            return mode == LimitMode.OWN ? own.map(text).orElse("") : mode.label();
        }
    }

    private static final Listing<Row> LISTING = new Listing<Row>(
                    "No categories; add one by a file etc/org.torrentxt.category-NAME.cfg")
            .text("Name", row -> row.category().name())
            .number("Torrents", row -> row.members().size())
            .text("Save path", Row::savePath)
            .text("Incomplete", Row::incompletePath)
            .number("Down limit", row -> Units.rateLimit(row.category().downloadLimit()))
            .number("Up limit", row -> Units.rateLimit(row.category().uploadLimit()))
            .number("Ratio", Row::ratio)
            .hide("Ratio", "Up limit", "Down limit", "Incomplete", "Torrents", "Save path");

    @Argument(index = 0, name = "name", description = "Name of the category (default: all categories)")
    @Completion(CategoryCompleter.class)
    private String name;

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    protected void run() {
        CategoryPolicy categories =
                PolicyServices.require(services(), session()).categories();
        List<Category> listed = name == null ? categories.all() : List.of(CategoryNames.require(name, categories));
        Map<String, List<TorrentStatus>> members = session().statuses().stream()
                .filter(status -> Category.of(status.attributes()).isPresent())
                .collect(Collectors.groupingBy(
                        status -> Category.of(status.attributes()).orElseThrow()));
        List<Row> rows = listed.stream()
                .map(category -> new Row(category, members.getOrDefault(category.name(), List.of())))
                .toList();
        if (json) {
            output().json(rows);
        } else {
            output().listing(LISTING, rows, false, noFormat);
        }
    }
}
