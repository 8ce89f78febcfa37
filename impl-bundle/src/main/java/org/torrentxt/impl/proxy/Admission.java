package org.torrentxt.impl.proxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Whom the front serves: whoever knows these random words, which only the engine is told. They change with the proxy,
 * so that the engine takes it for another one.
 *
 * @param user the user name
 * @param password the password
 * @param proxy what the front connects through
 */
public record Admission(String user, String password, UpstreamProxy proxy) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    static Admission to(UpstreamProxy proxy) {
        return new Admission(random(), random(), proxy);
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** True for the right words; takes the same time for each wrong one. */
    boolean isOf(String credentials) {
        return MessageDigest.isEqual(bytes(user + ":" + password), bytes(credentials));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As text for messages: without the words. */
    @Override
    public String toString() {
        return "admission to " + proxy;
    }
}
