package org.torrentxt.shell.fleet;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.json.Document;
import org.torrentxt.json.Json;
import org.torrentxt.shell.format.Units;

/**
 * A torrent in the session of a node.
 *
 * @param node the name of the node
 * @param torrent as the node reports it
 */
record NodeTorrent(String node, FleetTorrent torrent) implements Document {
    /** Its name if it is known, else its info-hash. */
    String title() {
        return torrent.name().isEmpty()
                ? torrent.infoHashes().best().map(Object::toString).orElse(Units.UNKNOWN)
                : torrent.name();
    }

    /** Its state in a word or two, as torrent:list shows it. */
    String label() {
        if (!torrent.error().isEmpty()) {
            return "error";
        } else if (torrent.isQueued()) {
            return TorrentState.QUEUED.label();
        }
        return torrent.isPaused() ? "paused" : torrent.state().label();
    }

    /** True if the selected files are complete. */
    boolean isComplete() {
        return torrent.state() == TorrentState.FINISHED || torrent.state() == TorrentState.SEEDING;
    }

    /** Its size; unknown until its metadata is known. */
    String size() {
        return torrent.totalSize() == 0 ? Units.UNKNOWN : Units.size(torrent.totalSize());
    }

    /** Sent relative to received bytes. */
    String ratio() {
        return torrent.ratio() < 0 ? Units.UNKNOWN : Units.ratio(Math.round(torrent.ratio() * 100), 100);
    }

    @Override
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("node", node);
        document.putAll(Json.object(torrent));
        return document;
    }
}
