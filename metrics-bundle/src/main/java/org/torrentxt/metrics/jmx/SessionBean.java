package org.torrentxt.metrics.jmx;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.metrics.figure.AlertCounts;
import org.torrentxt.metrics.figure.Condition;
import org.torrentxt.metrics.figure.Recent;

/** A session as an MBean. */
public final class SessionBean implements TorrentSessionMXBean {
    private static final int MOST = 1000;

    private final TorrentSession session;
    private final TorrentBeans exposed;
    private final Recent<SessionStatus> status;
    private final Recent<List<TorrentStatus>> torrents;

    /**
     * Creates an instance.
     *
     * @param session not null
     * @param exposed those of its torrents that are MBeans
     * @param clock in nanoseconds, like {@link System#nanoTime()}
     */
    public SessionBean(TorrentSession session, TorrentBeans exposed, LongSupplier clock) {
        this.session = session;
        this.exposed = exposed;
        this.status = new Recent<>(() -> Readable.read(session::status), clock);
        this.torrents = new Recent<>(() -> Readable.read(session::statuses), clock);
    }

    @Override
    public String getName() {
        return session.name();
    }

    @Override
    public String getEngineVersion() {
        return Readable.read(session::engineVersion);
    }

    @Override
    public String getNetwork() {
        return status.get().network().label();
    }

    @Override
    public List<String> getListenEndpoints() {
        return status.get().listenEndpoints().stream().map(Endpoint::toString).toList();
    }

    @Override
    public boolean isPaused() {
        return status.get().isPaused();
    }

    @Override
    public boolean isLoading() {
        return status.get().isLoading();
    }

    @Override
    public int getTorrentCount() {
        return status.get().numTorrents();
    }

    @Override
    public Map<String, Integer> getTorrentsByState() {
        Map<String, Integer> counts = new TreeMap<>();
        Condition.count(torrents.get()).forEach((condition, count) -> counts.put(condition.text(), count));
        return counts;
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
    public long getTotalDownload() {
        return status.get().totalDownload();
    }

    @Override
    public long getTotalUpload() {
        return status.get().totalUpload();
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
    public int getDhtNodes() {
        return status.get().dhtNodes();
    }

    @Override
    public long getAlertsDropped() {
        return status.get().alertsDropped();
    }

    @Override
    public Map<String, Long> getAlertsRaised() {
        return AlertCounts.of(status.get());
    }

    @Override
    public List<String> getStuckSubscribers() {
        return status.get().stuckSubscribers().stream()
                .map(StuckSubscriber::text)
                .toList();
    }

    @Override
    public Map<String, Long> getCounters() {
        return new TreeMap<>(status.get().counters());
    }

    @Override
    public List<TorrentRow> listTorrents(int first, int count) {
        if (first < 0) {
            throw new IllegalArgumentException("invalid first " + first + ": expected 0 or more");
        }
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("invalid count " + count + ": expected 1 to " + MOST);
        }
        return torrents.get().stream()
                .sorted(Comparator.comparingInt(TorrentStatus::id))
                .skip(first)
                .limit(count)
                .map(TorrentRow::new)
                .toList();
    }

    @Override
    public void exposeTorrent(int id) {
        Readable.read(() -> {
            exposed.expose(id);
            return true;
        });
    }

    @Override
    public boolean hideTorrent(int id) {
        return exposed.hide(id);
    }
}
