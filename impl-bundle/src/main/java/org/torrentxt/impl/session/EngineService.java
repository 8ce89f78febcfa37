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
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.binding.NativeLibrary;
import org.torrentxt.stage.StaleClasses;

/** The engine service: its state, and the names of sessions. */
@Component(service = {TorrentEngine.class, EngineService.class})
public final class EngineService implements TorrentEngine {
    // longer than the maximum time for stopping a session
    private static final long STOP_SECONDS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(EngineService.class);

    private record Refusal(String session, String reason) {}

    private final Map<String, Object> running = new TreeMap<>();
    private final Set<String> stopping = new HashSet<>();
    // by name, the owners that were refused it, in order
    private final Map<String, Map<Object, Runnable>> waiting = new HashMap<>();
    private final Map<Object, Runnable> folders = new IdentityHashMap<>(); // by owner that waits for one
    // by owner: if two use the same name, a problem of one is not solved by the other
    private final Map<Object, Refusal> refused = new IdentityHashMap<>();
    private final Map<Object, Supplier<List<SessionProblem>>> watched = new IdentityHashMap<>();

    @Activate
    void start() {
        if (nativeCopies() > 1) {
            LOG.warn(
                    "{} copies of the native library are in memory because the engine's bundle was reinstalled or"
                            + " updated; restart the JVM to free all but one",
                    nativeCopies());
        }
    }

    @Deactivate
    void stop(BundleContext context) {
        if (context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() != Bundle.ACTIVE) {
            return;
        }
        loadClasses(context.getBundle());
        if (nativeCopies() > 0) {
            LOG.info("The engine is stopping; the native library stays in memory until the JVM ends, and is loaded"
                    + " again if the engine's bundle is reinstalled");
        }
    }

    // Other bundles may still hold objects of this one after a refresh.
    private static void loadClasses(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null) {
            StaleClasses.load(
                    wiring.listResources(
                            "/", "*.class", BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE),
                    wiring.getClassLoader());
        }
    }

    /**
     * Reserves a name for a session. Waits for a limited time if its owner is stopping: when a configuration is
     * replaced by another with the same name, one stops and the other starts at about the same time.
     *
     * @param whenFree if the name is in use, called on a separate thread once it is free and the owner still waits; it
     *     may be in use again by then
     * @throws TorrentException {@link ErrorCode#SESSION_LIVE} if it is in use
     */
    synchronized void take(String session, Object owner, Runnable whenFree) {
        awaitStop(session);
        Object holder = running.putIfAbsent(session, owner);
        if (holder != null && holder != owner) {
            waiting.computeIfAbsent(session, name -> new LinkedHashMap<>()).put(owner, whenFree);
            throw new TorrentException(
                    ErrorCode.SESSION_LIVE,
                    "session '" + session + "' is already running; choose another name, or stop that session");
        }
    }

    /** Stops waiting for a name, or a state folder. */
    synchronized void giveUpWaiting(Object owner) {
        waiting.values().forEach(owners -> owners.remove(owner));
        folders.remove(owner);
    }

    /**
     * Waits for a state folder that another session may have.
     *
     * @param whenFree called once, on a separate thread, after a session has stopped
     */
    synchronized void awaitFolder(Object owner, Runnable whenFree) {
        folders.put(owner, whenFree);
    }

    /** Reports that a session has stopped, whose state folder is free. */
    synchronized void folderReleased() {
        folders.values().forEach(whenFree -> start("folder", whenFree));
        folders.clear();
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

    /** Announces that a name will be released soon. */
    synchronized void announceStop(String session) {
        stopping.add(session);
    }

    /** Withdraws {@link #announceStop}: the session runs again. */
    synchronized void withdrawStop(String session) {
        if (stopping.remove(session)) {
            notifyAll();
        }
    }

    /** Releases a name, if this owner has it. */
    synchronized void release(String session, Object owner) {
        if (running.remove(session, owner)) {
            stopping.remove(session);
            notifyAll();
            waiting.getOrDefault(session, Map.of()).values().stream()
                    .findFirst()
                    .ifPresent(first -> start(session, first));
        }
    }

    // not on this thread, which holds the lock of the stopping owner, for which the other may wait
    private static void start(String session, Runnable whenFree) {
        Thread thread = new Thread(whenFree, "torrentxt-" + session + "-start");
        thread.setDaemon(true);
        thread.start();
    }

    /** Records why the configuration of an owner was rejected, and the name of its session. */
    synchronized void setRefusal(Object owner, String session, String reason) {
        refused.put(owner, new Refusal(session, reason));
    }

    /** Clears the reason why the configuration of an owner was rejected. */
    synchronized void clearRefusal(Object owner) {
        refused.remove(owner);
    }

    /** Adds the source of problems of an owner's running session. */
    synchronized void watch(Object owner, Supplier<List<SessionProblem>> problems) {
        watched.put(owner, problems);
    }

    /** Removes the source of problems. */
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
        sessions.forEach(session -> problems.addAll(session.get())); // may be slow
        return problems;
    }

    private Optional<SessionProblem> refusal(Object owner, Refusal refusal) {
        return Optional.ofNullable(running.get(refusal.session()))
                .map(holder -> SessionProblem.builder(
                                refusal.session(),
                                SessionProblem.Severity.ERROR,
                                "configuration",
                                (holder == owner
                                                ? "change rejected, the session continues unchanged: "
                                                : "another configuration with this name was rejected: ")
                                        + refusal.reason())
                        .build());
    }
}
