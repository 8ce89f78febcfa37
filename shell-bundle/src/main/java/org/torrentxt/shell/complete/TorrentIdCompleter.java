package org.torrentxt.shell.complete;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.support.Services;
import org.torrentxt.shell.support.SessionAction;
import org.torrentxt.shell.support.Sessions;

/** Completes torrent ids, with the names beside them, of the session that the command line means so far. */
@Service
public final class TorrentIdCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        List<Candidate> candidates = new ArrayList<>();
        for (TorrentStatus status : statuses(services, words)) {
            candidates.add(candidate(String.valueOf(status.id()), Torrents.title(status)));
        }
        // Karaf completes an argument only if those before it pass, each on its own, as ranges and hashes are to do,
        // too
        if (words.size() == 1 && words.get(0).matches("\\d+-\\d+|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}")) {
            candidates.add(candidate(words.get(0), null));
        }
        return candidates;
    }

    private static List<TorrentStatus> statuses(Services services, List<String> words) {
        int option = words.indexOf(SessionAction.SESSION_OPTION);
        String name = option >= 0 && option + 1 < words.size() ? words.get(option + 1) : null;
        try {
            TorrentSession session = new Sessions(services).choose(name);
            return session.statuses();
        } catch (TorrentException e) {
            // there is no such session: nothing to offer, and the command itself will say why
            return List.of();
        }
    }
}
