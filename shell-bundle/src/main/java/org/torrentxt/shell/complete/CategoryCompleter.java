package org.torrentxt.shell.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.shell.support.CommandWords;
import org.torrentxt.shell.support.Quoting;
import org.torrentxt.shell.support.Services;

/** Completes the categories of the session, with their save paths as description. */
@Service
public final class CategoryCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        String session = new CommandWords(words)
                .session(services)
                .map(TorrentSession::name)
                .orElse("");
        return services.all(SessionPolicies.class).stream()
                .filter(policies -> policies.session().equals(session))
                .flatMap(policies -> policies.categories().all().stream())
                .map(category -> candidate(
                        Quoting.quoted(category.name()), category.savePath().orElse("the session's save path")))
                .toList();
    }
}
