package org.torrentxt.web.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A user's name and password.
 *
 * @param user not null
 * @param password not null
 */
record Credentials(String user, String password) {
    private static final String BASIC = "Basic ";
    private static final int LONGEST = 2000;

    /** Those in the header {@code Authorization} (RFC 7617), in UTF-8; empty if it is malformed, or something else. */
    static Optional<Credentials> ofBasic(String authorization) {
        if (authorization == null
                || authorization.length() > LONGEST
                || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String text = new String(bytes, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "credentials of " + RareLog.clean(user);
    }
}
