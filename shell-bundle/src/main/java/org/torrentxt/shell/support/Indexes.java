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

/** Parses arguments that select files or pieces of a torrent: 0-based indexes or ranges such as {@code 2-5}. */
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
     * The indexes in the values of an option, not checked against a torrent; each text may contain several indexes and
     * ranges, separated by commas.
     *
     * @throws TorrentException INVALID_ARGUMENT, when the stream is read, if one is neither an index nor a range
     */
    public static IntStream parse(String option, List<String> texts) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .flatMapToInt(text -> {
                    Matcher matcher = TEXT.matcher(text.strip());
                    int first = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
                    int last = matcher.matches() ? last(matcher, first) : -1;
                    if (first > last) {
                        throw TorrentException.invalid("invalid index '" + text + "' for " + option
                                + ": expected an index such as 0 or a range such as 2-5");
                    }
                    return IntStream.rangeClosed(first, last);
                });
    }

    private static int last(Matcher matcher, int first) {
        return matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    }

    /**
     * The indexes given by the arguments.
     *
     * @param all true for all indexes; then there must be no arguments
     * @throws TorrentException INVALID_ARGUMENT if one matches nothing, or the metadata is not known yet
     */
    public SortedSet<Integer> select(boolean all, List<String> arguments) {
        if (all == !arguments.isEmpty()) {
            throw TorrentException.invalid("specify " + what + "s (0 2-5) or --all, not both");
        }
        requireKnown();
        return all ? known : select(arguments);
    }

    /**
     * The indexes given by the arguments, without an option for all.
     *
     * @throws TorrentException INVALID_ARGUMENT if there is no argument, one matches nothing, or the metadata is not
     *     known yet
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
     * The single index given by the argument.
     *
     * @throws TorrentException INVALID_ARGUMENT if it matches none or several, or the metadata is not known yet
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
        // pad files between the others have indexes, too, and are ignored
        if (first > last || last > known.last() || first == last && !known.contains(first)) {
            throw TorrentException.invalid("no such " + what + ": " + argument + "; the last one is " + known.last());
        }
        return known.subSet(first, true, last, true);
    }
}
