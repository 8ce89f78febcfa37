package org.torrentxt.shell.top;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentStatus;

/**
 * What a view of a session shows: its torrents, of which those are read that have changed, its rates until now, and how
 * the torrents are sorted and filtered. Not thread-safe.
 */
final class Top {
    private static final int LONGEST_FILTER = 100;

    private record Pieces(int done, BitSet have) {}

    private final TorrentSession session;
    private final Map<Integer, TorrentStatus> torrents = new TreeMap<>();
    private final Map<Integer, Pieces> pieces = new HashMap<>();
    private final Samples down = new Samples();
    private final Samples up = new Samples();

    private long version;
    private SessionStatus status;
    private List<TorrentStatus> chosen = List.of();
    private SortKey sort;
    private boolean isReversed;
    private Filter filter;
    private Optional<String> typed = Optional.empty();
    private boolean isHelp;
    private int first;

    Top(TorrentSession session, SortKey sort, boolean isReversed, Filter filter) {
        this.session = session;
        this.sort = sort;
        this.isReversed = isReversed;
        this.filter = filter;
    }

    /**
     * Reads what has changed.
     *
     * @throws TorrentException NO_SESSION once the session is stopped
     */
    void refresh() {
        status = session.status();
        StatusChanges changes = session.changes(version);
        if (changes.version() == 0) {
            throw new TorrentException(ErrorCode.NO_SESSION, "session '" + session.name() + "' was stopped");
        }
        if (changes.isComplete()) {
            torrents.clear();
        }
        changes.removed().forEach(torrents::remove);
        changes.statuses().forEach(torrent -> torrents.put(torrent.id(), torrent));
        version = changes.version();
        down.add(status.downloadRate());
        up.add(status.uploadRate());
        choose();
    }

    private void choose() {
        List<TorrentStatus> all = new ArrayList<>(filter.of(List.copyOf(torrents.values())));
        all.sort(sort.order(isReversed));
        chosen = all;
    }

    /**
     * Does what a key says.
     *
     * @param page how many torrents are on the screen
     * @return false if it says that the view ends
     */
    boolean press(Key key, int page) {
        if (key.kind() == Key.Kind.CLOSED) {
            return false;
        }
        if (typed.isPresent()) {
            type(key, typed.get());
            return true;
        }
        switch (key.kind()) {
            case UP -> first--;
            case DOWN -> first++;
            case PAGE_UP -> first -= page;
            case PAGE_DOWN -> first += page;
            case HOME -> first = 0;
            case END -> first = chosen.size();
            case ESCAPE -> escape();
            case CHARACTER -> {
                return press(key.character());
            }
            default -> {
                // without a meaning
            }
        }
        first = Math.max(0, Math.min(first, chosen.size() - page));
        return true;
    }

    private boolean press(char key) {
        if (key == 'q') {
            return false;
        }
        if (key == '?' || key == 'h') {
            isHelp = !isHelp;
        } else if (key == '/') {
            typed = Optional.of(filter.text());
        } else if (key == 'r') {
            isReversed = !isReversed;
            choose();
        } else {
            SortKey.of(key).ifPresent(this::sort);
        }
        return true;
    }

    private void sort(SortKey by) {
        sort = by;
        isReversed = false;
        first = 0;
        choose();
    }

    private void escape() {
        if (isHelp) {
            isHelp = false;
        } else {
            filter(Filter.NONE);
        }
    }

    private void type(Key key, String text) {
        switch (key.kind()) {
            case ENTER -> {
                filter(new Filter(text));
                typed = Optional.empty();
            }
            case ESCAPE -> typed = Optional.empty();
            case BACKSPACE ->
                typed = Optional.of(text.substring(0, text.isEmpty() ? 0 : text.offsetByCodePoints(text.length(), -1)));
            case CHARACTER -> typed = Optional.of(text.length() < LONGEST_FILTER ? text + key.character() : text);
            default -> {
                // without a meaning here
            }
        }
    }

    private void filter(Filter by) {
        filter = by;
        first = 0;
        choose();
    }

    /**
     * The torrents to show.
     *
     * @param page how many there is room for
     */
    List<TorrentStatus> page(int page) {
        first = Math.max(0, Math.min(first, chosen.size() - page)); // some may have gone
        List<TorrentStatus> shown = chosen.subList(first, Math.min(chosen.size(), first + page));
        pieces.keySet().retainAll(shown.stream().map(TorrentStatus::id).toList());
        return shown;
    }

    /** The pieces that a torrent has; read for those that are shown, again when their number has changed. */
    BitSet pieces(TorrentStatus torrent) {
        return pieces.compute(
                        torrent.id(),
                        (id, known) -> known != null && known.done() == torrent.piecesDone()
                                ? known
                                : new Pieces(
                                        torrent.piecesDone(),
                                        session.find(id).map(Torrent::pieces).orElseGet(BitSet::new)))
                .have();
    }

    /** The session as it was last read. */
    SessionStatus status() {
        return status;
    }

    /** All torrents. */
    Iterable<TorrentStatus> torrents() {
        return torrents.values();
    }

    /** How many torrents the filter leaves. */
    int numChosen() {
        return chosen.size();
    }

    /** How many of them are before those that are shown. */
    int first() {
        return first;
    }

    Samples down() {
        return down;
    }

    Samples up() {
        return up;
    }

    SortKey sort() {
        return sort;
    }

    boolean isReversed() {
        return isReversed;
    }

    Filter filter() {
        return filter;
    }

    /** The filter that is being typed. */
    Optional<String> typed() {
        return typed;
    }

    /** True while the keys are explained instead. */
    boolean isHelp() {
        return isHelp;
    }
}
