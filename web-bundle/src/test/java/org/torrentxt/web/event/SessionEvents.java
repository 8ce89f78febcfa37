package org.torrentxt.web.event;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.web.site.Web;

/** The events of sessions, without an OSGi framework: statuses of all, alerts of fake ones. */
public final class SessionEvents {
    private SessionEvents() {}

    /** A servlet that sends them as often as usual. */
    public static EventServlet servlet(Web web, List<TorrentSession> sessions) {
        return new EventServlet(
                web, (name, types, listener) -> subscribe(name, types, listener, sessions), Pace.USUAL, EventRing.MOST);
    }

    private static AlertSource.Subscription subscribe(
            String name, Set<AlertType> types, AlertListener listener, List<TorrentSession> sessions) {
        Set<AlertType> wanted = ConcurrentHashMap.newKeySet();
        wanted.addAll(types);
        for (TorrentSession session : sessions) {
            if (session instanceof FakeSession fake && session.name().equals(name)) {
                fake.subscribe(alert -> {
                    if (wanted.contains(alert.type())) {
                        listener.onAlert(alert);
                    }
                });
            }
        }
        return new AlertSource.Subscription() {
            @Override
            public void setTypes(Set<AlertType> others) {
                wanted.addAll(others);
                wanted.retainAll(others);
            }

            @Override
            public void close() {
                wanted.clear();
            }
        };
    }
}
