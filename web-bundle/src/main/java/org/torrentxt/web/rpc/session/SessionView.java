package org.torrentxt.web.rpc.session;

import java.util.Optional;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.api.policy.SpeedPolicy;
import org.torrentxt.api.status.SessionStatus;

/** A session as one answer shows it: its status is read once, when the first field needs it. */
final class SessionView {
    private final TorrentSession session;
    private final SessionPreferences preferences;
    private final Optional<SessionPolicies> policies;
    private SessionStatus status;

    SessionView(TorrentSession session, SessionPreferences preferences, Optional<SessionPolicies> policies) {
        this.session = session;
        this.preferences = preferences;
        this.policies = policies;
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

    /** Empty if the session has none. */
    Optional<SessionPolicies> policies() {
        return policies;
    }

    /** A setting; a rate limit as it is without alternative speeds. */
    long number(String setting) {
        Optional<SpeedPolicy> alternative =
                policies.map(SessionPolicies::speeds).filter(SpeedPolicy::isAlternative);
        if (alternative.isPresent() && setting.equals("download_rate_limit")) {
            return alternative.get().downloadLimit();
        } else if (alternative.isPresent() && setting.equals("upload_rate_limit")) {
            return alternative.get().uploadLimit();
        }
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
