package org.torrentxt.web.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.web.site.Methods;
import org.torrentxt.web.site.Web;

/**
 * A tab of Felix Web Console: the sessions, and a link to the page. The console finds it by its properties, adds its
 * own header and menu, and lets in whom it lets in.
 */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=torrentxt",
            "felix.webconsole.title=Torrents",
            "felix.webconsole.category=TorrentXT"
        })
public final class ConsolePlugin extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final List<String> COLUMNS =
            List.of("Session", "Network", "Listens on", "Torrents", "Peers", "Down", "Up", "State");

    private final transient Web web;

    /** Called by Declarative Services. */
    @Activate
    public ConsolePlugin(@Reference Web web) {
        this.web = web;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Methods.GET.isAllowed(request, response)) {
            return;
        }
        response.setContentType("text/html;charset=UTF-8");
        PrintWriter out = response.getWriter();
        List<String> names = web.sessions().names();
        out.println("<p class=\"statline\">" + (names.isEmpty() ? "No session is running" : "Sessions: " + names.size())
                + ". <a href=\"/torrentxt/\">Torrents of session "
                + escaped(web.sessions().standard()) + "</a></p>");
        out.println("<table class=\"nicetable\"><thead><tr>" + cells("th", COLUMNS) + "</tr></thead><tbody>");
        names.forEach(name -> web.sessions()
                .find(name)
                .ifPresent(session -> out.println("<tr>" + cells("td", row(session)) + "</tr>")));
        out.println("</tbody></table>");
    }

    private static List<String> row(TorrentSession session) {
        try {
            SessionStatus status = session.status();
            return List.of(
                    status.name(),
                    status.network().name().toLowerCase(Locale.ROOT),
                    status.listenEndpoints().stream().map(Endpoint::toString).collect(Collectors.joining(", ")),
                    Integer.toString(status.numTorrents()),
                    Integer.toString(status.numPeers()),
                    rate(status.downloadRate()),
                    rate(status.uploadRate()),
                    status.isPaused() ? "paused" : status.isLoading() ? "loading" : "running");
        } catch (TorrentException e) {
            return List.of(session.name(), "", "", "", "", "", "", e.getMessage());
        }
    }

    private static String rate(long bytes) {
        return bytes / 1024 + " KiB/s";
    }

    private static String cells(String element, List<String> texts) {
        return texts.stream()
                .map(text -> "<" + element + ">" + escaped(text) + "</" + element + ">")
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
