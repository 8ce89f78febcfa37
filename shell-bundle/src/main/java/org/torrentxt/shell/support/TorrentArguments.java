package org.torrentxt.shell.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;

/** Finds the torrents given by arguments: ids, id ranges such as {@code 5-9}, or info-hashes. */
public final class TorrentArguments {
    /**
     * The torrents given by arguments.
     *
     * @param torrents each once, in the order of the arguments
     * @param failures the arguments that match nothing, with the reasons
     */
    public record Selection(List<Torrent> torrents, Map<String, String> failures) {}

    private final TorrentSession session;

    /** Finds torrents of a session. */
    public TorrentArguments(TorrentSession session) {
        this.session = session;
    }

    /**
     * The torrent with an id or info-hash.
     *
     * @throws TorrentException INVALID_ARGUMENT if it is neither, BAD_HANDLE if there is no such torrent
     */
    public Torrent one(String argument) {
        Optional<Torrent> found =
                isHash(argument) ? session.find(new InfoHash(argument)) : session.find(IdRange.parseOne(argument));
        return found.orElseThrow(() -> missing(argument));
    }

    /** All torrents given by the arguments, with the wrong arguments collected. */
    public Selection several(List<String> arguments) {
        Map<Integer, Torrent> torrents = new LinkedHashMap<>();
        Map<String, String> failures = new LinkedHashMap<>();
        Supplier<List<Torrent>> all = once(session::torrents); // looks at each torrent
        for (String argument : arguments) {
            try {
                for (Torrent torrent : find(argument, all)) {
                    torrents.put(torrent.id(), torrent);
                }
            } catch (TorrentException e) {
                failures.put(argument, e.getMessage());
            }
        }
        return new Selection(List.copyOf(torrents.values()), failures);
    }

    /**
     * The torrents that have all these labels.
     *
     * @throws TorrentException BAD_HANDLE if there is none
     */
    public List<Torrent> labelled(Set<String> labels) {
        List<Torrent> found = session.torrents().stream()
                .filter(torrent -> torrent.labels().containsAll(labels))
                .toList();
        if (found.isEmpty()) {
            throw new TorrentException(
                    ErrorCode.BAD_HANDLE,
                    "no torrents in session " + session.name() + " with label " + String.join(", ", labels)
                            + "; see torrent:label");
        }
        return found;
    }

    private static <T> Supplier<T> once(Supplier<T> source) {
        AtomicReference<T> known = new AtomicReference<>();
        return () -> known.updateAndGet(before -> before == null ? source.get() : before);
    }

    private List<Torrent> find(String argument, Supplier<List<Torrent>> all) {
        IdRange range = isHash(argument) ? null : IdRange.parse(argument);
        if (range == null || range.first() == range.last()) {
            return List.of(one(argument));
        }
        // Ids are never reused, so a range has gaps: it selects the torrents that exist.
        List<Torrent> found = new ArrayList<>(all.get());
        found.removeIf(torrent -> !range.contains(torrent.id()));
        if (found.isEmpty()) {
            throw missing(argument);
        }
        return found;
    }

    private static boolean isHash(String argument) {
        return argument.matches("[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}");
    }

    private TorrentException missing(String argument) {
        return new TorrentException(
                ErrorCode.BAD_HANDLE,
                "no such torrent in session " + session.name() + ": " + argument + "; see torrent:list");
    }
}
