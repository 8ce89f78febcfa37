/**
 * What acts on torrents by rule: limits after which torrents stop seeding, alternative speeds, categories, and groups of
 * torrents that share rate limits. The feature {@code torrentxt-policy} has the service, {@link org.torrentxt.api.policy.SessionPolicies}; without it nothing acts.
 *
 * <p>A null where none is allowed causes a {@link java.lang.NullPointerException} that names the parameter; nothing is
 * changed then. Returned values are never null.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api.policy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
