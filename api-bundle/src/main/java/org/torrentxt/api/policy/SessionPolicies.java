package org.torrentxt.api.policy;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The policies of one session, as an OSGi service: one per configuration of the factory PID {@value #PID}, which names
 * the session. The service is there whether that session is running or not. All members may be called from any thread.
 */
@ProviderType
public interface SessionPolicies {
    /** The factory PID of the configurations. */
    String PID = "org.torrentxt.policy";

    /** The service property with the name of the session, a String. */
    String SESSION = "session";

    /** The name of the session. */
    String session();

    /** When its torrents stop seeding. */
    SharePolicy shares();

    /** Its rate limits: normal ones and alternative ones. */
    SpeedPolicy speeds();

    /** Groups of its torrents that share rate limits. */
    GroupPolicy groups();

    /** Categories of its torrents, and where their files go. */
    CategoryPolicy categories();

    /** What is kept free on disks. */
    SpacePolicy space();
}
