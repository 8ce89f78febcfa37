package org.torrentxt.shell.torrent;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.MoveProgress;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.json.Json;
import org.torrentxt.shell.action.TorrentAction;
import org.torrentxt.shell.format.Columns;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.Flags;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.format.Units;

/** Shows the details of a torrent. */
@Service
@Command(scope = "torrent", name = "info", description = "Shows the details of a torrent. Example: torrent:info 3")
public final class InfoCommand extends TorrentAction {
    private static final int MAX_VALUE = 200;

    @Option(
            name = "--json",
            description = "Print one JSON object with status, trackers, magnet link and progress of a move")
    private boolean json;

    @Override
    protected void run(Torrent torrent) {
        TorrentStatus status = statusOf(torrent);
        if (json) {
            Map<String, Object> document = Json.object(status);
            document.put("trackers", torrent.trackers());
            document.put("magnetUri", torrent.magnetUri());
            document.put("comment", torrent.comment());
            document.put("creator", torrent.creator());
            document.put("creationDate", torrent.creationDate());
            document.put("isPrivate", torrent.isPrivate());
            document.put("moveProgress", torrent.moveProgress());
            output().json(document);
        } else {
            Details details = new Details();
            identity(details, status);
            content(details, status);
            source(details, torrent);
            details.add("Moving to", torrent.moveProgress().map(InfoCommand::describe));
            transfer(details, status);
            limits(details, torrent);
            swarm(details, status, torrent.trackers());
            attributes(details, status);
            output().details(details);
        }
    }

    private static void identity(Details details, TorrentStatus status) {
        details.group("Torrent " + status.id())
                .add("Name", status.name())
                .add("Labels", Torrents.labels(status))
                .add("State", Torrents.state(status))
                .add("Error", status.error())
                .add("Stalled", Torrents.noPeers(status))
                .add("Info-hash v1", status.infoHashes().v1())
                .add("Info-hash v2", status.infoHashes().v2())
                .add("Flags", Flags.describe(status.flags()))
                .add("Queue position", status.queuePosition() < 0 ? "" : status.queuePosition())
                .add("Added", Units.time(status.addedTime()))
                .add("Completed", status.completedTime().map(Units::time));
    }

    private static void content(Details details, TorrentStatus status) {
        details.group("Content").add("Save path", status.savePath()).add("Size", Torrents.size(status));
        if (status.hasMetadata()) {
            details.add("Pieces", status.numPieces() + " of " + Units.size(status.pieceLength()))
                    .add("Verified", status.piecesDone() + " pieces, " + Units.size(status.totalDone()));
        }
        if (status.totalWanted() != status.totalSize()) {
            details.add(
                    "Selected",
                    Units.size(status.totalWantedDone()) + " of " + Units.size(status.totalWanted()) + " downloaded");
        }
    }

    private static void source(Details details, Torrent torrent) {
        details.add("Comment", Columns.cut(torrent.comment(), MAX_VALUE, true))
                .add("Creator", Columns.cut(torrent.creator(), MAX_VALUE, true))
                .add("Created", torrent.creationDate().map(Units::time))
                .add("Private", torrent.isPrivate() ? "yes" : "");
    }

    private static String describe(MoveProgress move) {
        double fraction = move.bytesTotal() == 0 ? 0 : (double) move.bytesDone() / move.bytesTotal();
        return move.folder() + " (" + Units.percent(fraction) + " of " + Units.size(move.bytesTotal()) + " copied)";
    }

    private static void transfer(Details details, TorrentStatus status) {
        details.group("Transfer")
                .add("Done", Units.percent(status.progress()))
                .add("Down", Units.rate(status.downloadRate()))
                .add("Up", Units.rate(status.uploadRate()))
                .add("ETA", status.eta().map(Units::duration))
                .add("Downloaded", Units.size(status.allTimeDownload()))
                .add("Uploaded", Units.size(status.allTimeUpload()))
                .add("Ratio", Torrents.ratio(status));
    }

    private static void limits(Details details, Torrent torrent) {
        details.group("Limits")
                .add("Down", Units.rateLimit(torrent.downloadLimit()))
                .add("Up", Units.rateLimit(torrent.uploadLimit()))
                .add("Connections", Units.countLimit(torrent.maxConnections()))
                .add("Uploads", Units.countLimit(torrent.maxUploads()));
    }

    private static void swarm(Details details, TorrentStatus status, List<TrackerInfo> trackers) {
        details.group("Swarm")
                .add("Peers", status.numPeers() + ", including " + Units.plural(status.numSeeds(), "seed"))
                .add("Connections", status.numConnections());
        if (status.numComplete() >= 0 || status.numIncomplete() >= 0) {
            details.add(
                    "Tracker counts",
                    known(status.numComplete(), "seed") + ", " + known(status.numIncomplete(), "leecher"));
        }
        for (TrackerInfo tracker : trackers) {
            details.add("Tracker", tracker.url() + (tracker.message().isEmpty() ? "" : " (" + tracker.message() + ")"));
        }
    }

    private static void attributes(Details details, TorrentStatus status) {
        if (!status.attributes().isEmpty()) {
            details.group("Attributes");
            status.attributes().forEach((key, value) -> details.add(key, Columns.cut(value, MAX_VALUE, true)));
        }
    }

    private static String known(int number, String noun) {
        return number < 0 ? Units.UNKNOWN + " " + noun + "s" : Units.plural(number, noun);
    }
}
