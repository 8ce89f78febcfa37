package org.torrentxt.benchmarks.program;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a bare loop needs of a v1 .torrent file of one file. Finds the keys by their bytes, which is enough for files
 * that the benchmarks themselves create.
 */
record Metainfo(String name, int pieceLength, byte[] pieces) {
    Metainfo(byte[] torrent) {
        this(
                new String(string(torrent, "4:name"), StandardCharsets.UTF_8),
                pieceLength(torrent),
                string(torrent, "6:pieces"));
    }

    private static int pieceLength(byte[] torrent) {
        String text = new String(torrent, StandardCharsets.ISO_8859_1);
        int begin = after(text, "12:piece lengthi");
        return Integer.parseInt(text.substring(begin, text.indexOf('e', begin)));
    }

    private static byte[] string(byte[] torrent, String key) {
        String text = new String(torrent, StandardCharsets.ISO_8859_1);
        int begin = after(text, key);
        int colon = text.indexOf(':', begin);
        int length = Integer.parseInt(text.substring(begin, colon));
        return Arrays.copyOfRange(torrent, colon + 1, colon + 1 + length);
    }

    private static int after(String text, String key) {
        int at = text.indexOf(key);
        if (at < 0) {
            throw new IllegalArgumentException("no '" + key + "' in the .torrent file");
        }
        return at + key.length();
    }
}
