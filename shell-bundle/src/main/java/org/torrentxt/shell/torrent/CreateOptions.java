package org.torrentxt.shell.torrent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.SymbolicLinks;
import org.torrentxt.shell.format.Json;
import org.torrentxt.shell.support.HostPort;
import org.torrentxt.shell.support.SessionAction;

/** Options of what a .torrent file says of itself, and of how its content is read. */
abstract class CreateOptions extends SessionAction {
    @Option(
            name = "--tracker",
            description = "A tracker's announce URL, the first to try first; several of one tier separated by commas",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> tiers = List.of();

    @Option(
            name = "--web-seed",
            description = "A URL the content can be fetched from",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> webSeeds = List.of();

    @Option(
            name = "--dht-node",
            description = "A node to enter the DHT by without a tracker, such as router.example:6881",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> dhtNodes = List.of();

    @Option(name = "--private", description = "Let peers be found by the trackers alone")
    private boolean isPrivate;

    @Option(name = "--source", description = "What a private tracker knows its torrents by; gives another info-hash")
    private String source;

    @Option(name = "--comment", description = "A remark for people")
    private String comment;

    @Option(name = "--creator", description = "The program that made it; this one and its version if not given")
    private String creator;

    @Option(name = "--date", description = "When it was made, such as 2026-11-25T17:32:00Z; now if not given")
    private String date;

    @Option(name = "--hidden", description = "Take hidden files and folders, too")
    private boolean hidden;

    @Option(
            name = "--links",
            description = "Symbolic links: inside (the default) takes what they point at and fails for those that lead"
                    + " out of the folder, follow takes that, too, skip leaves all links out")
    @Completion(
            value = StringsCompleter.class,
            values = {"inside", "follow", "skip"})
    private String links;

    /**
     * Puts the options into a request.
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
        return request.privateTorrent(isPrivate)
                .source(source)
                .comment(comment)
                .creator(creator)
                .withHiddenFiles(hidden);
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TorrentException(
                    ErrorCode.INVALID_ARGUMENT,
                    "--date '" + text + "' is no moment; expected one such as 2026-11-25T17:32:00Z or"
                            + " 2026-11-25T18:32:00+01:00",
                    e);
        }
    }

    private static SymbolicLinks choice(String text) {
        return Arrays.stream(SymbolicLinks.values())
                .filter(value -> Json.text(value).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> TorrentException.invalid(
                        "--links '" + text + "' is not possible; expected inside, follow or skip"));
    }
}
