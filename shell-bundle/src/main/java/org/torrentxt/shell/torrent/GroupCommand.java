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
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Document;
import org.torrentxt.shell.complete.GroupCompleter;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.session.GroupNames;
import org.torrentxt.shell.session.PolicyServices;

/** Lists which groups torrents are in, or puts torrents into one. */
@Service
@Command(
        scope = "torrent",
        name = "group",
        description = "Lists which groups torrents are in that share rate limits, or puts torrents into one."
                + " Example: torrent:group --set films 3 5-9")
public final class GroupCommand extends PropertyAction<TorrentStatus> {
    /**
     * A row as JSON.
     *
     * @param id the torrent's id
     * @param name the torrent's name; empty until it is known
     * @param group the name of its group; empty if it is in none
     */
    public record Row(int id, String name, String group) implements Document {
        @Override
        public Map<String, Object> document() {
            return Document.of("id", id, "name", name, "group", group);
        }
    }

    private static final Listing<TorrentStatus> LISTING = new Listing<TorrentStatus>(Torrents.NONE)
            .number("ID", TorrentStatus::id)
            .text("Group", GroupCommand::group)
            .text("Name", Torrents::title);

    @Option(name = "--set", description = "Name of the group to put them into; torrent:groups lists all")
    @Completion(GroupCompleter.class)
    private String set;

    @Option(name = "--clear", description = "Take them out of their groups")
    private boolean clear;

    private GroupPolicy groups;

    @Override
    protected void prepare() {
        if (set != null && clear) {
            throw TorrentException.invalid("specify --set or --clear, only one of these");
        }
        if (isChange()) {
            groups = PolicyServices.require(services(), session()).groups();
            if (set != null && groups.find(set).isEmpty()) {
                throw GroupNames.unknown(set, groups);
            }
        }
    }

    @Override
    boolean isChange() {
        return set != null || clear;
    }

    @Override
    void change(Torrent torrent) {
        groups.assign(torrent, Optional.ofNullable(set));
    }

    @Override
    String changed() {
        return "Groups changed";
    }

    @Override
    Listing<TorrentStatus> listing() {
        return LISTING;
    }

    @Override
    List<TorrentStatus> rows(List<Torrent> torrents) {
        return Torrents.statuses(torrents).toList();
    }

    private static String group(TorrentStatus status) {
        return RateGroup.of(status.attributes()).orElse("");
    }

    @Override
    Row document(TorrentStatus status) {
        return new Row(status.id(), status.name(), group(status));
    }
}
