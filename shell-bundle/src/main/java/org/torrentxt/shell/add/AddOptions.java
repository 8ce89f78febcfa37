package org.torrentxt.shell.add;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.complete.AttributeCompleter;
import org.torrentxt.shell.complete.CategoryCompleter;
import org.torrentxt.shell.complete.FlagCompleter;
import org.torrentxt.shell.complete.LabelCompleter;
import org.torrentxt.shell.format.Flags;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.session.CategoryNames;
import org.torrentxt.shell.session.LimitChange;
import org.torrentxt.shell.session.PolicyServices;
import org.torrentxt.shell.support.Indexes;
import org.torrentxt.shell.support.NoteOptions;

/** Options for the initial state of a torrent, applied in addition to its source before it is started. */
abstract class AddOptions extends SessionAction {
    @Option(name = "--started", description = "Start the torrent immediately, bypassing the queue")
    private boolean started;

    @Option(
            name = "--unset",
            description = "Default flags to unset, separated by commas, such as auto_managed",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(FlagCompleter.class)
    private List<String> unset = List.of();

    @Option(name = "--name", description = "Name to show until the metadata is known")
    private String name;

    @Option(
            name = "--tracker",
            description = "Announce URL of an additional tracker",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> trackers = List.of();

    @Option(
            name = "--web-seed",
            description = "URL of an additional web seed",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> webSeeds = List.of();

    @Option(
            name = "--skip",
            description = "Indexes of files not to download, separated by commas, such as 0 or 2-4,7",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> skipped = List.of();

    @Option(name = "--down", description = "Download limit in bytes per second, such as 2MiB, or none")
    private String down;

    @Option(name = "--up", description = "Upload limit in bytes per second, such as 2MiB, or none")
    private String up;

    @Option(name = "--connections", description = "Maximum number of connections, 2 or more, or none")
    private String connections;

    @Option(
            name = "--uploads",
            description = "Maximum number of peers to upload to at the same time, 1 or more, or none")
    private String uploads;

    @Option(
            name = "--label",
            description = "Labels of the torrent, separated by commas; also added to a torrent that already exists",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(LabelCompleter.class)
    private List<String> labels = List.of();

    @Option(
            name = "--attribute",
            description = "Attribute of the torrent, as KEY=VALUE",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(AttributeCompleter.class)
    private List<String> attributes = List.of();

    @Option(
            name = "--category",
            description = "Category of the torrent, which has its save path and limits; torrent:categories lists all")
    @Completion(CategoryCompleter.class)
    private String category;

    /**
     * Applies the options to a request, after the flags to set.
     *
     * @param isResumed true for a request made from resume data, which may contain limits
     * @throws TorrentException INVALID_ARGUMENT if an option is malformed or out of range
     */
    final void apply(AddTorrent.Builder request, boolean isResumed) {
        clearFlags(request);
        if (name != null) {
            request.name(name);
        }
        trackers.forEach(request::tracker);
        webSeeds.forEach(request::webSeed);
        Indexes.parse("--skip", skipped).forEach(file -> request.filePriority(file, FilePriority.SKIP));
        // a request cannot replace a saved limit by none
        if (isResumed && Stream.of(down, up, connections, uploads).anyMatch(Units.NONE::equalsIgnoreCase)) {
            throw TorrentException.invalid(
                    "none cannot remove a limit saved in --resume; add the torrent, then remove the limit with"
                            + " torrent:limit");
        }
        LimitChange.parse(down, up, connections, uploads).apply(request);
        NoteOptions.labels(labels).forEach(request::label);
        NoteOptions.attributes("--attribute", attributes).forEach(request::attribute);
    }

    /** Puts a request that is complete otherwise into its category, and where incomplete torrents are, if anywhere. */
    final void place(TorrentSession session, AddTorrent.Builder request) {
        if (category != null) {
            CategoryPolicy categories =
                    PolicyServices.require(services(), session).categories();
            CategoryNames.require(category, categories);
            categories.place(request, Optional.of(category));
        } else {
            PolicyServices.find(services(), session)
                    .ifPresent(policies -> policies.categories().place(request, Optional.empty()));
        }
    }

    private void clearFlags(AddTorrent.Builder request) {
        Set<TorrentFlag> cleared = Flags.parse(unset);
        if (started) {
            cleared.addAll(Set.of(TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED));
        }
        Set<TorrentFlag> both = new TreeSet<>(cleared);
        both.retainAll(request.build().flags());
        if (!both.isEmpty()) {
            throw TorrentException.invalid("flags both set and unset: " + Flags.describe(both) + "; specify each once");
        }
        request.clear(cleared.toArray(TorrentFlag[]::new));
    }
}
