package org.torrentxt.web.rpc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.servlet.http.HttpServletRequest;

/**
 * The secret that a client has to send back, which a page of another site cannot read, and so cannot send (CSRF). It
 * is the same for all clients until the servlet is restarted.
 */
final class SessionId {
    static final String HEADER = "X-Transmission-Session-Id";

    private static final int BYTES = 36; // 48 characters, as Transmission's

    private final String text;

    SessionId() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        text = Base64.getUrlEncoder().encodeToString(random);
    }

    boolean isSentBy(HttpServletRequest request) {
        String sent = request.getHeader(HEADER);
        return sent != null && MessageDigest.isEqual(bytes(sent), bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text;
    }
}
