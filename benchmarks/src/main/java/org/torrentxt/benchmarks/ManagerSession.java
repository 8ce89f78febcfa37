package org.torrentxt.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    /**
     * Starts it.
     *
     * @param utp false to disable uTP, which libtorrent prefers and which is slow on a loopback interface
     */
    ManagerSession(boolean utp) {
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
        manager.start(params(utp));
    }

    private static SessionParams params(boolean utp) {
        SettingsPack settings = new SettingsPack();
        settings.listenInterfaces("127.0.0.1:0");
        settings.setDhtBootstrapNodes("");
        settings.setEnableDht(false);
        settings.setEnableLsd(false);
        settings.setBoolean(settings_pack.bool_types.enable_upnp.swigValue(), false);
        settings.setBoolean(settings_pack.bool_types.enable_natpmp.swigValue(), false);
        if (!utp) {
            settings.setBoolean(settings_pack.bool_types.enable_outgoing_utp.swigValue(), false);
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
                    complete.complete(null);
                }
            }
            case TORRENT_RESUMED -> resumed.complete(null);
            case TORRENT_FINISHED -> finished.complete(null);
            default -> {
                IllegalStateException failure = new IllegalStateException(alert.message());
                complete.completeExceptionally(failure);
                finished.completeExceptionally(failure);
            }
        }
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
    public void download(byte[] torrent, Path folder, int peerPort) {
        List<TcpEndpoint> peers = List.of(new TcpEndpoint("127.0.0.1", peerPort));
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
    public void close() {
        manager.stop();
    }
}
