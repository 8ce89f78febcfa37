package org.torrentxt.api.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;

/** Detects UTF-8 that was read as ISO-8859-1, the encoding in which {@code .cfg} files are read. */
final class Mojibake {
    private static final int LAST_ASCII = 0x7f;

    private Mojibake() {}

    /**
     * Rejects text that is certainly UTF-8 read as ISO-8859-1.
     *
     * @throws TorrentException naming the intended text, in a form that is read correctly
     */
    static void refuse(String key, String text) {
        meant(text).ifPresent(meant -> {
            throw TorrentException.invalid(key + " was read as '" + text + "', but '" + meant
                    + "' seems to be intended: .cfg files are read as ISO-8859-1; write " + escaped(meant));
        });
    }

    private static Optional<String> meant(String text) {
        boolean isAscii = text.chars().allMatch(character -> character <= LAST_ASCII);
        if (isAscii || !ISO_8859_1.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(ISO_8859_1)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty(); // ISO-8859-1, as it should be
        }
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(character -> character <= LAST_ASCII
                        ? String.valueOf((char) character)
                        : String.format("\\u%04x", character))
                .collect(Collectors.joining());
    }
}
