package org.torrentxt.metrics;

import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;
import org.torrentxt.metrics.text.Scrape;

/**
 * {@code /torrentxt/metrics}, in the context of the feature {@code torrentxt-web}, which lets in whom it lets in to the
 * page. Where there is no such context, there is no servlet, and nothing of HTTP is needed.
 */
@Component(
        service = Servlet.class,
        // not by the annotations of the whiteboard, which require one
        property = {
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME + "=torrentxt-metrics",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/metrics",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT + "=" + MetricsServlet.CONTEXT
        })
public final class MetricsServlet extends HttpServlet {
    static final String CONTEXT = "(osgi.http.whiteboard.context.name=torrentxt)";

    private static final long serialVersionUID = 1L;

    private final transient Metrics metrics;

    /**
     * Called by Declarative Services.
     *
     * @param metrics what is measured
     * @param context not used: without it, the servlet must not exist
     */
    @Activate
    public MetricsServlet(
            @Reference Metrics metrics, @Reference(target = CONTEXT) ServiceReference<ServletContextHelper> context) {
        this(metrics);
    }

    /** For use without Declarative Services. */
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
