package org.torrentxt.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.libtorrent4j.AlertListener;
import org.libtorrent4j.SessionManager;
import org.libtorrent4j.SessionParams;
import org.libtorrent4j.SettingsPack;
import org.libtorrent4j.TcpEndpoint;
import org.libtorrent4j.TorrentFlags;
import org.libtorrent4j.TorrentInfo;
import org.libtorrent4j.TorrentStatus;
import org.libtorrent4j.alerts.Alert;
import org.libtorrent4j.alerts.AlertType;
import org.libtorrent4j.alerts.ListenSucceededAlert;
import org.libtorrent4j.alerts.StateChangedAlert;
import org.libtorrent4j.swig.settings_pack;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle_vector;

/**
 * The reference: the binding's own session manager. With its defaults, except for POSIX disk I/O, without which the JVM
 * may crash, and settings that keep it on 127.0.0.1.
 */
final class ManagerSession implements TransferSession {
    private static final int[] TYPES = {
        AlertType.LISTEN_SUCCEEDED.swig(),
        AlertType.STATE_CHANGED.swig(),
        AlertType.TORRENT_RESUMED.swig(),
        AlertType.TORRENT_FINISHED.swig(),
        AlertType.TORRENT_ERROR.swig(),
        AlertType.FILE_ERROR.swig()
    };
    private static final long LISTEN_SECONDS = 10;

    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private final CompletableFuture<Void> resumed = new CompletableFuture<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final SessionManager manager = new SessionManager();
    private final AtomicInteger incomplete;
    private final AtomicInteger unresumed;
    private final AtomicInteger unfinished;

    /**
     * Starts it, for one torrent.
     *
     * @param utp false to disable uTP, which libtorrent prefers and which is slow on a loopback interface
     */
    ManagerSession(boolean utp) {
        this(utp, 1);
    }

    /** Starts it, for so many torrents, all of which run at the same time if there is more than one. */
    ManagerSession(boolean utp, int torrents) {
        incomplete = new AtomicInteger(torrents);
        unresumed = new AtomicInteger(torrents);
        unfinished = new AtomicInteger(torrents);
        manager.addListener(new AlertListener() {
            @Override
            public int[] types() {
                return TYPES.clone();
            }

            @Override
            public void alert(Alert<?> alert) {
                onAlert(alert);
            }
        });
        manager.start(params(utp, torrents > 1));
    }

    private static SessionParams params(boolean utp, boolean many) {
        SettingsPack settings = new SettingsPack();
        settings.listenInterfaces("127.0.0.1:0");
        settings.setDhtBootstrapNodes("");
        settings.setEnableDht(false);
        settings.setEnableLsd(false);
        settings.setBoolean(settings_pack.bool_types.enable_upnp.swigValue(), false);
        settings.setBoolean(settings_pack.bool_types.enable_natpmp.swigValue(), false);
        // all peers of a benchmark have the same address
        settings.setBoolean(settings_pack.bool_types.allow_multiple_connections_per_ip.swigValue(), true);
        if (!utp) {
            settings.setBoolean(settings_pack.bool_types.enable_outgoing_utp.swigValue(), false);
        }
        if (many) { // else its queue would run three downloads and five seeds at a time
            List.of(
                            settings_pack.int_types.active_downloads,
                            settings_pack.int_types.active_seeds,
                            settings_pack.int_types.active_limit)
                    .forEach(limit -> settings.setInteger(limit.swigValue(), -1));
        }
        SessionParams params = new SessionParams(settings);
        params.setPosixDiskIO();
        return params;
    }

    private void onAlert(Alert<?> alert) {
        switch (alert.type()) {
            case LISTEN_SUCCEEDED -> {
                if (((ListenSucceededAlert) alert).port() > 0) {
                    listening.countDown();
                }
            }
            case STATE_CHANGED -> {
                if (((StateChangedAlert) alert).getState() == TorrentStatus.State.SEEDING) {
                    count(incomplete, complete);
                }
            }
            case TORRENT_RESUMED -> count(unresumed, resumed);
            case TORRENT_FINISHED -> count(unfinished, finished);
            default -> {
                IllegalStateException failure = new IllegalStateException(alert.message());
                complete.completeExceptionally(failure);
                finished.completeExceptionally(failure);
            }
        }
    }

    private static void count(AtomicInteger missing, CompletableFuture<Void> all) {
        if (missing.decrementAndGet() == 0) {
            all.complete(null);
        }
    }

    /** The session of the binding. */
    SessionManager manager() {
        return manager;
    }

    @Override
    public int port() {
        try {
            if (!listening.await(LISTEN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the session manager does not listen");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return manager.swig().listen_port();
    }

    @Override
    public void seed(byte[] torrent, Path folder, boolean checked) {
        torrent_flags_t flags = checked ? new torrent_flags_t() : TorrentFlags.SEED_MODE;
        manager.download(new TorrentInfo(torrent), folder.toFile(), null, null, null, flags);
    }

    @Override
    public void download(byte[] torrent, Path folder, int... peerPorts) {
        List<TcpEndpoint> peers = Arrays.stream(peerPorts)
                .mapToObj(port -> new TcpEndpoint("127.0.0.1", port))
                .toList();
        manager.download(new TorrentInfo(torrent), folder.toFile(), null, null, peers, new torrent_flags_t());
    }

    @Override
    public CompletableFuture<Void> seeding() {
        // its queue starts a torrent shortly after adding it, and peers that connect earlier are rejected
        return CompletableFuture.allOf(complete, resumed);
    }

    @Override
    public CompletableFuture<Void> finished() {
        return finished;
    }

    @Override
    public long uploaded() {
        torrent_handle_vector handles = manager.swig().get_torrents();
        long sum = 0;
        for (int i = 0; i < handles.size(); i++) {
            sum += handles.get(i).status().getAll_time_upload();
        }
        return sum;
    }

    @Override
    public void close() {
        manager.stop();
    }
}
