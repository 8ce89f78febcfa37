package org.torrentxt.shell.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.shell.support.Quoting;
import org.torrentxt.shell.support.Services;

/** Completes the keys of the attributes of the session's torrents. */
@Service
public final class AttributeKeyCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        return AttributeCompleter.keys(services, words)
                .map(key -> candidate(Quoting.quoted(key), null))
                .toList();
    }
}
