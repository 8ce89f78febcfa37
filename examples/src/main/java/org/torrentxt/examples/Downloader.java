package org.torrentxt.examples;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.status.TorrentStatus;

/**
 * Downloads by magnet link. Each download's stage ends: with the torrent once its files are complete, or exceptionally
 * when it stops for an error, is removed, or this component is deactivated.
 */
@Component(
        service = {Downloader.class, AlertListener.class},
        property = {
            "session=default",
            "alert.types=torrentFinished",
            "alert.types=torrentError",
            "alert.types=torrentRemoved"
        })
public final class Downloader implements AlertListener {
    private final Map<Integer, CompletableFuture<Void>> downloads = new ConcurrentHashMap<>();
    private final TorrentSession session;

    @Activate
    public Downloader(@Reference(target = "(session.name=default)") TorrentSession session) {
        this.session = session;
    }

    public CompletionStage<Torrent> download(String magnet) {
        Torrent torrent = session.add(AddTorrent.magnet(magnet).build()).torrent();
        CompletableFuture<Void> download = downloads.computeIfAbsent(torrent.id(), id -> new CompletableFuture<>());
        Optional<TorrentStatus> status = torrent.status(); // its alert may have come before we waited for it
        if (status.filter(TorrentStatus::isFinished).isPresent()) {
            download.complete(null);
        } else if (status.map(TorrentStatus::error).orElse("removed").length() > 0) {
            download.completeExceptionally(new TorrentException(ErrorCode.GENERIC, "download ended: " + status));
        }
        download.whenComplete((finished, failure) -> downloads.remove(torrent.id(), download));
        return download.thenApply(finished -> torrent);
    }

    @Override
    public void onAlert(Alert alert) {
        CompletableFuture<Void> download = downloads.remove(alert.torrent());
        if (download != null && alert instanceof TorrentFinished) {
            download.complete(null);
        } else if (download != null) {
            download.completeExceptionally(new TorrentException(ErrorCode.GENERIC, "download ended: " + alert));
        }
    }

    @Deactivate
    void stop() {
        downloads.values().forEach(download -> download.cancel(false));
    }
}
