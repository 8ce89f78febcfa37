package org.torrentxt.shell.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Services;
import org.torrentxt.shell.support.Sessions;

/** Completes the names of the running sessions. */
@Service
public final class SessionNameCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        return new Sessions(services)
                .all().stream()
                        .map(session -> candidate(session.name(), Units.plural(session.torrentCount(), "torrent")))
                        .toList();
    }
}
