package org.torrentxt.shell.session;

import java.util.Optional;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.shell.support.Services;

/** The policies of sessions, which need not have any. */
public final class PolicyServices {
    private PolicyServices() {}

    /** Those of a session. */
    public static Optional<SessionPolicies> find(Services services, TorrentSession session) {
        return services.all(SessionPolicies.class).stream()
                .filter(policies -> policies.session().equals(session.name()))
                .findFirst();
    }

    /**
     * Those of a session.
     *
     * @throws TorrentException if it has none; the message says what to do
     */
    public static SessionPolicies require(Services services, TorrentSession session) {
        return find(services, session)
                .orElseThrow(() -> new TorrentException(
                        ErrorCode.GENERIC,
                        "session '" + session.name() + "' has no policies; install them with feature:install"
                                + " torrentxt-policy, and add a configuration org.torrentxt.policy-NAME with session = "
                                + session.name()));
    }
}
