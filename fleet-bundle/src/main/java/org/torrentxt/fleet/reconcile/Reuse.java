package org.torrentxt.fleet.reconcile;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.failure.Reasons;

/**
 * Takes what a new version has in common with earlier ones from the disk. Its torrent is added so that it receives
 * nothing but its metadata (by {@link TorrentFlag#UPLOAD_MODE}); then files are copied on a thread of their own, one
 * torrent after the other, and checked by the engine; then the rest is fetched. That it is not yet at that is an attribute of the torrent, so that a
 * node that was killed in the midst begins again. Not thread-safe.
 */
final class Reuse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reuse.class);
    private static final int PATIENCE = 10; // seconds for the bytes that are being copied at the end

    /** The attribute of torrents that are held for that. */
    static final String ATTRIBUTE = "org.torrentxt.fleet.reuses";

    private enum Stage {
        QUEUED,
        RUNNING,
        STOPPED
    }

    /**
     * One torrent.
     *
     * @param copying true if anything may have been written
     * @param whole until that is checked, too
     */
    private record Job(
            Torrent torrent,
            AtomicReference<Stage> stage,
            CompletableFuture<Boolean> copying,
            CompletableFuture<?> whole) {}

    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "torrentxt-fleet-reuse");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Integer, Job> jobs = new ConcurrentHashMap<>(); // by torrent; closed while there is a step

    /**
     * Has a torrent that is to be added receive its metadata only, until files are taken from earlier versions. Outside the
     * queue, as the engine ends upload mode after ten minutes for those that are in it.
     */
    static void hold(AddTorrent.Builder request) {
        request.started().set(TorrentFlag.UPLOAD_MODE).attribute(ATTRIBUTE, "true");
    }

    /** Stops copying for all other torrents, such as those that were removed. */
    void retain(Collection<Integer> torrents) {
        jobs.entrySet().removeIf(job -> !torrents.contains(job.getKey()) && stop(job.getKey()));
    }

    /** Stops copying for a torrent; true if nothing is written for it any more. */
    boolean stop(int torrent) {
        Job job = jobs.get(torrent);
        if (job == null) {
            return true;
        }
        if (job.stage().getAndSet(Stage.STOPPED) == Stage.QUEUED) {
            job.copying().complete(false); // it does not begin any more
        }
        return job.copying().isDone();
    }

    /**
     * Does the next step for one that is held.
     *
     * @param former the torrents of earlier versions that are complete, the newest one first
     * @return true if it is held no more
     */
    boolean look(Held held, Torrent torrent, List<Torrent> former) {
        try {
            Job job = jobs.get(held.id());
            if (!held.reuses()) {
                return false;
            } else if (job != null && (isStopped(job) || !job.torrent().isValid())) {
                if (stop(held.id())) { // begun again, such as after a restart of its session
                    jobs.remove(held.id());
                }
            } else if (job != null ? job.whole().isDone() : held.isComplete()) {
                release(held, torrent);
                return true;
            } else if (!held.flags().contains(TorrentFlag.UPLOAD_MODE)) {
                torrent.setUploadMode(true); // again: somebody has ended it
            } else if (torrent.flags().contains(TorrentFlag.AUTO_MANAGED)) { // it may have been paused in this step
                torrent.resumeNow(); // out of the queue again: somebody has resumed it
            } else if (job == null && !held.waitsForSpace() && hasMetadata(torrent)) {
                jobs.put(held.id(), begin(torrent, former));
                if (executor.isShutdown()) { // closed before it was in the map
                    stop(held.id());
                }
            }
        } catch (TorrentException e) {
            LOG.debug("Torrent {} was removed meanwhile", held.id(), e);
        } catch (RejectedExecutionException e) { // closed meanwhile: begun after the next start
            LOG.debug("Torrent {} reuses nothing any more", held.id(), e);
        }
        return false;
    }

    private static boolean hasMetadata(Torrent torrent) {
        return torrent.status().filter(TorrentStatus::hasMetadata).isPresent();
    }

    // The attribute is removed last: whatever stops in between is done again.
    private void release(Held held, Torrent torrent) {
        if (!held.waitsForSpace()) { // else policies remove the flag
            torrent.setUploadMode(false);
        }
        if (!torrent.flags().contains(TorrentFlag.PAUSED)) { // else the queue would resume it
            torrent.setAutoManaged(true);
        }
        torrent.changeAttributes(Map.of(), Set.of(ATTRIBUTE));
        jobs.remove(held.id());
    }

    private static boolean isStopped(Job job) {
        return job.stage().get() == Stage.STOPPED;
    }

    private Job begin(Torrent torrent, List<Torrent> former) {
        AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
        CompletableFuture<Boolean> copying = CompletableFuture.supplyAsync(
                () -> stage.compareAndSet(Stage.QUEUED, Stage.RUNNING)
                        && copy(torrent, former, () -> stage.get() == Stage.STOPPED),
                executor);
        CompletableFuture<?> whole = copying.handle((isWritten, failure) -> {
                    if (failure != null) { // what it is to have is fetched then
                        warn(torrent, "cannot copy from earlier versions", failure);
                    }
                    // Also after a failure: the engine may know of pieces which were there before.
                    return (failure != null || isWritten) && stage.get() != Stage.STOPPED
                            ? torrent.recheck()
                            : CompletableFuture.completedFuture(torrent);
                })
                .thenCompose(Function.identity());
        return new Job(torrent, stage, copying, whole.whenComplete((checked, failure) -> {
            if (failure != null) {
                warn(torrent, "what was copied from earlier versions cannot be checked", failure);
            }
        }));
    }

    private static void warn(Torrent torrent, String what, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.warn("Fleet: torrent {}: {}: {}", torrent.id(), what, Reasons.withFile(cause));
        LOG.debug("The failure", cause);
    }

    private static boolean copy(Torrent torrent, List<Torrent> former, BooleanSupplier isStopped) {
        FormerFiles files = new FormerFiles();
        former.forEach(version -> folder(version).ifPresent(folder -> files.add(folder, version.files())));
        Path folder = folder(torrent).orElseThrow();
        List<FormerFiles.Copy> copies =
                files.copies(folder, torrent.files(), torrent.infoHashes().v1().isPresent());
        long bytes = new FileCopier(folder, isStopped).copy(copies);
        if (bytes > 0) {
            LOG.info(
                    "Fleet: torrent {} takes up to {} bytes in {} files from earlier versions",
                    torrent.id(),
                    bytes,
                    copies.size());
        }
        return !copies.isEmpty(); // one that has failed may have been written in part
    }

    private static Optional<Path> folder(Torrent torrent) {
        return torrent.status().map(TorrentStatus::savePath);
    }

    /** Stops copying: what is there in part is copied again after the next start. */
    @Override
    public void close() {
        executor.shutdown(); // a step that has not ended begins none any more
        jobs.keySet().forEach(this::stop);
        try {
            executor.awaitTermination(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
