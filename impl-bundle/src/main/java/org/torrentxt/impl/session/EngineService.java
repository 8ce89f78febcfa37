package org.torrentxt.impl.session;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.NativeLibrary;

/** Knows the engine, and which session has which name. */
@Component(service = {TorrentEngine.class, EngineService.class})
public final class EngineService implements TorrentEngine {
    private final Map<String, Object> running = new TreeMap<>();
    private final Map<String, String> failed = new TreeMap<>();

    /**
     * Takes a name for a session.
     *
     * @throws TorrentException {@link ErrorCode#SESSION_LIVE} if another has it
     */
    synchronized void take(String session, Object owner) {
        Object holder = running.putIfAbsent(session, owner);
        if (holder != null && holder != owner) {
            throw new TorrentException(
                    ErrorCode.SESSION_LIVE,
                    "a session named '" + session + "' is running already; give this one another name");
        }
    }

    /** Gives a name back, if this owner has it. */
    synchronized void release(String session, Object owner) {
        running.remove(session, owner);
    }

    /** Remembers why a session does not run; null once it does, or is no longer wanted. */
    synchronized void setProblem(String session, String problem) {
        if (problem == null) {
            failed.remove(session);
        } else {
            failed.put(session, problem);
        }
    }

    @Override
    public boolean isAvailable() {
        return problem().isEmpty();
    }

    @Override
    public Optional<String> problem() {
        return NativeLibrary.get().problem();
    }

    @Override
    public String version() {
        return NativeLibrary.get().version();
    }

    @Override
    public String bindingVersion() {
        return NativeLibrary.get().bindingVersion();
    }

    @Override
    public Optional<Path> nativeLibrary() {
        return NativeLibrary.get().file();
    }

    @Override
    public boolean isMmapSafe() {
        return NativeLibrary.get().isMmapSafe();
    }

    @Override
    public synchronized Map<String, String> failedSessions() {
        return Map.copyOf(failed);
    }
}
