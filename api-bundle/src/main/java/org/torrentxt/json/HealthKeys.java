package org.torrentxt.json;

import java.util.List;
import org.torrentxt.api.health.HealthFinding;

/** The keys of what health checks find in JSON; see {@link Keys}. */
final class HealthKeys {
    static final List<Keys<?>> ALL = List.of(Keys.of(HealthFinding.class)
            .key("level", HealthFinding::level)
            .key("session", HealthFinding::session)
            .key("subject", HealthFinding::subject)
            .key("text", HealthFinding::text));

    private HealthKeys() {}
}
