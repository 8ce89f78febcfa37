package org.torrentxt.policy.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.statefile.StateFiles;

/** The torrents that a file names: one for a .torrent file, one for each line of a .magnet file. */
final class TorrentList {
    private static final String TORRENT = ".torrent";
    private static final String MAGNET = ".magnet";
    private static final int MAX_MAGNETS = 1024 * 1024;
    private static final String MARK = "\ufeff"; // at the begin of texts of some editors

    /**
     * A torrent.
     *
     * @param where the line of the file, with what is to follow in a message; empty for a .torrent file
     * @param content the .torrent file, or the magnet link
     */
    record Item(String where, ByteString content) {
        ByteString digest() {
            try {
                return ByteString.of(content.digest(MessageDigest.getInstance("SHA-256")));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("each Java platform has SHA-256", e);
            }
        }

        /** Throws what the builder of a request throws. */
        AddTorrent.Builder source() {
            return where.isEmpty() ? AddTorrent.torrentBytes(content.bytes()) : AddTorrent.magnet(content.text());
        }
    }

    private TorrentList() {}

    /** Whether a file of that name is one; hidden ones are those that other programs are writing. */
    static boolean isName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (lower.endsWith(TORRENT) || lower.endsWith(MAGNET));
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is no regular file, is too long, or names no torrent
     */
    static List<Item> read(Path file) throws IOException {
        boolean isTorrent =
                file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(TORRENT);
        byte[] content = content(file, isTorrent ? AddTorrent.MAX_LENGTH : MAX_MAGNETS);
        if (content.length == 0) {
            throw new IOException("is empty");
        }
        return isTorrent ? List.of(new Item("", ByteString.of(content))) : magnets(content);
    }

    private static byte[] content(Path file, int limit) throws IOException {
        if (Files.size(file) > limit) {
            throw tooLong(limit);
        }
        try (InputStream in = StateFiles.open(file)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length > limit) { // it has grown
                throw tooLong(limit);
            }
            return content;
        }
    }

    private static IOException tooLong(int limit) {
        return new IOException("is larger than " + (limit >> 20) + " MiB");
    }

    private static List<Item> magnets(byte[] content) throws IOException {
        String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        List<Item> items = new ArrayList<>();
        int number = 0;
        for (String line : (text.startsWith(MARK) ? text.substring(1) : text).split("\\R")) {
            number++;
            String link = line.strip();
            if (!link.isEmpty() && !link.startsWith("#")) {
                items.add(new Item("line " + number + ": ", ByteString.of(link)));
            }
        }
        if (items.isEmpty()) {
            throw new IOException("has no magnet link");
        }
        return items;
    }
}
