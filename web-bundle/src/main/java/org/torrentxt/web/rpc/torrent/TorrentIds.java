package org.torrentxt.web.rpc.torrent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.web.rpc.call.Arguments;

/**
 * The argument {@code ids}, or {@code id} as Transmission knows it, too: absent for all torrents, an id or info-hash, a
 * list of them, or {@code recently-active}. Torrents that do not exist are skipped, as by Transmission. Null is not
 * taken for absent as that of other arguments: who meant one torrent would remove all.
 */
final class TorrentIds {
    static final String RECENT = "recently-active";

    private static final String NAME = "ids";
    private static final String SINGLE = "id";
    private static final String EXPECTED = "ids, info-hashes or '" + RECENT + "'";

    private TorrentIds() {}

    static boolean areAll(Arguments arguments) {
        return !arguments.has(NAME) && !arguments.has(SINGLE);
    }

    static boolean areRecent(Arguments arguments) {
        return arguments.value(NAME).filter(RECENT::equals).isPresent();
    }

    /** The torrents that an action is for. */
    static List<Torrent> torrents(TorrentSession session, Arguments arguments, Roster roster) {
        if (areAll(arguments)) {
            return session.torrents();
        }
        if (areRecent(arguments)) {
            return roster.recent(session).entries().stream()
                    .map(entry -> session.find(entry.status().id()))
                    .flatMap(Optional::stream)
                    .toList();
        }
        return named(session, arguments);
    }

    /** The torrents that are named, each once. */
    static List<Torrent> named(TorrentSession session, Arguments arguments) {
        Object value = arguments
                .value(arguments.has(NAME) ? NAME : SINGLE)
                .orElseThrow(() -> Arguments.invalid(NAME, EXPECTED, null));
        List<?> all = value instanceof List<?> list ? list : List.of(value);
        Set<Integer> seen = new LinkedHashSet<>();
        List<Torrent> torrents = new ArrayList<>(all.size());
        for (Object each : all) {
            find(session, each).filter(torrent -> seen.add(torrent.id())).ifPresent(torrents::add);
        }
        return torrents;
    }

    private static Optional<Torrent> find(TorrentSession session, Object name) {
        Optional<Long> number = Arguments.asNumber(name);
        if (number.isPresent()) {
            long id = number.get();
            return id > 0 && id <= Integer.MAX_VALUE ? session.find((int) id) : Optional.empty();
        }
        if (!(name instanceof String text)) {
            throw Arguments.invalid(NAME, EXPECTED, name);
        }
        return text.matches("[0-9]{1,9}") ? session.find(Integer.parseInt(text)) : session.find(hash(text));
    }

    private static InfoHash hash(String text) {
        try {
            return InfoHash.parse(text);
        } catch (TorrentException e) {
            throw Arguments.invalid(NAME, EXPECTED, text);
        }
    }
}
