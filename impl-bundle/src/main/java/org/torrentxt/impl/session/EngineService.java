package org.torrentxt.impl.session;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.NativeLibrary;

/** Knows the engine, and which session has which name. */
@Component(service = {TorrentEngine.class, EngineService.class})
public final class EngineService implements TorrentEngine {
    // longer than a session takes to stop at the most
    private static final long STOP_SECONDS = 20;

    private final Map<String, Object> running = new TreeMap<>();
    private final Set<String> stopping = new HashSet<>();
    // by owner: of two that want one name, what is wrong with one is not mended by the other
    private final Map<Object, Map.Entry<String, String>> problems = new IdentityHashMap<>();

    /**
     * Takes a name for a session. Waits for one that has it and is stopping, within bounds: a configuration that is replaced by
     * another of the same name stops and starts at about the same time.
     *
     * @throws TorrentException {@link ErrorCode#SESSION_LIVE} if another has it
     */
    synchronized void take(String session, Object owner) {
        awaitStop(session);
        Object holder = running.putIfAbsent(session, owner);
        if (holder != null && holder != owner) {
            throw new TorrentException(
                    ErrorCode.SESSION_LIVE,
                    "a session named '" + session + "' is running already; give this one another name");
        }
    }

    private void awaitStop(String session) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        long left = STOP_SECONDS * 1_000;
        try {
            while (stopping.contains(session) && left > 0) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells that a name will be given back in a moment. */
    synchronized void announceStop(String session) {
        stopping.add(session);
    }

    /** Gives a name back, if this owner has it. */
    synchronized void release(String session, Object owner) {
        if (running.remove(session, owner)) {
            stopping.remove(session);
            notifyAll();
        }
    }

    /** Remembers why the session of an owner does not run, or not as it should. */
    synchronized void setProblem(Object owner, String session, String problem) {
        problems.put(owner, Map.entry(session, problem));
    }

    /** Forgets what was wrong with the session of an owner. */
    synchronized void clearProblem(Object owner) {
        problems.remove(owner);
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
        Map<String, String> failed = new TreeMap<>();
        problems.values().forEach(problem -> failed.put(problem.getKey(), problem.getValue()));
        return failed;
    }
}
