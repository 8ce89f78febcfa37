package org.torrentxt.policy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.SessionPolicies;

/** Policies of a session, with categories, that look when a test says so. */
public final class RunningPolicies {
    private final PolicyComponent component;

    /**
     * Starts them.
     *
     * @param categories their configurations
     */
    public RunningPolicies(
            TorrentSession session,
            Map<String, Object> properties,
            List<Map<String, Object>> categories,
            Clock clock,
            Path folder) {
        component = new PolicyComponent(properties, clock, folder);
        categories.forEach(category -> component.addCategory(new CategoryComponent(category)));
        component.addSession(session);
    }

    /** The service. */
    public SessionPolicies service() {
        return component;
    }

    /** Does what is due. */
    public void look() {
        component.look();
    }

    /** Stops them. */
    public void stop() throws InterruptedException {
        component.stop();
    }
}
