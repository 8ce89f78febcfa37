package org.torrentxt.benchmarks;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.event.SessionEvents;

/** The number of alerts per second from a session to a subscriber. */
final class AlertBenchmark implements Benchmark {
    private static final String TOPIC = AlertType.PIECE_FINISHED.topic();
    private static final String METHOD = """
        `pieceFinished` alerts from a session to its subscribers, as fast as they are processed, in an OSGi framework
        with Karaf's EventAdmin and its configuration: to one `EventHandler` through the EventAdmin, to one
        `AlertListener` directly, and, without TorrentXT, events with one property with `EventAdmin.sendEvent` to one
        `EventHandler`. Measured from the first one sent until the last one arrived; none is dropped, all arrive in
        order. After a warm-up round.\
        """;

    private final Samples handler = new Samples();
    private final Samples listener = new Samples();
    private final Samples alone = new Samples();

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        int alerts = workspace.options().alerts();
        Table details = new Table("round", "EventHandler /s", "AlertListener /s", "EventAdmin alone /s");
        try (EmbeddedFramework framework = EmbeddedFramework.start(workspace.resolve("framework"))) {
            BundleContext context = framework.context();
            EventAdmin eventAdmin = framework.eventAdmin();
            toHandler(context, alerts);
            toListener(context, alerts);
            withoutOurs(context, eventAdmin, alerts);
            for (int round = 0; round < workspace.options().rounds(); round++) {
                handler.add(toHandler(context, alerts));
                listener.add(toListener(context, alerts));
                alone.add(withoutOurs(context, eventAdmin, alerts));
                details.row(
                        round + 1,
                        Samples.text(handler.get(round), 0),
                        Samples.text(listener.get(round), 0),
                        Samples.text(alone.get(round), 0));
            }
        }
        return new Section(
                "Alerts to one subscriber",
                METHOD,
                List.of(
                        headline("alerts per second to an EventHandler; reference: EventAdmin alone", handler, alone),
                        headline("alerts per second to an AlertListener; reference: EventHandler", listener, handler)),
                details);
    }

    private static Headline headline(String what, Samples ours, Samples reference) {
        return new Headline(
                what,
                ours.summary(0),
                reference.summary(0),
                ours.dividedBy(reference).summary(2),
                "");
    }

    private static double toHandler(BundleContext context, int alerts) throws InterruptedException {
        AlertFlow flow = new AlertFlow(alerts);
        ServiceRegistration<?> registration = registerHandler(context, flow);
        return throughSession(context, flow, registration);
    }

    private static double toListener(BundleContext context, int alerts) throws InterruptedException {
        AlertFlow flow = new AlertFlow(alerts);
        ServiceRegistration<?> registration = context.registerService(
                AlertListener.class,
                alert -> flow.arrived(((PieceFinished) alert).piece()),
                new Hashtable<>(Map.of(AlertListener.TYPES, AlertType.PIECE_FINISHED.alertName())));
        return throughSession(context, flow, registration);
    }

    private static double withoutOurs(BundleContext context, EventAdmin eventAdmin, int alerts)
            throws InterruptedException {
        AlertFlow flow = new AlertFlow(alerts);
        ServiceRegistration<?> registration = registerHandler(context, flow);
        try {
            return flow.rate(alert -> eventAdmin.sendEvent(new Event(TOPIC, Map.of("piece", alert.piece()))));
        } finally {
            registration.unregister();
        }
    }

    private static ServiceRegistration<?> registerHandler(BundleContext context, AlertFlow flow) {
        return context.registerService(
                EventHandler.class,
                event -> flow.arrived((Integer) event.getProperty("piece")),
                new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, TOPIC)));
    }

    private static double throughSession(BundleContext context, AlertFlow flow, ServiceRegistration<?> registration)
            throws InterruptedException {
        try (SessionEvents events = new SessionEvents(context, "benchmark")) {
            events.open();
            return flow.rate(events::publish);
        } finally {
            registration.unregister();
        }
    }
}
