package org.torrentxt.impl.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The first line and the headers of a request or a response.
 *
 * @param line the first line
 * @param headers by lower-case name; if repeated, the first one
 */
record HttpHead(String line, Map<String, String> headers) {
    private static final int MAX_LENGTH = 64 * 1024;

    /**
     * Reads a head up to the blank line after it.
     *
     * @return empty if the stream ends before the first byte
     * @throws IOException if it is truncated or too long
     */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int lineStart = 0;
        while (true) {
            int next = in.read();
            if (next < 0 && text.length() == 0) {
                return Optional.empty();
            } else if (next < 0) {
                throw new EOFException("connection closed within the headers");
            } else if (text.length() == MAX_LENGTH) {
                throw new RefusedException("headers longer than " + MAX_LENGTH + " bytes");
            } else if (next == '\n') {
                if (text.length() == lineStart) {
                    return Optional.of(parse(text.toString()));
                }
                lineStart = text.length() + 1;
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
    }

    private static HttpHead parse(String text) {
        String[] lines = text.split("\n");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return new HttpHead(lines[0], headers);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean hasToken(String name, String token) {
        return header(name)
                .filter(value -> value.toLowerCase(Locale.ROOT).contains(token))
                .isPresent();
    }

    /** The second word of the first line: the target of a request, or the status of a response. */
    String second() {
        String[] words = line.split(" ", 3);
        return words.length > 1 ? words[1] : "";
    }

    /** Writes a head and the blank line after it. */
    static byte[] format(String line, Map<String, String> headers) {
        StringBuilder text = new StringBuilder(line).append("\r\n");
        headers.forEach((name, value) -> text.append(name)
                .append(": ")
                .append(value.replaceAll("\\p{Cntrl}", " "))
                .append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
