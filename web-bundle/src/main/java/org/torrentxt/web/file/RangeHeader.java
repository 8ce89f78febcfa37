package org.torrentxt.web.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header {@code Range} (RFC 9110, section 14). */
final class RangeHeader {
    /** More ranges in one request than this are ignored, as are those that overlap. */
    static final int MAX_RANGES = 16;

    private static final int MAX_LENGTH = 1_000;
    private static final Pattern BYTES = Pattern.compile("(?i)bytes=(.*)");
    private static final Pattern RANGE = Pattern.compile("(\\d*)-(\\d*)");
    private static final int DIGITS = 18; // more of them are beyond every file

    private RangeHeader() {}

    /**
     * The ranges of a file that are requested, in the order of the request.
     *
     * @param header null if there is none
     * @param size of the file
     * @return empty for all of the file: no header, or one to be ignored, as it is malformed or asks for too much; a list
     *     without elements if none of the ranges is in the file
     */
    static Optional<List<ByteRange>> parse(String header, long size) {
        Matcher bytes = BYTES.matcher(header == null || header.length() > MAX_LENGTH ? "" : header.strip());
        if (!bytes.matches()) {
            return Optional.empty();
        }
        List<ByteRange> ranges = new ArrayList<>();
        int specified = 0;
        for (String each : bytes.group(1).split(",", -1)) {
            String text = each.strip();
            if (!text.isEmpty()) {
                Matcher range = RANGE.matcher(text);
                if (!range.matches() || !isValid(range.group(1), range.group(2))) {
                    return Optional.empty();
                }
                specified++;
                within(range.group(1), range.group(2), size).ifPresent(ranges::add);
            }
        }
        return specified == 0 || specified > MAX_RANGES || overlap(ranges) ? Optional.empty() : Optional.of(ranges);
    }

    private static boolean isValid(String first, String last) {
        return first.isEmpty() ? !last.isEmpty() : last.isEmpty() || number(last) >= number(first);
    }

    private static Optional<ByteRange> within(String first, String last, long size) {
        long from = first.isEmpty() ? Math.max(0, size - number(last)) : number(first);
        long to = first.isEmpty() || last.isEmpty() ? size - 1 : Math.min(size - 1, number(last));
        return from <= to ? Optional.of(new ByteRange(from, to)) : Optional.empty();
    }

    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
    }

    private static boolean overlap(List<ByteRange> ranges) {
        List<ByteRange> sorted = new ArrayList<>(ranges);
        sorted.sort((one, other) -> Long.compare(one.first(), other.first()));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).first() <= sorted.get(i - 1).last()) {
                return true;
            }
        }
        return false;
    }
}
