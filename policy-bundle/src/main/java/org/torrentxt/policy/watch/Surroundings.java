package org.torrentxt.policy.watch;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.api.policy.SessionPolicies;

/** The sessions that are running, and their policies. */
final class Surroundings {
    private final Collection<TorrentSession> sessions = new CopyOnWriteArrayList<>();
    private final Collection<SessionPolicies> policies = new CopyOnWriteArrayList<>();

    void add(TorrentSession added) {
        sessions.add(added);
    }

    void remove(TorrentSession removed) {
        sessions.remove(removed);
    }

    void add(SessionPolicies added) {
        policies.add(added);
    }

    void remove(SessionPolicies removed) {
        policies.remove(removed);
    }

    Optional<TorrentSession> session(String name) {
        return sessions.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    Optional<CategoryPolicy> categories(String session) {
        return policies.stream()
                .filter(each -> each.session().equals(session))
                .findFirst()
                .map(SessionPolicies::categories);
    }
}
