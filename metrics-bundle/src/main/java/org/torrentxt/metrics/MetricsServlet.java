package org.torrentxt.metrics;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.torrentxt.metrics.text.Scrape;

/** {@code /torrentxt/metrics}. */
final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Metrics metrics;

    MetricsServlet(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Scrape.Answer answer = metrics.scrape().answer(request.getHeader("Accept"));
        response.setContentType(answer.contentType());
        response.setHeader("Cache-Control", "no-store");
        answer.writeTo(response.getOutputStream());
    }
}
