package org.torrentxt.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The native engine used by all sessions, as an OSGi service. Registered even if the engine could not be loaded, so
 * that the reason is available.
 */
@ProviderType
public interface TorrentEngine {
    /** True if the native library is loaded and matches the Java binding. */
    boolean isAvailable();

    /** Why the engine cannot be used, and what to do, in one line; empty while it can. */
    Optional<String> problem();

    /** The version of libtorrent, such as {@code 2.0.6.0}; empty while the engine cannot be used. */
    String version();

    /** The version of the Java binding, such as {@code 2.0.6-26}. */
    String bindingVersion();

    /** The file that the native library was loaded from, if the platform lists it. */
    Optional<Path> nativeLibrary();

    /**
     * The number of copies of the native library in the memory of this JVM: normally 1, 0 if the platform does not list
     * them. Each time the engine's bundle is reinstalled or updated, another copy is loaded, and the previous ones
     * remain until the JVM is restarted.
     */
    int nativeCopies();

    /**
     * True if the engine's memory-mapped disk I/O can be used: libjsig is loaded, so that the signal handlers of the
     * engine and the JVM do not replace each other.
     */
    boolean isMmapSafe();

    /**
     * The configured sessions that are not running, by name, with the reason in one line. Never contains the name of a
     * running session.
     */
    Map<String, String> failedSessions();

    /**
     * The problems of running sessions: rejected configurations, unknown keys, ports that could not be opened.
     * Determined on each call; may take a few milliseconds.
     *
     * @return in no particular order; empty if there are none
     */
    List<SessionProblem> sessionProblems();
}
