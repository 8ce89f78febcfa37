package org.torrentxt.shell.dht;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.torrentxt.api.TorrentException;

/** Values of the DHT, which are bytes, as typed and displayed. */
public final class Value {
    private Value() {}

    /**
     * The bytes of the typed text.
     *
     * @param isHex true for hexadecimal digits, false for text, which becomes UTF-8
     */
    public static byte[] parse(String text, boolean isHex) {
        if (!isHex) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw TorrentException.invalid("not hexadecimal digits: '" + text + "'");
        }
    }

    /** The bytes as text if they are UTF-8 without control characters; else empty. */
    public static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The bytes as text if they are text, else as hexadecimal digits. */
    public static String show(byte[] bytes, boolean asHex) {
        String hex = HexFormat.of().formatHex(bytes);
        return asHex ? hex : text(bytes).orElse(hex);
    }
}
