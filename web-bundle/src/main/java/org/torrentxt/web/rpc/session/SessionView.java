package org.torrentxt.web.rpc.session;

import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.SessionStatus;

/** A session as one answer shows it: its status is read once, when the first field needs it. */
final class SessionView {
    private final TorrentSession session;
    private final SessionPreferences preferences;
    private SessionStatus status;

    SessionView(TorrentSession session, SessionPreferences preferences) {
        this.session = session;
        this.preferences = preferences;
    }

    TorrentSession session() {
        return session;
    }

    SessionPreferences preferences() {
        return preferences;
    }

    SessionStatus status() {
        if (status == null) {
            status = session.status();
        }
        return status;
    }

    long number(String setting) {
        return session.settings().get(setting).value() instanceof Number number ? number.longValue() : 0;
    }

    boolean isOn(String setting) {
        return Boolean.TRUE.equals(session.settings().get(setting).value());
    }

    /** The folder where torrents are saved that are added without one. */
    String downloadFolder() {
        return preferences.downloadFolder().orElseGet(() -> status().savePath()).toString();
    }
}
