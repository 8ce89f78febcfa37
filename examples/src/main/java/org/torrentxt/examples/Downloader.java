package org.torrentxt.examples;

import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;

/**
 * Downloads by magnet link. Each download's stage ends: with the torrent once its files are complete, or exceptionally
 * when it stops for an error, is removed, or the session stops.
 */
@Component(service = Downloader.class)
public final class Downloader {
    private final TorrentSession session;

    @Activate
    public Downloader(@Reference(target = "(session.name=default)") TorrentSession session) {
        this.session = session;
    }

    public CompletionStage<Torrent> download(String magnet) {
        return session.add(AddTorrent.magnet(magnet).build()).torrent().whenFinished();
    }
}
