package org.torrentxt.shell.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.support.CommandWords;
import org.torrentxt.shell.support.Services;

/**
 * Completes torrent ids, with names as descriptions, of the session selected so far, and info-hashes once the
 * beginning of one is typed.
 */
@Service
public final class TorrentIdCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        List<TorrentStatus> statuses = new CommandWords(words)
                .session(services)
                .map(TorrentSession::statuses)
                .orElse(List.of());
        String last = words.isEmpty() ? "" : words.get(words.size() - 1).toLowerCase(Locale.ROOT);
        List<Candidate> candidates = new ArrayList<>();
        for (TorrentStatus status : statuses) {
            candidates.add(candidate(String.valueOf(status.id()), Torrents.title(status)));
            if (last.matches("[0-9a-f]{3,}")) {
                status.infoHashes().stream()
                        .map(InfoHash::hex)
                        .filter(hash -> hash.startsWith(last))
                        .forEach(hash -> candidates.add(candidate(hash, Torrents.title(status))));
            }
        }
        return candidates;
    }

    @Override
    boolean passes(String word) {
        return word.matches("\\d+(-\\d+)?|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}");
    }
}
