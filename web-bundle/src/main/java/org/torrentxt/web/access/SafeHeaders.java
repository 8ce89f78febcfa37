package org.torrentxt.web.access;

import java.util.Map;
import javax.servlet.http.HttpServletResponse;

/** What browsers have to know of each answer; a servlet whose answer needs more sets another policy for it. */
final class SafeHeaders {
    // Nothing is loaded or executed. Media are shown, as a browser makes a page for a film that is opened by itself.
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Content-Security-Policy",
            "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; form-action 'none';"
                    + " base-uri 'none'; frame-ancestors 'none'; sandbox",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private SafeHeaders() {}

    static void setOn(HttpServletResponse response) {
        HEADERS.forEach(response::setHeader);
    }
}
