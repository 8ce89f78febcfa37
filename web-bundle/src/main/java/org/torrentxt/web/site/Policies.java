package org.torrentxt.web.site;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.torrentxt.api.policy.SessionPolicies;

/** The policies of sessions, where there are any; safe for use by several threads. */
public final class Policies {
    /** Those of no session. */
    public static final Policies NONE = new Policies(List.of());

    private final Collection<SessionPolicies> present;

    /**
     * Creates an instance.
     *
     * @param present the live collection of policies
     */
    public Policies(Collection<SessionPolicies> present) {
        this.present = present;
    }

    /** Those of the session of that name; empty if it has none. */
    public Optional<SessionPolicies> of(String session) {
        return present.stream().filter(each -> each.session().equals(session)).findFirst();
    }
}
