package org.torrentxt.impl.create;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.stage.Outside;

/**
 * Creates .torrent files with one thread per processor, shared by all creations in turn. The threads are daemons and
 * end when idle.
 */
@Component(service = TorrentCreator.class)
public final class ParallelTorrentCreator implements TorrentCreator {
    private static final String PROGRAM = "TorrentXT for OSGi";
    private static final long IDLE_SECONDS = 10;
    private static final long STOP_SECONDS = 10;

    private final String program;
    private final int parallelism;
    private final ThreadPoolExecutor executor;
    private final Set<CompletableFuture<CreatedTorrent>> running = ConcurrentHashMap.newKeySet();
    private final Outside outside = new Outside("torrentxt-create-callback");
    private volatile boolean stopped;

    /** The service of a bundle: writes that bundle's version as creator, and uses all processors. */
    @Activate
    public ParallelTorrentCreator(BundleContext context) {
        this(signature(context.getBundle().getVersion()), Runtime.getRuntime().availableProcessors());
    }

    /**
     * A creator outside OSGi.
     *
     * @param program the default value of "created by"
     * @param parallelism number of hashing threads, at least 1
     */
    public ParallelTorrentCreator(String program, int parallelism) {
        this.program = program;
        this.parallelism = parallelism;
        AtomicInteger threads = new AtomicInteger();
        this.executor = new ThreadPoolExecutor(
                parallelism, parallelism, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "torrentxt-create-" + threads.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    private static String signature(Version version) {
        return PROGRAM + " " + version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }

    @Override
    public CompletableFuture<CreatedTorrent> create(CreateTorrent request) {
        Objects.requireNonNull(request, "request");
        Creation creation = new Creation(request, program, executor, parallelism);
        CompletableFuture<CreatedTorrent> future = creation.future();
        running.add(future);
        future.whenComplete((result, failure) -> running.remove(future));
        // after the registration, so that a stop at this moment sees it, or it sees the stop
        if (stopped) {
            future.completeExceptionally(stoppedFailure());
        } else {
            creation.start();
        }
        CompletableFuture<CreatedTorrent> out = outside.hand(future);
        out.whenComplete((result, failure) -> future.cancel(false)); // nobody waits for it any more
        return out;
    }

    /** Fails the running creations and waits until their threads have closed all files. */
    @Deactivate
    void stop() throws InterruptedException {
        stopped = true;
        running.forEach(future -> future.completeExceptionally(stoppedFailure()));
        executor.shutdown();
        outside.close();
        executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    }

    private static TorrentException stoppedFailure() {
        return new TorrentException(ErrorCode.GENERIC, "the torrent creator was stopped before it had finished");
    }
}
