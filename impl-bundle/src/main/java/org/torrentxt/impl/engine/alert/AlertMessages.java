package org.torrentxt.impl.engine.alert;

import java.util.ArrayList;
import java.util.List;
import org.libtorrent4j.swig.fastresume_rejected_alert;
import org.libtorrent4j.swig.file_error_alert;
import org.libtorrent4j.swig.file_rename_failed_alert;
import org.libtorrent4j.swig.scrape_failed_alert;
import org.libtorrent4j.swig.storage_moved_failed_alert;
import org.libtorrent4j.swig.torrent_alert;
import org.libtorrent4j.swig.torrent_error_alert;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.tracker_error_alert;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.impl.engine.binding.Garbled;
import org.torrentxt.impl.engine.content.Names;
import org.torrentxt.impl.engine.torrent.EngineTorrent;

/** Messages of alerts, with the original names where the binding has {@linkplain Garbled garbled} them. */
final class AlertMessages {
    private AlertMessages() {}

    /** The message of an alert. */
    static String of(torrent_alert alert, EngineTorrent torrent) {
        String told = alert.message();
        return Garbled.isPossible(told) ? Garbled.repaired(told, names(alert, torrent), endings(alert, torrent)) : told;
    }

    /** The path of a torrent's file in an alert. */
    static String path(String told, EngineTorrent torrent) {
        return Garbled.isPossible(told) ? Garbled.repaired(told, List.of(), paths(torrent)) : told;
    }

    private static List<String> names(torrent_alert alert, EngineTorrent torrent) {
        List<String> names =
                new ArrayList<>(paths(torrent)); // the longer ones first: they begin with the torrent's name
        torrent_handle handle = alert.getHandle();
        if (handle.is_valid()) {
            names.add(Names.ofTorrent(handle, alert.torrent_name()));
        }
        return names;
    }

    private static List<String> paths(EngineTorrent torrent) {
        return torrent.ask(handle -> torrent.paths().of(handle), List.of());
    }

    private static List<String> endings(torrent_alert alert, EngineTorrent torrent) {
        List<String> endings = new ArrayList<>();
        if (alert instanceof tracker_error_alert tracker) {
            messages(torrent).forEach(reason -> endings.add(reason + "\" (" + tracker.getTimes_in_row() + ")"));
        }
        endings.addAll(messages(torrent));
        endings.add(error(alert));
        return endings;
    }

    private static List<String> messages(EngineTorrent torrent) {
        return torrent.trackers().stream().map(TrackerInfo::message).distinct().toList();
    }

    private static String error(torrent_alert alert) {
        if (alert instanceof torrent_error_alert a) {
            return a.getError().message();
        }
        if (alert instanceof file_error_alert a) {
            return a.getError().message();
        }
        if (alert instanceof file_rename_failed_alert a) {
            return a.getError().message();
        }
        if (alert instanceof storage_moved_failed_alert a) {
            return a.getError().message();
        }
        if (alert instanceof fastresume_rejected_alert a) {
            return a.getError().message();
        }
        return alert instanceof scrape_failed_alert a ? a.getError().message() : "";
    }
}
