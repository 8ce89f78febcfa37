package org.torrentxt.shell.torrent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Labels;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Document;
import org.torrentxt.shell.complete.LabelCompleter;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.support.NoteOptions;

/** Lists or changes labels of torrents. */
@Service
@Command(
        scope = "torrent",
        name = "label",
        description = "Lists or changes labels of torrents. Example: torrent:label --add linux,iso 3 5-9")
public final class LabelCommand extends PropertyAction<TorrentStatus> {
    /**
     * A row as JSON.
     *
     * @param id the torrent's id
     * @param name the torrent's name; empty until it is known
     * @param labels the torrent's labels
     */
    public record Row(int id, String name, Set<String> labels) implements Document {
        @Override
        public Map<String, Object> document() {
            return Document.of("id", id, "name", name, "labels", labels);
        }
    }

    private static final Listing<TorrentStatus> LISTING = new Listing<TorrentStatus>(Torrents.NONE)
            .number("ID", TorrentStatus::id)
            .text("Labels", Torrents::labels)
            .text("Name", Torrents::title);

    @Option(
            name = "--add",
            description = "Labels to add, separated by commas",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(LabelCompleter.class)
    private List<String> add = List.of();

    @Option(
            name = "--remove",
            description = "Labels to remove, separated by commas",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(LabelCompleter.class)
    private List<String> remove = List.of();

    @Option(
            name = "--set",
            description = "Labels to have instead of all others, separated by commas",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(LabelCompleter.class)
    private List<String> set = List.of();

    @Option(name = "--clear", description = "Remove all labels")
    private boolean clear;

    private Set<String> added;
    private Set<String> removed;
    private Set<String> only;

    @Override
    protected void prepare() {
        long ways = Stream.of(!add.isEmpty() || !remove.isEmpty(), !set.isEmpty(), clear)
                .filter(isGiven -> isGiven)
                .count();
        if (ways > 1) {
            throw TorrentException.invalid("specify --add and --remove, --set or --clear, only one of these");
        }
        added = NoteOptions.labels(add);
        removed = NoteOptions.labels(remove);
        only = NoteOptions.labels(set);
        Labels.changed(Set.of(), added, removed);
    }

    @Override
    boolean isChange() {
        return clear || Stream.of(add, remove, set).anyMatch(labels -> !labels.isEmpty());
    }

    @Override
    void change(Torrent torrent) {
        if (clear || !set.isEmpty()) {
            torrent.setLabels(only);
        } else {
            torrent.changeLabels(added, removed);
        }
    }

    @Override
    String changed() {
        return "Labels changed";
    }

    @Override
    Listing<TorrentStatus> listing() {
        return LISTING;
    }

    @Override
    List<TorrentStatus> rows(List<Torrent> torrents) {
        return Torrents.statuses(torrents).toList();
    }

    @Override
    Row document(TorrentStatus status) {
        return new Row(status.id(), status.name(), status.labels());
    }
}
