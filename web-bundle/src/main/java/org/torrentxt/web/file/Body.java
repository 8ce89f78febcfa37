package org.torrentxt.web.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.servlet.http.HttpServletResponse;

/**
 * What is sent of a file, and how.
 *
 * @param status 200 or 206
 * @param type the value of {@code Content-Type}
 * @param range the value of {@code Content-Range}, if there is one
 * @param segments one after the other
 */
record Body(int status, String type, Optional<String> range, List<Segment> segments) {
    /** All of a file. */
    static Body whole(String type, long size) {
        List<Segment> all = size == 0 ? List.of() : List.of(new ByteRange(0, size - 1));
        return new Body(HttpServletResponse.SC_OK, type, Optional.empty(), all);
    }

    /** Ranges of a file, at least one; several are of the type {@code multipart/byteranges}. */
    static Body of(List<ByteRange> ranges, String type, long size) {
        if (ranges.size() == 1) {
            ByteRange only = ranges.get(0);
            return new Body(HttpServletResponse.SC_PARTIAL_CONTENT, type, Optional.of(only.of(size)), List.of(only));
        }
        String boundary = UUID.randomUUID().toString();
        List<Segment> segments = new ArrayList<>();
        for (ByteRange range : ranges) {
            segments.add(text("\r\n--" + boundary + "\r\nContent-Type: " + type + "\r\nContent-Range: " + range.of(size)
                    + "\r\n\r\n"));
            segments.add(range);
        }
        segments.add(text("\r\n--" + boundary + "--\r\n"));
        return new Body(
                HttpServletResponse.SC_PARTIAL_CONTENT,
                "multipart/byteranges; boundary=" + boundary,
                Optional.empty(),
                segments);
    }

    private static Segment text(String text) {
        return new Segment.Text(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sets the status, and the headers that describe it. */
    void describe(HttpServletResponse response) {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLengthLong(
                segments.stream().mapToLong(Segment::length).sum());
        range.ifPresent(value -> response.setHeader("Content-Range", value));
    }
}
