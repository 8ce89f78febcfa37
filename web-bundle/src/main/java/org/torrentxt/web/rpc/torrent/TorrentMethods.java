package org.torrentxt.web.rpc.torrent;

import java.util.List;
import org.torrentxt.api.Torrent.QueueMove;
import org.torrentxt.web.rpc.call.Method;
import org.torrentxt.web.rpc.session.Preferences;

/** The methods that are about torrents. */
public final class TorrentMethods {
    private final Rosters rosters = new Rosters();
    private final TorrentActions actions = new TorrentActions(rosters);
    private final TorrentGet get = new TorrentGet(rosters);
    private final TorrentAdd add;

    /** Methods that add torrents as the preferences of their sessions say. */
    public TorrentMethods(Preferences preferences) {
        add = new TorrentAdd(preferences);
    }

    /** All of them. */
    public List<Method> all() {
        return List.of(
                Method.reading("torrent-get", get::call),
                changing("torrent-add", add::call),
                changing("torrent-start", actions::start),
                changing("torrent-start-now", actions::startNow),
                changing("torrent-stop", actions::stop),
                changing("torrent-verify", actions::verify),
                changing("torrent-reannounce", actions::reannounce),
                changing("torrent-remove", actions::remove),
                changing("torrent-set", call -> TorrentSet.call(call, rosters.of(call.session()))),
                changing("torrent-set-location", call -> TorrentLocation.call(call, rosters.of(call.session()))),
                changing("torrent-rename-path", TorrentRename::call),
                changing("queue-move-top", call -> actions.move(call, QueueMove.TOP)),
                changing("queue-move-up", call -> actions.move(call, QueueMove.UP)),
                changing("queue-move-down", call -> actions.move(call, QueueMove.DOWN)),
                changing("queue-move-bottom", call -> actions.move(call, QueueMove.BOTTOM)));
    }

    // what a client has done is in the next answer that it gets
    private Method changing(String name, Method.Body body) {
        return Method.changing(name, call -> {
            try {
                return body.call(call);
            } finally {
                rosters.of(call.session()).expire();
            }
        });
    }
}
