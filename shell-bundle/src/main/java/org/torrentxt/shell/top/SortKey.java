package org.torrentxt.shell.top;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Torrents;

/** What torrents are sorted by: the largest first where it is a number, else in alphabetical order. */
enum SortKey {
    ID('i', Comparator.comparingInt(TorrentStatus::id)),
    NAME('n', Comparator.comparing(Torrents::title, String.CASE_INSENSITIVE_ORDER)),
    STATE('t', Comparator.comparing(Torrents::state)),
    PROGRESS('p', Comparator.comparingDouble(TorrentStatus::progress).reversed()),
    SIZE('z', Comparator.comparingLong(TorrentStatus::totalSize).reversed()),
    DOWN('d', Comparator.comparingLong(TorrentStatus::downloadRate).reversed()),
    UP('u', Comparator.comparingLong(TorrentStatus::uploadRate).reversed()),
    ETA(
            'e',
            Comparator.comparing(status -> status.eta().orElse(null), Comparator.nullsLast(Comparator.naturalOrder()))),
    PEERS('c', Comparator.comparingInt(TorrentStatus::numPeers).reversed()),
    RATIO('o', Comparator.comparingDouble(Torrents::shareRatio).reversed());

    private final char key;
    private final Comparator<TorrentStatus> order;

    SortKey(char key, Comparator<TorrentStatus> order) {
        this.key = key;
        // those that are equal keep their places: busy ones first, then by id
        this.order = order.thenComparing(
                        Comparator.comparingLong((TorrentStatus status) -> status.downloadRate() + status.uploadRate())
                                .reversed())
                .thenComparingInt(TorrentStatus::id);
    }

    /** The key that chooses it. */
    char key() {
        return key;
    }

    /** Its name, as typed and shown. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Comparator<TorrentStatus> order(boolean isReversed) {
        return isReversed ? order.reversed() : order;
    }

    /** The one that a key chooses. */
    static Optional<SortKey> of(char key) {
        return Arrays.stream(values()).filter(sort -> sort.key == key).findFirst();
    }

    /**
     * The one with that name.
     *
     * @throws TorrentException INVALID_ARGUMENT if there is none
     */
    static SortKey parse(String name) {
        return Arrays.stream(values())
                .filter(sort -> sort.label().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> TorrentException.invalid("invalid --sort '" + name + "': expected "
                        + Arrays.stream(values()).map(SortKey::label).collect(Collectors.joining(", "))));
    }
}
