package org.torrentxt.web.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A file of the page with its headers, compressed once, too. Its arrays are not to be changed. */
final class PageFile {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    private final String type;
    private final byte[] body;
    private final byte[] zipped;
    private final String digest;

    /**
     * Creates an instance.
     *
     * @param name of a known type
     * @param body taken as it is, not copied
     */
    PageFile(String name, byte[] body) {
        this.type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException("no content type for " + name);
        }
        this.body = body;
        this.zipped = zip(body);
        this.digest = HexFormat.of().formatHex(sha256().digest(body));
    }

    /** The value of {@code Content-Type}. */
    String type() {
        return type;
    }

    /** The SHA-256 of the content, as hexadecimal digits. */
    String digest() {
        return digest;
    }

    /** The content. */
    byte[] body() {
        return body;
    }

    /** The content compressed with gzip; empty if that would not make it smaller. */
    Optional<byte[]> zipped() {
        return zipped.length < body.length ? Optional.of(zipped) : Optional.empty();
    }

    /** The content, if it is text. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The algorithm of {@link #digest()}. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }

    private static byte[] zip(byte[] body) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(body.length);
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
