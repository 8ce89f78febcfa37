package org.torrentxt.shell.torrent;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Document;
import org.torrentxt.shell.complete.FlagCompleter;
import org.torrentxt.shell.format.Flags;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Torrents;

/** Lists, sets or unsets flags of torrents. */
@Service
@Command(
        scope = "torrent",
        name = "flags",
        description = "Lists, sets or unsets flags of torrents. Example: torrent:flags --set sequential_download 3")
public final class FlagsCommand extends PropertyAction<TorrentStatus> {
    /**
     * A row as JSON.
     *
     * @param id the torrent's id
     * @param name the torrent's name; empty until it is known
     * @param flags the flags that are set
     */
    public record Row(int id, String name, Set<TorrentFlag> flags) implements Document {
        @Override
        public Map<String, Object> document() {
            return Document.of("id", id, "name", name, "flags", flags);
        }
    }

    private static final Listing<TorrentStatus> LISTING = new Listing<TorrentStatus>(Torrents.NONE)
            .number("ID", TorrentStatus::id)
            .text("Flags", status -> Flags.describe(status.flags()))
            .text("Name", Torrents::title);

    @Option(name = "--set", description = "Flag to set", multiValued = true, valueToShowInHelp = "")
    @Completion(FlagCompleter.class)
    private List<String> set = List.of();

    @Option(name = "--unset", description = "Flag to unset", multiValued = true, valueToShowInHelp = "")
    @Completion(FlagCompleter.class)
    private List<String> unset = List.of();

    private Set<TorrentFlag> flags;
    private Set<TorrentFlag> mask;

    @Override
    protected void prepare() {
        flags = Flags.parse(set);
        mask = Flags.parse(unset);
        Set<TorrentFlag> both = EnumSet.copyOf(flags);
        both.retainAll(mask);
        if (!both.isEmpty()) {
            throw TorrentException.invalid("flags both set and unset: " + Flags.describe(both) + "; specify each once");
        }
        mask.addAll(flags);
    }

    @Override
    boolean isChange() {
        return !set.isEmpty() || !unset.isEmpty();
    }

    @Override
    void change(Torrent torrent) {
        torrent.setFlags(flags, mask);
    }

    @Override
    String changed() {
        return "Flags changed";
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
        return new Row(status.id(), status.name(), status.flags());
    }
}
