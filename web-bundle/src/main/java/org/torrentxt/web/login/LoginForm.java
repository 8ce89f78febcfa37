package org.torrentxt.web.login;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;

/** The form that {@link LoginServlet} shows, as it comes back. */
record LoginForm(String user, String password) {
    private static final int MOST = 4096;

    /** Reads it; empty if it is too large, or something else. */
    static Optional<LoginForm> of(HttpServletRequest request) {
        try (InputStream in = request.getInputStream()) {
            byte[] body = in.readNBytes(MOST + 1);
            return body.length > MOST ? Optional.empty() : parse(new String(body, StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            // The server throws either for a body whose chunks are malformed, or that ends too early.
            return Optional.empty();
        }
    }

    private static Optional<LoginForm> parse(String body) {
        Map<String, String> fields = new HashMap<>();
        try {
            for (String field : body.split("&")) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return fields.keySet().containsAll(Set.of("user", "password"))
                ? Optional.of(new LoginForm(fields.get("user"), fields.get("password")))
                : Optional.empty();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "a login";
    }
}
