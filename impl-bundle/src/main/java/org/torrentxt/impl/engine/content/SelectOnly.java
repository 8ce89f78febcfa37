package org.torrentxt.impl.engine.content;

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
 * The files that a magnet link selects with {@code so=} (BEP 53): indexes and ranges such as {@code so=0,2,4-6}, in the
 * order of the metadata with pad files counted, as everywhere. Malformed entries and missing files are ignored. The
 * engine gets a priority for each file before the number of files is known, as libtorrent 2.0.6 downloads all files
 * beyond the last one selected.
 */
final class SelectOnly {
    private static final int LAST_FILE = 1_000_000;
    // files beyond are treated as wanted unless the link names later ones: no torrent with that many files is known
    private static final int MANY = 1 << 16;
    // in the query, where names may be written in any case
    private static final Pattern PARAMETER = Pattern.compile("[?&](?i:so)(?:\\.\\d*)?=([^&#]*)");
    private static final Pattern NAME = Pattern.compile("(?i)so(\\.\\d*)?=");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private record Range(int first, int last) {}

    private final BitSet files = new BitSet();

    private SelectOnly(List<Range> ranges) {
        int next = 0; // sorted, as a link may contain many overlapping ranges
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

    /** True if there may be a selection in a link, also for the engine. */
    static boolean isIn(String magnet) {
        return NAME.matcher(magnet).find();
    }

    /** The selection of a link; empty if there is none, or it is malformed. */
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

    /** A priority for each file of a torrent with an unknown number of files; files beyond have normal priority. */
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
