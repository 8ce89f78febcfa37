package org.torrentxt.web.file;

import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** A request that is answered with the reason why not, in one line. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int NOT_SATISFIABLE = HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE;

    private final int status;
    private final String header; // null for none
    private final String value;

    private Refusal(int status, String reason, String header, String value) {
        super(reason, null, false, false);
        this.status = status;
        this.header = header;
        this.value = value;
    }

    static Refusal of(int status, String reason) {
        return new Refusal(status, reason, null, null);
    }

    static Refusal notFound(String reason) {
        return of(HttpServletResponse.SC_NOT_FOUND, reason);
    }

    /** One that may be granted a little later. */
    static Refusal later(String reason, int seconds) {
        return new Refusal(HttpServletResponse.SC_SERVICE_UNAVAILABLE, reason, "Retry-After", String.valueOf(seconds));
    }

    static Refusal method(String method) {
        return new Refusal(
                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                "method " + method + " is not allowed; use GET or HEAD",
                "Allow",
                "GET, HEAD");
    }

    static Refusal range(long size) {
        return new Refusal(NOT_SATISFIABLE, "the file has " + size + " bytes only", "Content-Range", "bytes */" + size);
    }

    /** Why the first bytes cannot be read. */
    static Refusal of(TorrentException e) {
        int code = switch (e.code()) {
            case BAD_HANDLE, NO_SESSION -> HttpServletResponse.SC_NOT_FOUND;
            case INVALID_ARGUMENT -> HttpServletResponse.SC_CONFLICT;
            default -> HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        };
        return of(code, e.code() == ErrorCode.BAD_HANDLE ? "the torrent was removed" : e.getMessage());
    }

    /** Sets the response's status and headers, and gives its body. */
    byte[] apply(HttpServletResponse response) {
        byte[] text = (getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setContentLength(text.length);
        response.setHeader("Cache-Control", "no-store");
        if (header != null) {
            response.setHeader(header, value);
        }
        return text;
    }
}
