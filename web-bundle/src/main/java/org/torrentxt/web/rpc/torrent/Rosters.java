package org.torrentxt.web.rpc.torrent;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.torrentxt.api.TorrentSession;

/** A {@link Roster} for each session, while it exists. */
final class Rosters {
    private final Map<TorrentSession, Roster> rosters = Collections.synchronizedMap(new WeakHashMap<>());

    Roster of(TorrentSession session) {
        return rosters.computeIfAbsent(session, any -> new Roster());
    }
}
