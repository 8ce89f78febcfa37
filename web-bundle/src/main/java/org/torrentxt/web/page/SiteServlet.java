package org.torrentxt.web.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.web.access.Visitor;
import org.torrentxt.web.json.JsonReader;
import org.torrentxt.web.site.Methods;
import org.torrentxt.web.site.PageContext;
import org.torrentxt.web.site.Sessions;
import org.torrentxt.web.site.Web;

/**
 * What the page shows and the RPC protocol has no words for: {@code /api/site}, the sessions and what the visitor may
 * do; {@code /api/doctor}, findings. It changes nothing.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("torrentxt-site")
@HttpWhiteboardServletPattern("/api/*")
@HttpWhiteboardContextSelect(PageContext.SELECT)
public final class SiteServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Web web;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile TorrentEngine engine;

    /** Called by Declarative Services. */
    @Activate
    public SiteServlet(@Reference Web web) {
        this.web = web;
    }

    /** For use without Declarative Services. */
    SiteServlet(Web web, TorrentEngine engine) {
        this(web);
        this.engine = engine;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Methods.GET.isAllowed(request, response)) {
            return;
        }
        String path = String.valueOf(request.getPathInfo());
        if (!path.equals("/site") && !path.equals("/doctor")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String session = request.getParameter("session"); // fails if it is malformed, so before anything is written
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try (JsonGenerator json = JsonReader.FACTORY.createGenerator(response.getOutputStream())) {
            json.writeStartObject();
            if (path.equals("/site")) {
                site(json, Visitor.of(request));
            } else {
                doctor(json, session);
            }
            json.writeEndObject();
        }
    }

    private void site(JsonGenerator json, Visitor visitor) throws IOException {
        Sessions sessions = web.sessions();
        json.writeStringField("user", visitor.user());
        json.writeBooleanField("mayManage", visitor.mayManage());
        json.writeBooleanField("stream", web.options().stream());
        json.writeStringField("session", sessions.standard());
        json.writeArrayFieldStart("sessions");
        for (String name : sessions.names()) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private void doctor(JsonGenerator json, String name) throws IOException {
        json.writeArrayFieldStart("findings");
        write(json, Checkup.of(Optional.ofNullable(engine)));
        try {
            TorrentSession session =
                    name == null ? web.sessions().session() : web.sessions().session(name);
            write(json, Checkup.of(session));
        } catch (TorrentException e) {
            write(json, List.of(new Finding(Finding.Severity.ERROR, "", "session", e.getMessage())));
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, List<Finding> findings) throws IOException {
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            json.writeStringField("session", finding.session());
            json.writeStringField("subject", finding.subject());
            json.writeStringField("text", finding.text());
            json.writeEndObject();
        }
    }
}
