package org.torrentxt.api.health;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** Runs all checks; an OSGi service. May be used by several threads. */
@ProviderType
public interface Health {
    /**
     * Runs all checks at the same time and waits for them, at most ten seconds. Callers that ask at the same time
     * share a run of a check that is slow.
     *
     * @return what was found, in the order of the service rankings of the checks, highest first; a check that failed or
     *     has not returned is a finding of level {@link HealthFinding.Level#FAIL}
     * @throws InterruptedException if the thread is interrupted; the checks go on
     */
    List<HealthFinding> check() throws InterruptedException;

    /**
     * Runs the checks with that name, like {@link #check()}.
     *
     * @param name see {@link HealthCheck#NAME}, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if there is none, with the names of those that
     * there are
     * @throws InterruptedException if the thread is interrupted; the checks go on
     */
    List<HealthFinding> check(String name) throws InterruptedException;
}
