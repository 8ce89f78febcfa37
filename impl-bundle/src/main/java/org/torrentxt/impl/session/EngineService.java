package org.torrentxt.impl.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.NativeLibrary;

/** Knows the engine, and which session has which name. */
@Component(service = {TorrentEngine.class, EngineService.class})
public final class EngineService implements TorrentEngine {
    // longer than a session takes to stop at most
    private static final long STOP_SECONDS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(EngineService.class);

    private record Refusal(String session, String reason) {}

    private final Map<String, Object> running = new TreeMap<>();
    private final Set<String> stopping = new HashSet<>();
    // by name, those that were refused it, in the order they came
    private final Map<String, Map<Object, Runnable>> waiting = new HashMap<>();
    // by owner: of two that want one name, what is wrong with one is not mended by the other
    private final Map<Object, Refusal> refused = new IdentityHashMap<>();
    private final Map<Object, Supplier<List<SessionProblem>>> watched = new IdentityHashMap<>();

    @Activate
    void start() {
        if (nativeCopies() > 1) {
            LOG.warn(
                    "{} copies of the native library are in memory, as the engine's bundle was installed or updated again;"
                            + " restart the JVM to free all but one",
                    nativeCopies());
        }
    }

    @Deactivate
    void stop(BundleContext context) {
        if (context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.ACTIVE && nativeCopies() > 0) {
            LOG.info(
                    "The engine stops; the native library stays in memory until the JVM ends, and is loaded once more if the"
                            + " engine's bundle is uninstalled and installed again");
        }
    }

    /**
     * Takes a name for a session. Waits for one that has it and is stopping, within bounds: a configuration that is replaced by
     * another of the same name stops and starts at about the same time.
     *
     * @param whenFree called on a thread of its own once the name is free, if it is not now, and the owner still waits; it may be taken
     *     again by then
     * @throws TorrentException {@link ErrorCode#SESSION_LIVE} if another has it
     */
    synchronized void take(String session, Object owner, Runnable whenFree) {
        awaitStop(session);
        Object holder = running.putIfAbsent(session, owner);
        if (holder != null && holder != owner) {
            waiting.computeIfAbsent(session, name -> new LinkedHashMap<>()).put(owner, whenFree);
            throw new TorrentException(
                    ErrorCode.SESSION_LIVE,
                    "a session named '" + session
                            + "' is running already; give this one another name, or stop the other");
        }
    }

    /** Waits no more for a name. */
    synchronized void giveUpWaiting(Object owner) {
        waiting.values().forEach(owners -> owners.remove(owner));
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

    /** Announces that a name will be released in a moment. */
    synchronized void announceStop(String session) {
        stopping.add(session);
    }

    /** Gives a name back, if this owner has it. */
    synchronized void release(String session, Object owner) {
        if (running.remove(session, owner)) {
            stopping.remove(session);
            notifyAll();
            waiting.getOrDefault(session, Map.of()).values().stream()
                    .findFirst()
                    .ifPresent(first -> start(session, first));
        }
    }

    // not on this thread, which holds the lock of the one that stops, while the other may wait for that
    private static void start(String session, Runnable whenFree) {
        Thread thread = new Thread(whenFree, "torrentxt-" + session + "-start");
        thread.setDaemon(true);
        thread.start();
    }

    /** Remembers why the configuration of an owner is refused, and the name of the session that it is of. */
    synchronized void setRefusal(Object owner, String session, String reason) {
        refused.put(owner, new Refusal(session, reason));
    }

    /** Forgets why the configuration of an owner was refused. */
    synchronized void clearRefusal(Object owner) {
        refused.remove(owner);
    }

    /** Asks for what is not as configured with the running session of an owner, from now on. */
    synchronized void watch(Object owner, Supplier<List<SessionProblem>> problems) {
        watched.put(owner, problems);
    }

    /** Asks no more. */
    synchronized void unwatch(Object owner) {
        watched.remove(owner);
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
    public int nativeCopies() {
        return NativeLibrary.get().copies();
    }

    @Override
    public boolean isMmapSafe() {
        return NativeLibrary.get().isMmapSafe();
    }

    @Override
    public synchronized Map<String, String> failedSessions() {
        Map<String, String> failed = new TreeMap<>();
        refused.values().stream()
                .filter(refusal -> !running.containsKey(refusal.session()))
                .forEach(refusal -> failed.put(refusal.session(), refusal.reason()));
        return failed;
    }

    @Override
    public List<SessionProblem> sessionProblems() {
        List<SessionProblem> problems = new ArrayList<>();
        List<Supplier<List<SessionProblem>>> sessions;
        synchronized (this) {
            sessions = List.copyOf(watched.values());
            refused.forEach((owner, refusal) -> refusal(owner, refusal).ifPresent(problems::add));
        }
        sessions.forEach(session -> problems.addAll(session.get())); // may take a while
        return problems;
    }

    private Optional<SessionProblem> refusal(Object owner, Refusal refusal) {
        return Optional.ofNullable(running.get(refusal.session()))
                .map(holder -> new SessionProblem(
                        refusal.session(),
                        SessionProblem.Severity.ERROR,
                        "configuration",
                        (holder == owner
                                        ? "a change is refused, the session continues as before: "
                                        : "another configuration of this name is refused: ")
                                + refusal.reason()));
    }
}
