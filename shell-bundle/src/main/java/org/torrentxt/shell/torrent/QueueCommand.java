package org.torrentxt.shell.torrent;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.Torrent.QueueMove;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Document;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Torrents;

/** Lists the download queue, or moves torrents in it. */
@Service
@Command(
        scope = "torrent",
        name = "queue",
        description = "Lists the download queue, or moves torrents in it. Example: torrent:queue --to top 3")
public final class QueueCommand extends PropertyAction<TorrentStatus> {
    /**
     * A row as JSON.
     *
     * @param queuePosition 0-based
     * @param id the torrent's
     * @param state the torrent's
     * @param name the torrent's name; empty until it is known
     */
    public record Row(int queuePosition, int id, TorrentState state, String name) implements Document {
        @Override
        public Map<String, Object> document() {
            return Document.of("queuePosition", queuePosition, "id", id, "state", state, "name", name);
        }
    }

    private static final Listing<TorrentStatus> LISTING = new Listing<TorrentStatus>(
                    "The queue is empty; it holds downloading torrents only")
            .number("Position", TorrentStatus::queuePosition)
            .number("ID", TorrentStatus::id)
            .text("State", Torrents::state)
            .text("Name", Torrents::title)
            .hide("State");

    @Option(
            name = "--to",
            description = "New position: top, up, down, bottom, or a number from 0; past the end means last")
    @Completion(
            value = StringsCompleter.class,
            values = {"top", "up", "down", "bottom"})
    private String place;

    @Override
    protected void prepare() {
        if (place != null && !place.matches("\\d{1,9}|(?i:top|up|down|bottom)")) {
            throw TorrentException.invalid(
                    "invalid --to '" + place + "': expected top, up, down, bottom, or a position such as 0");
        }
    }

    @Override
    boolean isChange() {
        return place != null;
    }

    @Override
    protected boolean isMeantByAll(Torrent torrent) {
        return torrent.queuePosition() >= 0;
    }

    @Override
    void change(Torrent torrent) {
        if (!isMeantByAll(torrent)) {
            throw TorrentException.invalid(
                    "torrent " + torrent.id() + " is not in the queue, which holds downloading torrents only");
        }
        if (Character.isDigit(place.charAt(0))) {
            torrent.setQueuePosition(Integer.parseInt(place));
        } else {
            torrent.moveInQueue(QueueMove.valueOf(place.toUpperCase(Locale.ROOT)));
        }
    }

    @Override
    String changed() {
        return "Moved in the queue";
    }

    @Override
    Listing<TorrentStatus> listing() {
        return LISTING;
    }

    @Override
    List<TorrentStatus> rows(List<Torrent> torrents) {
        return Torrents.statuses(torrents)
                .filter(status -> status.queuePosition() >= 0)
                .sorted(Comparator.comparingInt(TorrentStatus::queuePosition))
                .toList();
    }

    @Override
    Row document(TorrentStatus status) {
        return new Row(status.queuePosition(), status.id(), status.state(), status.name());
    }
}
