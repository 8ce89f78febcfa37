package org.torrentxt.shell.torrent;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Labels;
import org.torrentxt.api.Torrent;
import org.torrentxt.json.Document;
import org.torrentxt.shell.complete.AttributeCompleter;
import org.torrentxt.shell.complete.AttributeKeyCompleter;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.support.NoteOptions;

/** Lists or changes attributes of torrents. */
@Service
@Command(
        scope = "torrent",
        name = "attribute",
        description = "Lists or changes attributes of torrents, which bundles keep about them."
                + " Example: torrent:attribute --set owner=alice 3")
public final class AttributeCommand extends PropertyAction<AttributeCommand.Noted> {
    /**
     * A row as JSON.
     *
     * @param id the torrent's id
     * @param name the torrent's name; empty until it is known
     * @param key of the attribute
     * @param value of the attribute
     */
    public record Row(int id, String name, String key, String value) implements Document {
        @Override
        public Map<String, Object> document() {
            return Document.of("id", id, "name", name, "key", key, "value", value);
        }
    }

    /**
     * A row of the listing.
     *
     * @param row the attribute
     * @param title the torrent's title
     */
    record Noted(Row row, String title) {}

    private static final Listing<Noted> LISTING = new Listing<Noted>("No attributes; see torrent:attribute --help")
            .number("ID", noted -> noted.row().id())
            .text("Key", noted -> noted.row().key())
            .text("Value", noted -> noted.row().value())
            .text("Name", Noted::title)
            .hide("Name");

    @Option(name = "--set", description = "Attribute to set, as KEY=VALUE", multiValued = true, valueToShowInHelp = "")
    @Completion(AttributeCompleter.class)
    private List<String> set = List.of();

    @Option(
            name = "--remove",
            description = "Key of an attribute to remove",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(AttributeKeyCompleter.class)
    private List<String> remove = List.of();

    private Map<String, String> values;
    private Set<String> removed;

    @Override
    protected void prepare() {
        values = NoteOptions.attributes("--set", set);
        removed = new HashSet<>(remove);
        Labels.changed(Map.of(), values, removed);
    }

    @Override
    boolean isChange() {
        return !set.isEmpty() || !remove.isEmpty();
    }

    @Override
    void change(Torrent torrent) {
        torrent.changeAttributes(values, removed);
    }

    @Override
    String changed() {
        return "Attributes changed";
    }

    @Override
    Listing<Noted> listing() {
        return LISTING;
    }

    @Override
    List<Noted> rows(List<Torrent> torrents) {
        return Torrents.statuses(torrents)
                .flatMap(status -> status.attributes().entrySet().stream()
                        .map(entry -> new Noted(
                                new Row(status.id(), status.name(), entry.getKey(), entry.getValue()),
                                Torrents.title(status))))
                .toList();
    }

    @Override
    Row document(Noted noted) {
        return noted.row();
    }
}
