package org.torrentxt.impl.engine;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.FilePriority;

/**
 * The files that a magnet link selects by {@code so=} (BEP 53): indexes and ranges as in {@code so=0,2,4-6}, in the order of the
 * metadata with pad files counted, as everywhere. What is malformed is skipped, as are files that do not exist. The engine is given a
 * level for each file before it knows how many there are, as libtorrent 2.0.6 downloads all files beyond the last one selected.
 */
final class SelectOnly {
    private static final int LAST_FILE = 1_000_000;
    // files beyond are taken for wanted unless the link names later ones: no torrent of that many is known
    private static final int MANY = 1 << 16;
    // in the query, where names may be written in any case
    private static final Pattern PARAMETER = Pattern.compile("[?&](?i:so)=([^&#]*)");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private record Range(int first, int last) {}

    private final BitSet files = new BitSet();

    private SelectOnly(List<Range> ranges) {
        int next = 0; // in order, as a link may have many that overlap
        for (Range range :
                ranges.stream().sorted(Comparator.comparingInt(Range::first)).toList()) {
            int first = Math.max(next, range.first);
            int end = Math.min(range.last, LAST_FILE) + 1;
            if (first < end) {
                files.set(first, end);
                next = end;
            }
        }
    }

    /** What a link selects; empty if it does not say, or nothing that makes sense. */
    static Optional<SelectOnly> of(String magnet) {
        List<Range> ranges = new ArrayList<>();
        Matcher parameters = PARAMETER.matcher(magnet);
        while (parameters.find()) {
            for (String item : decoded(parameters.group(1)).split(",")) {
                Matcher range = RANGE.matcher(item.strip());
                if (range.matches()) {
                    int first = Integer.parseInt(range.group(1));
                    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
                    if (first <= last) {
                        ranges.add(new Range(first, last));
                    }
                }
            }
        }
        return ranges.isEmpty() ? Optional.empty() : Optional.of(new SelectOnly(ranges));
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // a percent sign that encodes nothing
        }
    }

    /** A level for each file of a torrent of which the number of files is unknown; those beyond are at normal priority. */
    byte[] levels() {
        boolean toTheEnd = files.get(LAST_FILE);
        int count = toTheEnd ? files.previousClearBit(LAST_FILE) + 1 : Math.max(MANY, files.length());
        byte[] levels = new byte[count];
        for (int file = 0; file < count; file++) {
            levels[file] = (byte) (contains(file) ? FilePriority.NORMAL : FilePriority.SKIP).level();
        }
        return levels;
    }

    /** True if it selects that file. */
    boolean contains(int file) {
        return files.get(file);
    }
}
