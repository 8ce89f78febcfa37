package org.torrentxt.web.event;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.web.site.Methods;
import org.torrentxt.web.site.PageContext;
import org.torrentxt.web.site.Web;

/**
 * Server-Sent Events at {@code /torrentxt/events} and {@code /torrentxt/events/SESSION}: alerts and changed statuses.
 * The format is in docs/web.md.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("torrentxt-events")
@HttpWhiteboardServletPattern({"/events", "/events/*"})
@HttpWhiteboardServletAsyncSupported
@HttpWhiteboardContextSelect(PageContext.SELECT)
public final class EventServlet extends HttpServlet implements AutoCloseable {
    private static final long serialVersionUID = 1L;

    private static final String RETRY_SECONDS = "10";

    private final transient Web web;
    private final transient Feeds feeds;
    private final transient Semaphore free;

    /** Called by Declarative Services. */
    @Activate
    public EventServlet(BundleContext context, @Reference Web web) {
        this(web, new WhiteboardAlerts(context), Pace.USUAL, EventRing.MOST);
    }

    EventServlet(Web web, AlertSource alerts, Pace pace, int mostEvents) {
        this.web = web;
        this.feeds = new Feeds(web.sessions(), alerts, pace, mostEvents);
        this.free = new Semaphore(web.options().eventLimit());
    }

    /** Called by Declarative Services. */
    @Override
    @Deactivate
    public void close() {
        feeds.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Methods.GET.isAllowed(request, response)) {
            return;
        }
        try {
            String session = session(request);
            String[] types = request.getParameterValues("types");
            Wanted wanted = Wanted.of(types == null ? List.of() : List.of(types));
            follow(session, wanted, since(request), request, response);
        } catch (TorrentException e) {
            refuse(
                    response,
                    e.code() == ErrorCode.NO_SESSION
                            ? HttpServletResponse.SC_NOT_FOUND
                            : HttpServletResponse.SC_BAD_REQUEST,
                    e.getMessage());
        }
    }

    private String session(HttpServletRequest request) {
        String path = request.getPathInfo();
        boolean isNamed = path != null && !path.equals("/");
        return (isNamed
                        ? web.sessions().session(path.substring(1))
                        : web.sessions().session())
                .name();
    }

    /** The version of the statuses that a client has already; 0 for none. */
    private static long since(HttpServletRequest request) {
        String since = Optional.ofNullable(request.getParameter("since")).orElse("0");
        try {
            return Math.max(0, Long.parseLong(since));
        } catch (NumberFormatException e) {
            throw TorrentException.invalid(
                    "invalid since '" + since + "': expected the version of an answer to torrent-get");
        }
    }

    private void follow(
            String session, Wanted wanted, long since, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getMethod().equals("HEAD")) {
            setHeaders(response);
            return;
        }
        if (!free.tryAcquire()) {
            response.setHeader("Retry-After", RETRY_SECONDS);
            refuse(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "too many clients follow events: " + web.options().eventLimit()
                            + "; see event.limit in etc/org.torrentxt.web.cfg");
            return;
        }
        SessionFeed.Start start;
        EventClient client;
        try {
            SessionFeed feed = feeds.of(session);
            start = feed.begin(wanted, request.getHeader("Last-Event-ID"), since);
            setHeaders(response);
            client = new EventClient(request, wanted, start.position(), gone -> {
                feed.remove(gone);
                free.release();
            });
            client.version = start.version();
            feed.add(client);
        } catch (IOException | RuntimeException e) {
            free.release();
            throw e;
        }
        client.start(start.first());
    }

    private static void setHeaders(HttpServletResponse response) {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // For proxies that would keep events back.
        response.setHeader("X-Accel-Buffering", "no");
    }

    private static void refuse(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
