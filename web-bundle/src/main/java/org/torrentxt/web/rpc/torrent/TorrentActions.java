package org.torrentxt.web.rpc.torrent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.Torrent.QueueMove;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.web.rpc.call.Answer;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.Call;

/** Methods that do the same to each of some torrents. */
final class TorrentActions {
    private final Rosters rosters;

    TorrentActions(Rosters rosters) {
        this.rosters = rosters;
    }

    Answer start(Call call) {
        return each(inQueueOrder(torrents(call)), Torrent::resume);
    }

    Answer startNow(Call call) {
        return each(inQueueOrder(torrents(call)), Torrent::resumeNow);
    }

    Answer stop(Call call) {
        return each(torrents(call), Torrent::pause);
    }

    /** Checks nothing if one of the torrents that are named cannot be checked; of all torrents, those that can be. */
    Answer verify(Call call) {
        List<Torrent> torrents = new ArrayList<>(torrents(call));
        if (TorrentIds.areAll(call.arguments())) {
            torrents.removeIf(torrent -> !hasMetadata(torrent));
        }
        torrents.stream().filter(torrent -> !hasMetadata(torrent)).findFirst().ifPresent(torrent -> {
            throw TorrentException.invalid(
                    "torrent " + torrent.id() + " cannot be checked: its metadata is not known yet; try again later");
        });
        return each(torrents, Torrent::recheck);
    }

    Answer reannounce(Call call) {
        return each(torrents(call), Torrent::reannounce);
    }

    /** Files are deleted after the answer; what remains of them is in the session's alerts. */
    Answer remove(Call call) {
        boolean withFiles = call.arguments().truth("delete-local-data").orElse(false);
        return each(torrents(call), torrent -> torrent.remove(withFiles));
    }

    /** Moves several in such an order that they stay in theirs. */
    Answer move(Call call, QueueMove move) {
        List<Torrent> torrents = new ArrayList<>(inQueueOrder(torrents(call)));
        if (move == QueueMove.TOP || move == QueueMove.DOWN) {
            java.util.Collections.reverse(torrents);
        }
        return each(torrents, torrent -> torrent.moveInQueue(move));
    }

    private List<Torrent> torrents(Call call) {
        Arguments arguments = call.arguments();
        return TorrentIds.torrents(call.session(), arguments, rosters.of(call.session()));
    }

    private static List<Torrent> inQueueOrder(List<Torrent> torrents) {
        return torrents.stream()
                .sorted(Comparator.comparingInt(Torrent::queuePosition))
                .toList();
    }

    private static boolean hasMetadata(Torrent torrent) {
        return torrent.status().filter(TorrentStatus::hasMetadata).isPresent();
    }

    /** One that is removed meanwhile does not keep the others from it. */
    static Answer each(List<Torrent> torrents, Consumer<Torrent> action) {
        for (Torrent torrent : torrents) {
            try {
                action.accept(torrent);
            } catch (TorrentException e) {
                if (e.code() != ErrorCode.BAD_HANDLE) {
                    throw e;
                }
            }
        }
        return Answer.NONE;
    }
}
