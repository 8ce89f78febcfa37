package org.torrentxt.web.rpc.session;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.torrentxt.api.TorrentSession;

/** The preferences of each session, while it exists. */
public final class Preferences {
    private final Map<TorrentSession, SessionPreferences> preferences =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** Those of a session. */
    public SessionPreferences of(TorrentSession session) {
        return preferences.computeIfAbsent(session, any -> new SessionPreferences());
    }
}
