package org.torrentxt.shell.torrent;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Document;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.session.LimitChange;

/** Lists or sets limits of torrents. */
@Service
@Command(
        scope = "torrent",
        name = "limit",
        description = "Lists or sets the rate and connection limits of torrents."
                + " Example: torrent:limit --down 2MiB --connections none 3")
public final class LimitCommand extends PropertyAction<LimitCommand.Limited> {
    /**
     * A row as JSON.
     *
     * @param id the torrent's id
     * @param name the torrent's name; empty until it is known
     * @param downloadLimit bytes per second, 0 for none
     * @param uploadLimit bytes per second, 0 for none
     * @param maxConnections -1 for none
     * @param maxUploads -1 for none
     */
    public record Row(int id, String name, long downloadLimit, long uploadLimit, int maxConnections, int maxUploads)
            implements Document {
        @Override
        public Map<String, Object> document() {
            return Document.of(
                    "id",
                    id,
                    "name",
                    name,
                    "downloadLimit",
                    downloadLimit,
                    "uploadLimit",
                    uploadLimit,
                    "maxConnections",
                    maxConnections,
                    "maxUploads",
                    maxUploads);
        }
    }

    /**
     * A row of the listing.
     *
     * @param row the limits
     * @param title the torrent's title
     */
    record Limited(Row row, String title) {}

    private static final Listing<Limited> LISTING = new Listing<Limited>(Torrents.NONE)
            .number("ID", limited -> limited.row().id())
            .number("Down", limited -> Units.rateLimit(limited.row().downloadLimit()))
            .number("Up", limited -> Units.rateLimit(limited.row().uploadLimit()))
            .number("Connections", limited -> Units.countLimit(limited.row().maxConnections()))
            .number("Uploads", limited -> Units.countLimit(limited.row().maxUploads()))
            .text("Name", Limited::title)
            .hide("Uploads", "Connections", "Up", "Down");

    @Option(name = "--down", description = "Download limit in bytes per second, such as 2MiB, or none")
    private String down;

    @Option(name = "--up", description = "Upload limit in bytes per second, such as 2MiB, or none")
    private String up;

    @Option(name = "--connections", description = "Maximum number of connections per torrent, 2 or more, or none")
    private String connections;

    @Option(
            name = "--uploads",
            description = "Maximum number of peers to upload to at the same time, 1 or more, or none")
    private String uploads;

    private LimitChange limits;

    @Override
    protected void prepare() {
        limits = LimitChange.parse(down, up, connections, uploads);
    }

    @Override
    boolean isChange() {
        return Stream.of(down, up, connections, uploads).anyMatch(limit -> limit != null);
    }

    @Override
    void change(Torrent torrent) {
        limits.apply(torrent);
    }

    @Override
    String changed() {
        return "Limits set";
    }

    @Override
    Listing<Limited> listing() {
        return LISTING;
    }

    @Override
    List<Limited> rows(List<Torrent> torrents) {
        return torrents.stream()
                .flatMap(torrent -> torrent.status().stream().map(status -> limited(torrent, status)))
                .toList();
    }

    private static Limited limited(Torrent torrent, TorrentStatus status) {
        Row row = new Row(
                status.id(),
                status.name(),
                torrent.downloadLimit(),
                torrent.uploadLimit(),
                torrent.maxConnections(),
                torrent.maxUploads());
        return new Limited(row, Torrents.title(status));
    }

    @Override
    Row document(Limited limited) {
        return limited.row();
    }
}
