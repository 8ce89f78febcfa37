package org.torrentxt.dht.bencode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import org.torrentxt.api.TorrentException;

/** Reads a dictionary from an untrusted source: never beyond its input, and with limited depth. */
final class DictionaryReader {
    private static final int MAX_DEPTH = 32;

    private final byte[] input;
    private int position;

    DictionaryReader(byte[] input) {
        this.input = input;
    }

    Dictionary read() {
        Dictionary dictionary = new Dictionary();
        expect('d');
        while (peek() != 'e') {
            String key = new String(string(), ISO_8859_1);
            if (peek() == 'i') {
                dictionary.put(key, integer());
            } else if (peek() == 'l' || peek() == 'd') {
                skip(0);
            } else {
                dictionary.put(key, string());
            }
        }
        expect('e');
        if (position < input.length) {
            throw malformed("more than one value");
        }
        return dictionary;
    }

    private void skip(int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("nested deeper than " + MAX_DEPTH);
        }
        switch (peek()) {
            case 'i' -> integer();
            case 'l', 'd' -> {
                position++;
                while (peek() != 'e') {
                    skip(depth + 1);
                }
                position++;
            }
            default -> string();
        }
    }

    private long integer() {
        expect('i');
        return number('e');
    }

    private byte[] string() {
        long length = number(':');
        if (length < 0 || length > input.length - position) {
            throw malformed("string longer than the input");
        }
        int start = position;
        position += (int) length;
        return Arrays.copyOfRange(input, start, position);
    }

    private long number(char terminator) {
        int start = position;
        while (peek() != terminator) {
            position++;
        }
        String digits = new String(input, start, position++ - start, ISO_8859_1);
        if (!digits.matches("0|-?[1-9][0-9]{0,17}")) {
            throw malformed("not a number");
        }
        return Long.parseLong(digits);
    }

    private void expect(char next) {
        if (peek() != next) {
            throw malformed("expected '" + next + "'");
        }
        position++;
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
