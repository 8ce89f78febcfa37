package org.torrentxt.shell.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;

/** The words of a command line typed so far: the command, options and arguments. */
public final class CommandWords {
    // options with a value that are used by commands on one torrent
    private static final Set<String> WITH_VALUE = Set.of(Sessions.OPTION, "--tier", "--timeout", "--out");

    private final List<String> words;

    /** Those of a line, in their order. */
    public CommandWords(List<String> words) {
        this.words = words;
    }

    /** The session selected so far; empty if there is none. */
    public Optional<TorrentSession> session(Services services) {
        int option = words.indexOf(Sessions.OPTION);
        String name = option >= 0 && option + 1 < words.size() ? words.get(option + 1) : null;
        try {
            return Optional.of(new Sessions(services).choose(name));
        } catch (TorrentException e) {
            // no such session: no candidates, and the command itself will report why
            return Optional.empty();
        }
    }

    /** The torrent given by the first argument; empty if there is none. */
    public Optional<Torrent> torrent(Services services) {
        try {
            return session(services)
                    .flatMap(session -> argument().map(word -> new TorrentArguments(session).one(word)));
        } catch (TorrentException e) {
            return Optional.empty(); // as above
        }
    }

    private Optional<String> argument() {
        List<String> arguments = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            if (WITH_VALUE.contains(words.get(i))) {
                i++;
            } else if (!words.get(i).startsWith("-")) {
                arguments.add(words.get(i));
            }
        }
        return arguments.stream().findFirst();
    }
}
