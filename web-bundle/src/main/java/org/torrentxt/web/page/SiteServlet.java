package org.torrentxt.web.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.api.history.RateHistory;
import org.torrentxt.api.history.SessionHistory;
import org.torrentxt.api.policy.Category;
import org.torrentxt.web.access.Visitor;
import org.torrentxt.web.json.JsonReader;
import org.torrentxt.web.site.Methods;
import org.torrentxt.web.site.PageContext;
import org.torrentxt.web.site.Sessions;
import org.torrentxt.web.site.Web;

/**
 * What the page shows and the RPC protocol has no words for: {@code /api/site}, the sessions with their categories, and
 * what the visitor may do; {@code /api/doctor}, findings; {@code /api/rates}, the rates of a session in the last day; in
 * a fleet, {@code /api/nodes} and {@code /api/torrents}, the torrents of a node. It changes nothing.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("torrentxt-site")
@HttpWhiteboardServletPattern("/api/*")
@HttpWhiteboardContextSelect(PageContext.SELECT)
public final class SiteServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String SITE = "/site";
    private static final String DOCTOR = "/doctor";
    private static final String RATES = "/rates";
    private static final String NODES = "/nodes";
    private static final Set<String> PATHS = Set.of(SITE, DOCTOR, RATES);
    private static final Set<String> FLEET_PATHS = Set.of(NODES, "/torrents");

    private final transient Web web;
    private final transient KeptTorrents kept = new KeptTorrents();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Health health;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile SessionHistory history;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Fleet fleet;

    /** Called by Declarative Services. */
    @Activate
    public SiteServlet(@Reference Web web) {
        this.web = web;
    }

    /** For use without Declarative Services. */
    SiteServlet(Web web, Health health, SessionHistory history, Optional<Fleet> fleet) {
        this(web);
        this.health = health;
        this.history = history;
        this.fleet = fleet.orElse(null);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Methods.GET.isAllowed(request, response)) {
            return;
        }
        String path = String.valueOf(request.getPathInfo());
        Optional<FleetView> nodes = Optional.ofNullable(fleet).map(present -> new FleetView(present, kept));
        if (!PATHS.contains(path) && !(FLEET_PATHS.contains(path) && nodes.isPresent())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        // these fail if they are malformed, so before anything is written
        String session = request.getParameter("session");
        String node = text(request, "node");
        String version = text(request, "version");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        List<HealthFinding> findings = path.equals(DOCTOR) ? findings(session) : List.of();
        try (JsonGenerator json = JsonReader.FACTORY.createGenerator(response.getOutputStream())) {
            json.writeStartObject();
            switch (path) {
                case SITE -> site(json, Visitor.of(request));
                case DOCTOR -> doctor(json, findings);
                case RATES -> rates(json, session);
                case NODES -> nodes.orElseThrow().nodes(json);
                default -> nodes.orElseThrow().torrents(json, node, version);
            }
            json.writeEndObject();
        }
    }

    private static String text(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
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
        json.writeObjectFieldStart("categories");
        for (String name : sessions.names()) {
            categories(json, name);
        }
        json.writeEndObject();
        Fleet present = fleet;
        if (present != null) {
            json.writeStringField("node", present.node());
        }
    }

    private void categories(JsonGenerator json, String session) throws IOException {
        List<Category> categories = web.policies()
                .of(session)
                .map(policies -> policies.categories().all())
                .orElse(List.of());
        json.writeArrayFieldStart(session);
        for (Category category : categories) {
            json.writeString(category.name());
        }
        json.writeEndArray();
    }

    // Nothing where no rates are recorded: the page shows those since it was opened.
    private void rates(JsonGenerator json, String name) throws IOException {
        SessionHistory present = history;
        Optional<RateHistory> rates = present == null
                ? Optional.empty()
                : present.rates(name == null ? web.sessions().standard() : name);
        json.writeNumberField(
                "begin", rates.map(all -> all.begin().getEpochSecond()).orElse(0L));
        json.writeNumberField("step", rates.map(all -> all.step().toSeconds()).orElse(0L));
        rates(json, "download", rates.map(RateHistory::downloadRates).orElse(List.of()));
        rates(json, "upload", rates.map(RateHistory::uploadRates).orElse(List.of()));
    }

    private static void rates(JsonGenerator json, String name, List<Long> rates) throws IOException {
        json.writeArrayFieldStart(name);
        for (long rate : rates) {
            if (rate == RateHistory.UNKNOWN) {
                json.writeNull();
            } else {
                json.writeNumber(rate);
            }
        }
        json.writeEndArray();
    }

    private static void doctor(JsonGenerator json, List<HealthFinding> findings) throws IOException {
        json.writeArrayFieldStart("findings");
        for (HealthFinding finding : findings) {
            json.writeStartObject();
            json.writeStringField("severity", severity(finding.level()));
            json.writeStringField("session", finding.session());
            json.writeStringField("subject", finding.subject());
            json.writeStringField("text", finding.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    // Of other sessions only what has failed.
    private List<HealthFinding> findings(String name) {
        List<HealthFinding> findings = new ArrayList<>();
        try {
            String session =
                    (name == null ? web.sessions().session() : web.sessions().session(name)).name();
            checked().stream()
                    .filter(finding -> finding.level() == Level.FAIL
                            || finding.session().isEmpty()
                            || finding.session().equals(session))
                    .forEach(findings::add);
        } catch (TorrentException e) {
            findings.addAll(checked());
            findings.add(failure("session", e.getMessage()));
        }
        return findings;
    }

    private List<HealthFinding> checked() {
        Health present = health;
        if (present == null) {
            return List.of(failure("health", "the health checks are not running; is torrentxt-health active?"));
        }
        try {
            return present.check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
            return List.of();
        }
    }

    private static HealthFinding failure(String subject, String text) {
        return HealthFinding.builder(Level.FAIL, subject, text).build();
    }

    private static String severity(Level level) {
        return switch (level) {
            case OK -> "ok";
            case WARN -> "warning";
            case FAIL -> "error";
        };
    }
}
