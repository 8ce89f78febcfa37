package org.torrentxt.api.history;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How the rates of all sessions were in the last 24 hours, also before a restart, as an OSGi service. All members may be
 * called from any thread, and do not wait for the engine.
 */
@ProviderType
public interface SessionHistory {
    /**
     * The rates of a session in the last 24 hours.
     *
     * @param session its name, not null
     * @return empty if no session of that name has run since the service exists
     */
    Optional<RateHistory> rates(String session);
}
