package org.torrentxt.shell.support;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentStatus;

/** Reads which files or pieces of a torrent arguments name: by 0-based index, or by a range such as {@code 2-5}. */
public final class Indexes {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private final Torrent torrent;
    private final String what;
    private final NavigableSet<Integer> known;

    private Indexes(Torrent torrent, String what, NavigableSet<Integer> known) {
        this.torrent = torrent;
        this.what = what;
        this.known = known;
    }

    /** The indexes of a torrent's files. */
    public static Indexes ofFiles(Torrent torrent) {
        NavigableSet<Integer> files = new TreeSet<>();
        torrent.files().stream().map(FileInfo::index).forEach(files::add);
        return new Indexes(torrent, "file", files);
    }

    /** The indexes of a torrent's pieces. */
    public static Indexes ofPieces(Torrent torrent) {
        int count = torrent.status().map(TorrentStatus::numPieces).orElse(0);
        NavigableSet<Integer> pieces = new TreeSet<>();
        IntStream.range(0, count).forEach(pieces::add);
        return new Indexes(torrent, "piece", pieces);
    }

    /**
     * The indexes that the value of an option names, whatever the torrent has; each text may be several indexes and
     * ranges, separated by commas.
     *
     * @throws TorrentException INVALID_ARGUMENT, when the stream is read, if one is neither
     */
    public static IntStream parse(String option, List<String> texts) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .flatMapToInt(text -> {
                    Matcher matcher = TEXT.matcher(text.strip());
                    int first = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
                    int last = matcher.matches() ? last(matcher, first) : -1;
                    if (first > last) {
                        throw TorrentException.invalid("invalid index '" + text + "' of " + option
                                + "; expected one such as 0, or a range such as 2-5");
                    }
                    return IntStream.rangeClosed(first, last);
                });
    }

    private static int last(Matcher matcher, int first) {
        return matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    }

    /**
     * What the arguments name.
     *
     * @param all true for all there are; then there must be no arguments
     * @throws TorrentException INVALID_ARGUMENT if one names nothing, or there is nothing to name yet
     */
    public SortedSet<Integer> select(boolean all, List<String> arguments) {
        if (all == !arguments.isEmpty()) {
            throw TorrentException.invalid("specify " + what + "s (0 2-5) or --all, not both");
        }
        requireKnown();
        return all ? known : select(arguments);
    }

    /**
     * What the arguments name, where there is no word for all.
     *
     * @throws TorrentException INVALID_ARGUMENT if there is no argument, or one names nothing, or there is nothing to name yet
     */
    public SortedSet<Integer> select(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw TorrentException.invalid("specify " + what + "s, such as 0 2-5");
        }
        requireKnown();
        NavigableSet<Integer> selected = new TreeSet<>();
        arguments.forEach(argument -> selected.addAll(range(argument)));
        return selected;
    }

    /**
     * The one that the argument names.
     *
     * @throws TorrentException INVALID_ARGUMENT if it names none, or several, or there is nothing to name yet
     */
    public int one(String argument) {
        requireKnown();
        if (!argument.matches("\\d{1,9}")) {
            throw TorrentException.invalid("no such " + what + ": '" + argument + "'; expected an index such as 0");
        }
        return range(argument).first();
    }

    private void requireKnown() {
        if (known.isEmpty()) {
            throw TorrentException.invalid(
                    "torrent " + torrent.id() + " has no " + what + "s yet: its metadata is not known");
        }
    }

    private SortedSet<Integer> range(String argument) {
        Matcher matcher = TEXT.matcher(argument);
        if (!matcher.matches()) {
            throw TorrentException.invalid(
                    "no such " + what + ": '" + argument + "'; expected an index such as 0, or a range such as 2-5");
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = last(matcher, first);
        // pad files between the others have an index, too, and are nobody's concern
        if (first > last || last > known.last() || first == last && !known.contains(first)) {
            throw TorrentException.invalid(
                    "there is no " + what + " " + argument + "; the last one is " + known.last());
        }
        return known.subSet(first, true, last, true);
    }
}
