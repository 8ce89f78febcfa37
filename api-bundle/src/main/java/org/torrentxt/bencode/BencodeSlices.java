package org.torrentxt.bencode;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrentxt.api.TorrentException;

/**
 * Splits a bencoded dictionary into its encoded values, keeping the original bytes: an info dictionary must not be
 * encoded again, or its hash may change. If a key is repeated, the first value is used, as in the engine.
 */
public final class BencodeSlices {
    private static final int MAX_DEPTH = 200;

    private final byte[] input;
    private int position;

    private BencodeSlices(byte[] input) {
        this.input = input;
    }

    /**
     * The encoded values of a dictionary, by key.
     *
     * @throws TorrentException if the input is not a dictionary, or contains more than one value
     */
    public static Map<ByteString, ByteString> of(byte[] input) {
        return new BencodeSlices(input).split();
    }

    private Map<ByteString, ByteString> split() {
        Map<ByteString, ByteString> slices = new LinkedHashMap<>();
        if (next() != 'd') {
            throw malformed("expected a dictionary");
        }
        while (peek() != 'e') {
            ByteString key = string();
            int start = position;
            skipValue();
            slices.putIfAbsent(key, ByteString.of(input, start, position - start));
        }
        position++;
        if (position < input.length) {
            throw malformed("expected end of input");
        }
        return slices;
    }

    private void skipValue() {
        int depth = 0;
        do {
            switch (peek()) {
                case 'd', 'l' -> {
                    depth++;
                    position++;
                }
                case 'e' -> {
                    depth--;
                    position++;
                }
                case 'i' -> skipInteger();
                default -> skipString();
            }
            if (depth < 0 || depth > MAX_DEPTH) {
                throw malformed("expected a value, nested at most " + MAX_DEPTH + " levels deep");
            }
        } while (depth > 0);
    }

    private void skipInteger() {
        while (next() != 'e') {
            // up to its end
        }
    }

    private void skipString() {
        int length = stringLength();
        position += length;
    }

    private ByteString string() {
        int length = stringLength();
        ByteString string = ByteString.of(input, position, length);
        position += length;
        return string;
    }

    // leaves the position at the first byte
    private int stringLength() {
        long length = 0;
        int start = position;
        for (byte digit = next(); digit != ':'; digit = next()) {
            if (digit < '0' || digit > '9' || position - start > 10) {
                throw malformed("expected a string");
            }
            length = length * 10 + digit - '0';
        }
        if (position - start == 1 || length > input.length - position) {
            throw malformed("string longer than the input");
        }
        return (int) length;
    }

    private byte next() {
        byte next = peek();
        position++;
        return next;
    }

    private byte peek() {
        if (position >= input.length) {
            throw malformed("unexpected end of input");
        }
        return input[position];
    }

    private TorrentException malformed(String problem) {
        return TorrentException.invalid("malformed bencoding at byte " + position + ": " + problem);
    }
}
