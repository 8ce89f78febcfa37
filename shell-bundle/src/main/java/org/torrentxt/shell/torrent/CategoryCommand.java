package org.torrentxt.shell.torrent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Document;
import org.torrentxt.shell.complete.CategoryCompleter;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.session.CategoryNames;
import org.torrentxt.shell.session.PolicyServices;

/** Lists which categories torrents are in, or puts torrents into one. */
@Service
@Command(
        scope = "torrent",
        name = "category",
        description = "Lists which categories torrents are in, or puts torrents into one."
                + " Example: torrent:category --set films --move 3 5-9")
public final class CategoryCommand extends PropertyAction<TorrentStatus> {
    /**
     * A row as JSON.
     *
     * @param id the torrent's id
     * @param name the torrent's name; empty until it is known
     * @param category the name of its category; empty if it is in none
     * @param savePath the folder of its files
     */
    public record Row(int id, String name, String category, String savePath) implements Document {
        @Override
        public Map<String, Object> document() {
            return Document.of("id", id, "name", name, "category", category, "savePath", savePath);
        }
    }

    private static final Listing<TorrentStatus> LISTING = new Listing<TorrentStatus>(Torrents.NONE)
            .number("ID", TorrentStatus::id)
            .text("Category", CategoryCommand::category)
            .text("Name", Torrents::title)
            .text("Save path", TorrentStatus::savePath)
            .hide("Save path");

    @Option(name = "--set", description = "Name of the category to put them into; torrent:categories lists all")
    @Completion(CategoryCompleter.class)
    private String set;

    @Option(name = "--clear", description = "Take them out of their categories")
    private boolean clear;

    @Option(name = "--move", description = "Move their files to the save path of the category, or of the session")
    private boolean isMoved;

    private CategoryPolicy categories;

    @Override
    protected void prepare() {
        if (set != null && clear) {
            throw TorrentException.invalid("specify --set or --clear, only one of these");
        } else if (isMoved && !isChange()) {
            throw TorrentException.invalid("--move needs --set or --clear; torrent:move moves to any folder");
        }
        if (isChange()) {
            categories = PolicyServices.require(services(), session()).categories();
            if (set != null) {
                CategoryNames.require(set, categories);
            }
        }
    }

    @Override
    boolean isChange() {
        return set != null || clear;
    }

    @Override
    void change(Torrent torrent) {
        categories.assign(torrent, Optional.ofNullable(set), isMoved);
    }

    @Override
    String changed() {
        return "Categories changed";
    }

    @Override
    Listing<TorrentStatus> listing() {
        return LISTING;
    }

    @Override
    List<TorrentStatus> rows(List<Torrent> torrents) {
        return Torrents.statuses(torrents).toList();
    }

    private static String category(TorrentStatus status) {
        return Category.of(status.attributes()).orElse("");
    }

    @Override
    Row document(TorrentStatus status) {
        return new Row(
                status.id(), status.name(), category(status), status.savePath().toString());
    }
}
