package org.torrentxt.shell.top;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.torrentxt.api.status.Network;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Columns;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.PieceBar;
import org.torrentxt.shell.format.ProgressBar;
import org.torrentxt.shell.format.Screen;
import org.torrentxt.shell.format.Sparkline;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.format.Visible;

/**
 * Draws a {@link Top}: totals and rates of the session, then the torrents. Columns that change are as wide whatever they
 * contain, so that nothing jumps.
 *
 * @param screen where it is shown
 * @param height lines
 */
record TopView(Screen screen, int height) {
    /** The lines of the header with totals, of that of the table, and of the footer. */
    private static final int AROUND = 4 + 2 + 1;

    private static final int WIDE = 120;
    private static final int NARROW = 60;
    private static final int ETA = 7;

    /** How many torrents there is room for. */
    int page() {
        return Math.max(1, height - AROUND);
    }

    /** All lines, none wider than the screen, and no more than it has. */
    List<String> draw(Top top) {
        List<String> lines = new ArrayList<>();
        lines.addAll(header(top));
        if (top.isHelp()) {
            lines.addAll(help());
        } else {
            lines.addAll(table(top));
        }
        // a screen without room for all shows torrents, and what is typed
        while (lines.size() > Math.max(1, height - 1) && lines.size() > 3) {
            lines.remove(0);
        }
        lines.add(footer(top));
        return lines.stream().limit(Math.max(1, height)).map(screen::fit).toList();
    }

    /** The same as text for a file or a pipe, without what is for keys. */
    List<String> text(Top top) {
        List<String> lines = new ArrayList<>(header(top));
        lines.addAll(table(top));
        int more = top.numChosen() - page();
        if (more > 0) {
            lines.add("and " + more + " more; torrent:list prints all");
        }
        return lines;
    }

    private List<String> header(Top top) {
        SessionStatus status = top.status();
        return List.of(
                "Session " + status.name() + " (" + network(status.network()) + "): " + counts(top),
                rate("Down", status.downloadRate(), top.down(), status.allTimeDownload()),
                rate("Up", status.uploadRate(), top.up(), status.allTimeUpload()) + ", ratio "
                        + Units.ratio(status.allTimeUpload(), status.allTimeDownload()),
                order(top) + "; " + Units.plural(status.numPeers(), "peer") + ", "
                        + Units.plural(status.dhtNodes(), "DHT node"));
    }

    private static String network(Network network) {
        return network.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String counts(Top top) {
        Map<String, Integer> counts = new TreeMap<>();
        int all = 0;
        for (TorrentStatus torrent : top.torrents()) {
            counts.merge(Torrents.state(torrent), 1, Integer::sum);
            all++;
        }
        String byState = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        String loading = top.status().isLoading()
                ? ", loading " + top.status().numLoaded() + " of "
                        + top.status().numSaved()
                : "";
        return (top.status().isPaused() ? "paused, " : "")
                + Units.plural(all, "torrent")
                + (all == 0 ? "" : ": " + byState)
                + loading;
    }

    private String rate(String label, long rate, Samples samples, long total) {
        String line = Columns.padRight(label, 5) + Columns.padLeft(Units.compact(rate) + "/s", Units.COMPACT + 2);
        int cells = screen.width() / 3;
        String past = cells < 1 ? "" : "  " + new Sparkline(screen).draw(samples.last(cells));
        return line + past + "  total " + Units.size(total);
    }

    private String order(Top top) {
        String order = "sorted by " + top.sort().label() + (top.isReversed() ? ", reversed" : "");
        if (top.numChosen() > page() && screen.width() > 0) {
            order += ", " + (top.first() + 1) + " to " + Math.min(top.numChosen(), top.first() + page()) + " of "
                    + top.numChosen();
        }
        return top.filter().isEmpty()
                ? order
                : order + ", filter " + Visible.line(top.filter().text());
    }

    private List<String> table(Top top) {
        List<TorrentStatus> shown = top.page(page());
        if (shown.isEmpty()) {
            return Columns.wrap(
                    top.filter().isEmpty()
                            ? Torrents.NONE
                            : "No torrents match the filter " + top.filter().text(),
                    screen.room());
        }
        return listing(top).lines(shown, screen);
    }

    private Listing<TorrentStatus> listing(Top top) {
        int cells = screen.width() >= WIDE ? 20 : 10;
        return new Listing<TorrentStatus>(Torrents.NONE)
                .number("ID", status -> Columns.padLeft(String.valueOf(status.id()), 4))
                .text(isShort() ? "S" : "State", this::state)
                .number(
                        "%",
                        status ->
                                Columns.padLeft(Units.percent(status.progress()).replace(" %", ""), 5))
                .whole("Pieces", status -> bar(top, status, cells))
                .number("Size", status -> compact(status.hasMetadata() ? status.totalSize() : -1))
                .number("Down/s", status -> compact(status.downloadRate()))
                .number("Up/s", status -> compact(status.uploadRate()))
                .number("ETA", status -> Columns.padLeft(Torrents.eta(status), ETA))
                .number("Peers", status -> Columns.padLeft(String.valueOf(status.numPeers()), 5))
                .number("Ratio", status -> Columns.padLeft(Torrents.ratio(status), 6))
                .text("Name", Torrents::title)
                .optional("Labels", Torrents::labels)
                .hide("Labels", "Ratio", "Size", "Peers", "ETA", "Pieces", "ID", "Up/s", "S");
    }

    private static String compact(long bytes) {
        return Columns.padLeft(bytes < 0 ? Units.UNKNOWN : Units.compact(bytes), Units.COMPACT);
    }

    private boolean isShort() {
        return screen.width() > 0 && screen.width() < WIDE;
    }

    private String state(TorrentStatus status) {
        String state = Torrents.state(status);
        return isShort() ? state.substring(0, 1) : Columns.padRight(state, 11);
    }

    private String bar(Top top, TorrentStatus status, int cells) {
        PieceBar bar = new PieceBar(screen);
        if (screen.width() > 0 && screen.width() < NARROW) {
            return " ".repeat(cells); // there is no room for it: not worth reading the pieces
        }
        if (Torrents.isComplete(status)) {
            return new ProgressBar(screen).cells(1, cells);
        }
        return bar.draw(top.pieces(status), status.numPieces(), cells);
    }

    private List<String> help() {
        List<String> lines = new ArrayList<>();
        String sorts = Arrays.stream(SortKey.values())
                .map(sort -> sort.key() + " " + sort.label())
                .collect(Collectors.joining(", "));
        lines.add("");
        lines.addAll(Columns.wrap("Sort   ", sorts + "; r reverses", screen.room()));
        lines.addAll(Columns.wrap(
                "Filter ",
                "/ then words, all of which must match: part of a name, label:films, state:seeding; Enter applies it, Esc"
                        + " removes it",
                screen.room()));
        lines.addAll(Columns.wrap("Move   ", "arrows, Page Up, Page Down, Home, End", screen.room()));
        lines.addAll(Columns.wrap(
                "State  ",
                "by its first letter on narrow screens: downloading, seeding, finished, queued, paused, checking, fetching"
                        + " metadata, error",
                screen.room()));
        lines.addAll(Columns.wrap("Leave  ", "q or Ctrl-C", screen.room()));
        return lines;
    }

    private String footer(Top top) {
        if (top.typed().isPresent()) {
            return "Filter: " + Visible.line(top.typed().get()) + "_";
        }
        return top.isHelp() ? "? or Esc returns, q leaves" : "q leaves, ? explains all keys, / filters";
    }
}
