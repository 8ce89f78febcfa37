package org.torrentxt.bencode;

import java.util.Arrays;

/**
 * Measures bencoded input without reading it into memory. Tokens are values, keys, and ends of lists and dictionaries.
 */
public final class BencodeTokens {
    private BencodeTokens() {}

    /** The number of tokens before the first invalid byte. */
    public static int count(byte[] input) {
        int tokens = 0;
        for (int position = next(input, 0); position >= 0; position = next(input, position)) {
            tokens++;
        }
        return tokens;
    }

    /**
     * The first value of the input, without the line end that some tools append; the whole input if the value is
     * incomplete.
     */
    public static byte[] first(byte[] input) {
        int depth = 0;
        int position = 0;
        do {
            byte start = position < input.length ? input[position] : 0;
            depth += start == 'd' || start == 'l' ? 1 : start == 'e' ? -1 : 0;
            position = next(input, position);
        } while (position >= 0 && depth > 0);
        return position < 0 || position == input.length ? input : Arrays.copyOf(input, position);
    }

    // -1 for none
    private static int next(byte[] input, int position) {
        if (position >= input.length) {
            return -1;
        }
        return switch (input[position]) {
            case 'd', 'l', 'e' -> position + 1;
            case 'i' -> after('e', input, position);
            default -> afterString(input, position);
        };
    }

    private static int after(char end, byte[] input, int from) {
        for (int i = from; i < input.length; i++) {
            if (input[i] == end) {
                return i + 1;
            }
        }
        return -1;
    }

    private static int afterString(byte[] input, int from) {
        long length = 0;
        for (int i = from; i < input.length && length <= input.length; i++) {
            if (input[i] == ':' && i > from) {
                long end = i + 1 + length;
                return end <= input.length ? (int) end : -1;
            }
            if (input[i] < '0' || input[i] > '9') {
                return -1;
            }
            length = length * 10 + input[i] - '0';
        }
        return -1;
    }
}
