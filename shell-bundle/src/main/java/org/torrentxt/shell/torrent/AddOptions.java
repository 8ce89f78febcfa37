package org.torrentxt.shell.torrent;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.shell.complete.FlagCompleter;
import org.torrentxt.shell.format.Flags;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Indexes;
import org.torrentxt.shell.support.SessionAction;

/** Options of what a torrent begins with: beside what its source says, and before it is started. */
abstract class AddOptions extends SessionAction {
    @Option(name = "--started", description = "Start it at once, without waiting for a place in the queue")
    private boolean started;

    @Option(
            name = "--unset",
            description = "Flags to unset that are set otherwise, separated by commas, such as auto_managed",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(FlagCompleter.class)
    private List<String> unset = List.of();

    @Option(name = "--name", description = "The name to show until the metadata is known")
    private String name;

    @Option(
            name = "--tracker",
            description = "The announce URL of a tracker beside those of the source",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> trackers = List.of();

    @Option(
            name = "--web-seed",
            description = "The URL of a web seed beside those of the source",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> webSeeds = List.of();

    @Option(
            name = "--skip",
            description = "Indexes of files not to download, separated by commas, such as 0 or 2-4,7",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> skipped = List.of();

    @Option(name = "--down", description = "Bytes a second to download, such as 2MiB, or none for no limit")
    private String down;

    @Option(name = "--up", description = "Bytes a second to upload, such as 2MiB, or none for no limit")
    private String up;

    @Option(name = "--connections", description = "Connections it may have, 2 or more, or none for no limit")
    private String connections;

    @Option(name = "--uploads", description = "Peers to upload to at a time, 1 or more, or none for no limit")
    private String uploads;

    /**
     * Puts the options into a request, after the flags to set.
     *
     * @param isResumed true for one of resume data, which knows limits already
     * @throws TorrentException INVALID_ARGUMENT if one is malformed, or out of range
     */
    final void apply(AddTorrent.Builder request, boolean isResumed) {
        clearFlags(request);
        if (name != null) {
            request.name(name);
        }
        trackers.forEach(request::tracker);
        webSeeds.forEach(request::webSeed);
        Indexes.parse("--skip", skipped).forEach(file -> request.filePriority(file, FilePriority.SKIP));
        // a request cannot say that there is to be none in place of the limit that was saved
        if (isResumed && Stream.of(down, up, connections, uploads).anyMatch(Units.NONE::equalsIgnoreCase)) {
            throw TorrentException.invalid(
                    "none does not lift a limit of --resume; add the torrent first, and lift it with torrent:limit");
        }
        LimitChange.parse(down, up, connections, uploads).apply(request);
    }

    private void clearFlags(AddTorrent.Builder request) {
        Set<TorrentFlag> cleared = Flags.parse(unset);
        if (started) {
            cleared.addAll(Set.of(TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED));
        }
        Set<TorrentFlag> both = new TreeSet<>(cleared);
        both.retainAll(request.build().flags());
        if (!both.isEmpty()) {
            throw TorrentException.invalid("to be set and unset at once: " + Flags.describe(both) + "; choose one");
        }
        request.clear(cleared.toArray(TorrentFlag[]::new));
    }
}
