package org.torrentxt.bencode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.torrentxt.api.TorrentException;

/**
 * Reads one bencoded value. Limits prevent a hostile file from exhausting stack or heap: a value takes as little as two
 * bytes of input.
 */
final class BencodeReader {
    private static final int MAX_DEPTH = 128;
    private static final int MAX_VALUES = 3_000_000;

    private final byte[] input;
    private int position;
    private int depth;
    private int values;

    BencodeReader(byte[] input) {
        this.input = input;
    }

    Object read() {
        Object value = readValue();
        if (position < input.length) {
            throw malformed("expected end of input");
        }
        return value;
    }

    private Object readValue() {
        if (++values > MAX_VALUES) {
            throw malformed("more than " + MAX_VALUES + " values");
        }
        switch (peek()) {
            case 'i':
                position++;
                return readNumber('e');
            case 'l':
                return readList();
            case 'd':
                return readDictionary();
            default:
                return readString();
        }
    }

    private ByteString readString() {
        int start = position;
        long length = peek() == '-' ? -1 : readNumber(':');
        if (length < 0 || length > input.length - position) {
            position = start;
            throw malformed("string longer than the input");
        }
        ByteString string = ByteString.of(input, position, (int) length);
        position += (int) length;
        return string;
    }

    private List<Object> readList() {
        List<Object> list = new ArrayList<>();
        enter();
        while (peek() != 'e') {
            list.add(readValue());
        }
        leave();
        return Collections.unmodifiableList(list);
    }

    private BencodeDictionary readDictionary() {
        BencodeDictionary.Builder dictionary = BencodeDictionary.builder();
        enter();
        while (peek() != 'e') {
            int start = position;
            if (!dictionary.putNew(readString(), readValue())) {
                position = start;
                throw malformed("duplicate key");
            }
        }
        leave();
        return dictionary.build();
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw malformed("nested deeper than " + MAX_DEPTH);
        }
        position++;
    }

    private void leave() {
        depth--;
        position++;
    }

    // As strict as other clients: with leading zeros, "-0" or "+1" one value would have several encodings.
    private long readNumber(char terminator) {
        int start = position;
        boolean negative = peek() == '-';
        position += negative ? 1 : 0;
        int digits = position;
        long value = 0;
        try {
            while (peek() >= '0' && peek() <= '9') {
                int digit = input[position++] - '0';
                value = Math.addExact(Math.multiplyExact(value, 10L), negative ? -digit : digit);
            }
        } catch (ArithmeticException e) {
            position = start;
            throw malformed("number larger than 64 bits");
        }
        boolean redundant = input[digits] == '0' && (negative || position - digits > 1);
        if (position == digits || redundant || peek() != terminator) {
            position = start;
            throw malformed("expected a number and '" + terminator + "'");
        }
        position++;
        return value;
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
