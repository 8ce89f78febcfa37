package org.torrentxt.fleet.reconcile;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentStatus;

/**
 * Takes what a new version has in common with earlier ones from the disk. Its torrent is added so that it receives
 * nothing but its metadata (by {@link TorrentFlag#UPLOAD_MODE}); then files are copied on a thread of their own, and
 * checked by the engine; then the rest is fetched. That it is not yet at that is an attribute of the torrent, so that a
 * node that was killed in the midst begins again. Not thread-safe.
 */
final class Reuse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reuse.class);
    private static final int PATIENCE = 10; // seconds for the bytes that are being copied at the end

    /** The attribute of torrents that are held for that. */
    static final String ATTRIBUTE = "org.torrentxt.fleet.reuses";

    private record Job(
            Torrent torrent, AtomicBoolean isStopped, CompletableFuture<Long> copying, CompletableFuture<?> whole) {}

    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "torrentxt-fleet-reuse");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Integer, Job> jobs = new HashMap<>(); // by torrent

    /** Has a torrent that is to be added receive its metadata only, until files are taken from earlier versions. */
    static void hold(AddTorrent.Builder request) {
        request.set(TorrentFlag.UPLOAD_MODE).attribute(ATTRIBUTE, "true");
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
        job.isStopped().set(true);
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
            } else if (job != null && !job.torrent().isValid()) { // of a session that was restarted
                if (stop(held.id())) {
                    jobs.remove(held.id());
                }
            } else if (job != null ? job.whole().isDone() : held.isComplete()) {
                release(held, torrent);
                return true;
            } else if (!held.flags().contains(TorrentFlag.UPLOAD_MODE)) {
                torrent.setUploadMode(true); // again: the engine ends that after ten minutes
            } else if (job == null && !held.waitsForSpace() && hasMetadata(torrent)) {
                jobs.put(held.id(), begin(torrent, former));
            }
        } catch (TorrentException e) {
            LOG.debug("Torrent {} was removed meanwhile", held.id(), e);
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
        torrent.changeAttributes(Map.of(), Set.of(ATTRIBUTE));
        jobs.remove(held.id());
    }

    private Job begin(Torrent torrent, List<Torrent> former) {
        AtomicBoolean isStopped = new AtomicBoolean();
        CompletableFuture<Long> copying =
                CompletableFuture.supplyAsync(() -> copy(torrent, former, isStopped), executor);
        CompletionStage<?> whole = copying.thenCompose(bytes ->
                bytes > 0 && !isStopped.get() ? torrent.recheck() : CompletableFuture.completedFuture(torrent));
        return new Job(torrent, isStopped, copying, whole.toCompletableFuture().whenComplete((checked, failure) -> {
            if (failure != null) { // it is fetched then, as far as it is not known to be there
                LOG.debug("Torrent {} reuses nothing", torrent.id(), failure);
            }
        }));
    }

    private static long copy(Torrent torrent, List<Torrent> former, AtomicBoolean isStopped) {
        FormerFiles files = new FormerFiles();
        former.forEach(version -> folder(version).ifPresent(folder -> files.add(folder, version.files())));
        Path folder = folder(torrent).orElseThrow();
        List<FormerFiles.Copy> copies =
                files.copies(folder, torrent.files(), torrent.infoHashes().v1().isPresent());
        long bytes = new FileCopier(folder, isStopped::get).copy(copies);
        if (bytes > 0) {
            LOG.info(
                    "Fleet: torrent {} takes up to {} bytes in {} files from earlier versions",
                    torrent.id(),
                    bytes,
                    copies.size());
        }
        return bytes;
    }

    private static Optional<Path> folder(Torrent torrent) {
        return torrent.status().map(TorrentStatus::savePath);
    }

    /** Stops copying: what is there in part is copied again after the next start. */
    @Override
    public void close() {
        jobs.values().forEach(job -> job.isStopped().set(true));
        executor.shutdown();
        try {
            executor.awaitTermination(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
