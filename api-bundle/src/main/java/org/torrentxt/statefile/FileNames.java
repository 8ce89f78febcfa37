package org.torrentxt.statefile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of files and folders that are made of texts of users, such as the names of sessions. */
public final class FileNames {
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    private static final int MAX_LENGTH = 180; // file systems allow 255; suffixes and those of temporary files follow
    private static final int KEPT = 100;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private FileNames() {}

    /**
     * The name for a text: the text itself if it consists of letters of ASCII, digits, dots, dashes and underscores.
     * Each other byte of its UTF-8 is escaped as in URLs, and so are the dots of {@code .} and {@code ..}; of a longer
     * one the end is replaced by its hash. Different texts have different names.
     *
     * @param text any text; not null
     * @return a name of 180 characters at most, such as {@code a%2Fb} for {@code a/b}; {@code %} for an empty text
     */
    public static String of(String text) {
        if (text.isEmpty()) {
            return "%";
        }
        boolean isRelative = text.equals(".") || text.equals("..");
        StringBuilder name = new StringBuilder();
        for (byte each : text.getBytes(UTF_8)) {
            if (each >= 0 && PLAIN.indexOf(each) >= 0 && !isRelative) {
                name.append((char) each);
            } else {
                name.append('%').append(HEX.toHexDigits(each));
            }
        }
        return name.length() <= MAX_LENGTH ? name.toString() : name.substring(0, KEPT) + "%-" + hash(text);
    }

    private static String hash(String text) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
