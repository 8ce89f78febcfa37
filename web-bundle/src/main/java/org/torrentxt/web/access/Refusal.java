package org.torrentxt.web.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;

/**
 * Why a request is not let in.
 *
 * @param status of the answer
 * @param text one line in plain text
 */
record Refusal(int status, String text) {
    // Not sendError, whose HTML would have to be trusted with the text.
    void answer(HttpServletResponse response) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
