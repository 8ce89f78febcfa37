package org.torrentxt.shell.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.CommandWords;
import org.torrentxt.shell.support.Quoting;
import org.torrentxt.shell.support.Services;

/** Completes the groups of the session that share rate limits, with these as description. */
@Service
public final class GroupCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        String session = new CommandWords(words)
                .session(services)
                .map(TorrentSession::name)
                .orElse("");
        return services.all(SessionPolicies.class).stream()
                .filter(policies -> policies.session().equals(session))
                .flatMap(policies -> policies.groups().all().stream())
                .map(group -> candidate(Quoting.quoted(group.name()), limits(group)))
                .toList();
    }

    private static String limits(RateGroup group) {
        return Units.rateLimit(group.downloadLimit()) + " down, " + Units.rateLimit(group.uploadLimit()) + " up";
    }
}
