package org.torrentxt.shell.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Document;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.complete.GroupCompleter;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Units;

/** Lists groups of torrents that share rate limits, or adds, changes or deletes one. */
@Service
@Command(
        scope = "torrent",
        name = "groups",
        description = "Lists groups of torrents that share rate limits, or adds, changes or deletes one."
                + " Example: torrent:groups --down 500K films")
public final class GroupsCommand extends SessionAction {
    /**
     * A row, also as JSON. Rates are in bytes per second.
     *
     * @param name of the group
     * @param downloadLimit of its torrents together, 0 for none
     * @param uploadLimit the same
     * @param torrents how many are in it
     * @param downloadRate of these together
     * @param uploadRate the same
     */
    public record Row(
            String name, long downloadLimit, long uploadLimit, int torrents, long downloadRate, long uploadRate)
            implements Document {
        static Row of(RateGroup group, List<TorrentStatus> members) {
            return new Row(
                    group.name(),
                    group.downloadLimit(),
                    group.uploadLimit(),
                    members.size(),
                    members.stream().mapToLong(TorrentStatus::downloadRate).sum(),
                    members.stream().mapToLong(TorrentStatus::uploadRate).sum());
        }

        @Override
        public Map<String, Object> document() {
            return Document.of(
                    "name",
                    name,
                    "downloadLimit",
                    downloadLimit,
                    "uploadLimit",
                    uploadLimit,
                    "torrents",
                    torrents,
                    "downloadRate",
                    downloadRate,
                    "uploadRate",
                    uploadRate);
        }
    }

    private static final Listing<Row> LISTING = new Listing<Row>(
                    "No groups; add one with torrent:groups --down RATE NAME")
            .text("Name", Row::name)
            .number("Torrents", Row::torrents)
            .number("Down", row -> Units.rate(row.downloadRate()))
            .number("Down limit", row -> Units.rateLimit(row.downloadLimit()))
            .number("Up", row -> Units.rate(row.uploadRate()))
            .number("Up limit", row -> Units.rateLimit(row.uploadLimit()))
            .hide("Torrents", "Up", "Down", "Up limit", "Down limit");

    @Argument(index = 0, name = "name", description = "Name of the group (default: all groups)")
    @Completion(GroupCompleter.class)
    private String name;

    @Option(name = "--down", description = "Download limit of its torrents together, such as 500K, or none")
    private String down;

    @Option(name = "--up", description = "Upload limit of its torrents together, such as 500K, or none")
    private String up;

    @Option(name = "--delete", description = "Delete the group; its torrents remain, without its limits")
    private boolean delete;

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    protected void run() {
        boolean isChange = down != null || up != null;
        if (isChange && delete) {
            throw TorrentException.invalid("specify --down and --up, or --delete, only one of these");
        } else if ((isChange || delete) && name == null) {
            throw TorrentException.invalid(
                    "the name of the group is missing; such as torrent:groups --down 500K films");
        }
        GroupPolicy groups = PolicyServices.require(services(), session()).groups();
        if (delete) {
            groups.remove(require(groups).name());
            output().line("Group deleted: " + name);
        } else if (isChange) {
            groups.set(changed(groups));
            output().line("Group set: " + name);
        } else {
            list(name == null ? groups.all() : List.of(require(groups)));
        }
    }

    private RateGroup require(GroupPolicy groups) {
        return groups.find(name).orElseThrow(() -> GroupNames.unknown(name, groups));
    }

    private RateGroup changed(GroupPolicy groups) {
        RateGroup.Builder group = groups.find(name).map(RateGroup::toBuilder).orElseGet(() -> RateGroup.builder(name));
        limit("--down", down).ifPresent(group::downloadLimit);
        limit("--up", up).ifPresent(group::uploadLimit);
        return group.build();
    }

    private static Optional<Long> limit(String option, String text) {
        return Optional.ofNullable(text).map(rate -> Units.parseRateLimit(option, rate));
    }

    private void list(List<RateGroup> groups) {
        Map<String, List<TorrentStatus>> members = session().statuses().stream()
                .filter(status -> RateGroup.of(status.attributes()).isPresent())
                .collect(Collectors.groupingBy(
                        status -> RateGroup.of(status.attributes()).orElseThrow()));
        List<Row> rows = groups.stream()
                .map(group -> Row.of(group, members.getOrDefault(group.name(), List.of())))
                .toList();
        if (json) {
            output().json(rows);
        } else {
            output().listing(LISTING, rows, false, noFormat);
        }
    }
}
