package org.torrentxt.web.rpc.call;

import java.util.Optional;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.web.access.Visitor;

/**
 * One call of a method.
 *
 * @param session the session that it is for
 * @param policies those of the session; empty if it has none
 * @param visitor who calls
 * @param arguments its arguments
 */
public record Call(TorrentSession session, Optional<SessionPolicies> policies, Visitor visitor, Arguments arguments) {
    /** What a client gets that sets a value of policies, where there are none. */
    public static TorrentException noPolicies(String name) {
        return TorrentException.invalid(name + " cannot be changed: the session has no policies; install the feature"
                + " torrentxt-policy, and configure org.torrentxt.policy for it");
    }
}
