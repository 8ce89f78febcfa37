package org.torrentxt.metrics.jmx;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.metrics.figure.Condition;
import org.torrentxt.metrics.figure.Recent;

/** A torrent as an MBean. */
final class TorrentBean implements TorrentMXBean {
    private final String session;
    private final int id;
    private final Recent<TorrentStatus> status;

    /**
     * Creates an instance.
     *
     * @param source of its status; empty once it is removed
     * @param gone is called when it is found to be removed
     * @param clock in nanoseconds, like {@link System#nanoTime()}
     */
    TorrentBean(String session, int id, Supplier<Optional<TorrentStatus>> source, Runnable gone, LongSupplier clock) {
        this.session = session;
        this.id = id;
        this.status = new Recent<>(
                () -> Readable.read(source).orElseThrow(() -> {
                    gone.run();
                    return new IllegalStateException("torrent " + id + " was removed");
                }),
                clock);
    }

    @Override
    public int getId() {
        return id;
    }

    @Override
    public String getSession() {
        return session;
    }

    @Override
    public String getInfoHash() {
        return status.get().infoHashes().best().map(Object::toString).orElse("");
    }

    @Override
    public String getName() {
        return status.get().name();
    }

    @Override
    public String getState() {
        return Condition.of(status.get()).text();
    }

    @Override
    public String getError() {
        return status.get().error();
    }

    @Override
    public double getProgress() {
        return status.get().progress();
    }

    @Override
    public long getWantedBytes() {
        return status.get().totalWanted();
    }

    @Override
    public long getDoneBytes() {
        return status.get().totalWantedDone();
    }

    @Override
    public long getDownloadRate() {
        return status.get().downloadRate();
    }

    @Override
    public long getUploadRate() {
        return status.get().uploadRate();
    }

    @Override
    public long getAllTimeDownload() {
        return status.get().allTimeDownload();
    }

    @Override
    public long getAllTimeUpload() {
        return status.get().allTimeUpload();
    }

    @Override
    public int getPeers() {
        return status.get().numPeers();
    }

    @Override
    public int getSeeds() {
        return status.get().numSeeds();
    }

    @Override
    public List<String> getLabels() {
        return status.get().labels().stream().sorted().toList();
    }
}
