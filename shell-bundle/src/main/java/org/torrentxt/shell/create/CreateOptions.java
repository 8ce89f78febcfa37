package org.torrentxt.shell.create;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.SymbolicLinks;
import org.torrentxt.json.Json;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.support.HostPort;
import org.torrentxt.shell.support.Tiers;

/** Options for the metadata of a .torrent file and for reading its content. */
abstract class CreateOptions extends SessionAction {
    @Option(
            name = "--tracker",
            description = "Announce URL of a tracker, or several of one tier separated by commas; tiers are tried in"
                    + " order",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> tiers = List.of();

    @Option(name = "--web-seed", description = "URL of a web seed", multiValued = true, valueToShowInHelp = "")
    private List<String> webSeeds = List.of();

    @Option(
            name = "--dht-node",
            description = "DHT node to join the DHT with, such as router.example:6881",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> dhtNodes = List.of();

    @Option(name = "--private", description = "Create a private torrent: its peers come from trackers only")
    private boolean isPrivate;

    @Option(name = "--source", description = "Source tag used by private trackers; changes the info-hash")
    private String source;

    @Option(name = "--comment", description = "Comment")
    private String comment;

    @Option(name = "--creator", description = "Name of the creating program (default: TorrentXT and its version)")
    private String creator;

    @Option(name = "--date", description = "Creation date, such as 2026-11-25T17:32:00Z (default: now)")
    private String date;

    @Option(name = "--hidden", description = "Include hidden files and folders")
    private boolean hidden;

    @Option(
            name = "--links",
            description = "Symbolic links: inside (default) follows links within the folder and fails on others,"
                    + " follow follows all links, skip ignores them")
    @Completion(
            value = StringsCompleter.class,
            values = {"inside", "follow", "skip"})
    private String links;

    /**
     * Applies the options to a request.
     *
     * @throws TorrentException INVALID_ARGUMENT if one is malformed
     */
    final CreateTorrent.Builder apply(CreateTorrent.Builder request) {
        tiers.stream().map(Tiers::parse).forEach(request::trackerTier);
        webSeeds.forEach(request::webSeed);
        dhtNodes.stream().map(HostPort::parse).forEach(node -> request.dhtNode(node.host(), node.port()));
        if (date != null) {
            request.creationDate(moment(date));
        }
        if (links != null) {
            request.symbolicLinks(choice(links));
        }
        Optional.ofNullable(source).ifPresent(request::source);
        Optional.ofNullable(comment).ifPresent(request::comment);
        Optional.ofNullable(creator).ifPresent(request::creator);
        return request.privateTorrent(isPrivate).withHiddenFiles(hidden);
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TorrentException(
                    ErrorCode.INVALID_ARGUMENT,
                    "invalid --date '" + text
                            + "': expected a time such as 2026-11-25T17:32:00Z or 2026-11-25T18:32:00+01:00",
                    e);
        }
    }

    private static SymbolicLinks choice(String text) {
        return Arrays.stream(SymbolicLinks.values())
                .filter(value -> Json.text(value).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        TorrentException.invalid("invalid --links '" + text + "': expected inside, follow or skip"));
    }
}
