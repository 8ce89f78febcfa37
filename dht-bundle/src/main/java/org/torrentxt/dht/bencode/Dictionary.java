package org.torrentxt.dht.bencode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.torrentxt.api.TorrentException;

/**
 * A bencoded dictionary of byte strings and integers. Values of other types and keys beyond ASCII are ignored, so that
 * newer writers may add some.
 */
public final class Dictionary {
    private final SortedMap<String, Object> entries = new TreeMap<>();

    /** Puts a byte string. */
    public Dictionary put(String key, byte[] value) {
        entries.put(key, value);
        return this;
    }

    /** Puts an integer. */
    public Dictionary put(String key, long value) {
        entries.put(key, value);
        return this;
    }

    /** The byte string under that key. */
    public Optional<byte[]> bytes(String key) {
        return Optional.ofNullable(entries.get(key))
                .filter(byte[].class::isInstance)
                .map(byte[].class::cast);
    }

    /** The integer under that key. */
    public Optional<Long> integer(String key) {
        return Optional.ofNullable(entries.get(key))
                .filter(Long.class::isInstance)
                .map(Long.class::cast);
    }

    /** The dictionary bencoded. */
    public byte[] write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('d');
        entries.forEach((key, value) -> {
            writeString(out, key.getBytes(US_ASCII));
            if (value instanceof byte[] bytes) {
                writeString(out, bytes);
            } else {
                out.writeBytes(("i" + value + "e").getBytes(US_ASCII));
            }
        });
        out.write('e');
        return out.toByteArray();
    }

    private static void writeString(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes((bytes.length + ":").getBytes(US_ASCII));
        out.writeBytes(bytes);
    }

    /**
     * Reads a dictionary that fills the input.
     *
     * @throws TorrentException INVALID_ARGUMENT if it is anything else
     */
    public static Dictionary read(byte[] input) {
        return new DictionaryReader(input).read();
    }
}
