package org.torrentxt.api.health;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Checks one thing, and says what to do if it is not as it should be. Register an implementation as an OSGi service
 * with the property {@value #NAME} (whiteboard): {@link Health}, and with it {@code torrent:doctor} and Felix Health
 * Checks, run it from then on.
 */
@ConsumerType
@FunctionalInterface
public interface HealthCheck {
    /** The service property with the check's name, a String such as {@code disk}; the id of the service if absent. */
    String NAME = "torrentxt.check";

    /**
     * Checks now. It changes nothing, and returns within a second or two: one that takes longer than ten seconds is
     * reported as a failure, and is not run again before it has returned.
     *
     * <p>Called on a thread of its own, one call at a time.
     *
     * @return what was found, also if nothing is wrong; not null and without nulls
     * @throws Exception if the check itself fails, which is reported as a failure with the message of the exception
     */
    List<HealthFinding> check() throws Exception;
}
