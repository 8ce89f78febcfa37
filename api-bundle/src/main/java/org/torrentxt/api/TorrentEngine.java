package org.torrentxt.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The native engine beneath all sessions, as an OSGi service. Registered whether or not the engine could be loaded, so that
 * the reason can be read when there is no session.
 */
@ProviderType
public interface TorrentEngine {
    /** True if the native library is loaded and fits. */
    boolean isAvailable();

    /** Why the engine cannot be used, and what to do, in one line; empty while it can. */
    Optional<String> problem();

    /** The version of libtorrent, such as {@code 2.0.6.0}; empty while the engine cannot be used. */
    String version();

    /** The version of the Java binding, such as {@code 2.0.6-26}. */
    String bindingVersion();

    /** The file the native library was loaded from, where the platform lists it. */
    Optional<Path> nativeLibrary();

    /**
     * How many copies of the native library are in the memory of this JVM: 1 normally, 0 where the platform does not list them. Each time the
     * engine's bundle is reinstalled or updated, another is loaded, and the previous ones stay until the JVM is restarted.
     */
    int nativeCopies();

    /**
     * True if the engine's memory-mapped disk I/O may be used: libjsig is loaded, so that the engine's signal handlers and
     * those of the JVM do not replace one another.
     */
    boolean isMmapSafe();

    /**
     * The configured sessions that do not run, by name, with the reason in one line each. A name is never both here and that of a
     * running session.
     */
    Map<String, String> failedSessions();

    /**
     * What is not as configured with sessions that run: configurations that were refused, unknown keys, ports that could not be
     * opened. Looked up at each call; may take a few milliseconds.
     *
     * @return in no particular order; empty if all is well
     */
    List<SessionProblem> sessionProblems();
}
