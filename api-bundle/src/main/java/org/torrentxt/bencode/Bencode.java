package org.torrentxt.bencode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.zip.Checksum;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** Writes and reads bencoding. */
public final class Bencode {
    /**
     * The maximum number of tokens in a .torrent file or resume data. Each value, each key and each end of a list or
     * dictionary is a token. The engine keeps eight bytes per token while it reads.
     */
    public static final int MAX_TOKENS = 6_000_000;

    // what precedes strings of up to as many bytes, such as keys
    private static final byte[][] PREFIXES =
            IntStream.range(0, 64).mapToObj(Bencode::newPrefix).toArray(byte[][]::new);
    private static final int USUAL_LENGTH = 1024;

    private Bencode() {}

    /**
     * Encodes a value.
     *
     * @param value an integral number up to {@code long}, a {@link ByteString}, {@code byte[]} or {@link String} (in
     *     UTF-8), a {@link List} of values, or a {@link BencodeDictionary}
     */
    public static byte[] encode(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_LENGTH);
        write(value(value), out);
        return out.toByteArray();
    }

    /** A dictionary of values that are already encoded. */
    public static byte[] join(SortedMap<ByteString, ByteString> encoded) {
        int length = 2; // of the ends
        for (Map.Entry<ByteString, ByteString> entry : encoded.entrySet()) {
            ByteString key = entry.getKey();
            length += prefix(key).length + key.length() + entry.getValue().length();
        }
        ByteBuffer out = ByteBuffer.allocate(length).put((byte) 'd');
        encoded.forEach((key, value) -> {
            key.writeTo(out.put(prefix(key)));
            value.writeTo(out);
        });
        return out.put((byte) 'e').array();
    }

    private static byte[] prefix(ByteString string) {
        int length = string.length();
        return length < PREFIXES.length ? PREFIXES[length] : newPrefix(length);
    }

    private static byte[] newPrefix(int length) {
        return (length + ":").getBytes(US_ASCII);
    }

    /** Adds the bytes of {@link #join} to a checksum. */
    public static void join(SortedMap<ByteString, ByteString> encoded, Checksum checksum) {
        checksum.update('d');
        encoded.forEach((key, value) -> {
            checksum.update(prefix(key));
            key.addTo(checksum);
            value.addTo(checksum);
        });
        checksum.update('e');
    }

    /**
     * Decodes one value that fills the input. Dictionary keys may be in any order but must be unique, so encoding the
     * result may not reproduce the input: calculate an info-hash from the original bytes.
     *
     * @return a {@link Long}, {@link ByteString}, {@link List} or {@link BencodeDictionary}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for anything else, or if it is nested too deeply or
     *     has too many values; the message names the position
     */
    public static Object decode(byte[] input) {
        return new BencodeReader(input).read();
    }

    /**
     * Decodes one value that fills the string; see {@link #decode(byte[])}.
     *
     * @throws TorrentException as {@link #decode(byte[])}
     */
    public static Object decode(ByteString input) {
        return input.decode();
    }

    /**
     * Decodes a dictionary that fills the input, such as a .torrent file or resume data.
     *
     * @throws TorrentException as {@link #decode} does, or if it is another value
     */
    public static BencodeDictionary decodeDictionary(byte[] input) {
        if (decode(input) instanceof BencodeDictionary dictionary) {
            return dictionary;
        }
        throw TorrentException.invalid("malformed bencoding: expected a dictionary");
    }

    static Object value(Object value) {
        if (value instanceof Long || value instanceof ByteString || value instanceof BencodeDictionary) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof String text) {
            return ByteString.of(text);
        }
        if (value instanceof byte[] bytes) {
            return ByteString.of(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Bencode::value).toList();
        }
        throw new IllegalArgumentException("cannot be bencoded: " + value);
    }

    private static void write(Object value, ByteArrayOutputStream out) {
        if (value instanceof ByteString string) {
            out.writeBytes(prefix(string));
            string.writeTo(out);
        } else if (value instanceof Long number) {
            out.writeBytes(("i" + number + "e").getBytes(US_ASCII));
        } else if (value instanceof List<?> list) {
            out.write('l');
            list.forEach(element -> write(element, out));
            out.write('e');
        } else if (value instanceof BencodeDictionary dictionary) {
            out.write('d');
            for (Map.Entry<ByteString, Object> entry : dictionary.entries().entrySet()) {
                write(entry.getKey(), out);
                write(entry.getValue(), out);
            }
            out.write('e');
        }
    }
}
