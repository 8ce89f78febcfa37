package org.torrentxt.web.file;

import java.nio.charset.StandardCharsets;

/**
 * The name of a torrent's file in headers, URLs and playlists. Torrents are made by strangers: nothing in a name ends a
 * line, a quoted text or a path.
 *
 * @param text the name, without anything that is not shown
 */
record FileName(String text) {
    private static final String URL_SAFE = "-._~";
    private static final String HEADER_SAFE = "!#$&+-.^_`|~"; // attr-char of RFC 8187

    /** The name of a file with that path. */
    static FileName of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        StringBuilder shown = new StringBuilder();
        name.codePoints().map(FileName::shown).forEach(shown::appendCodePoint);
        return new FileName(shown.toString());
    }

    // Also without those that reverse the direction of what follows, or are no characters at all.
    private static int shown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> '_';
            default -> character == '\\' ? '_' : character;
        };
    }

    /** As a segment of a URL's path. */
    String inUrl() {
        return text.equals(".") || text.equals("..") ? "_" : encoded(URL_SAFE);
    }

    /**
     * The value of {@code Content-Disposition} (RFC 6266), for old clients with a name in ASCII.
     *
     * @param type such as {@code inline}
     */
    String disposition(String type) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints()
                .map(c -> c < ' ' || c > '~' || c == '"' || c == '%' ? '_' : c)
                .forEach(ascii::appendCodePoint);
        String simple = type + "; filename=\"" + ascii + "\"";
        return ascii.toString().equals(text) ? simple : simple + "; filename*=UTF-8''" + encoded(HEADER_SAFE);
    }

    private String encoded(String safe) {
        StringBuilder url = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xFF);
            if (character < 128 && (Character.isLetterOrDigit(character) || safe.indexOf(character) >= 0)) {
                url.append(character);
            } else {
                url.append(String.format("%%%02X", (int) character));
            }
        }
        return url.toString();
    }
}
