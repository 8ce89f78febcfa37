package org.torrentxt.impl.engine.status;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.TorrentSaving;
import org.torrentxt.impl.state.TorrentState;

/** Has the statuses follow what calls change, which is what is to be saved, whether it is or not. */
public final class FollowedSaving implements TorrentSaving {
    private final TorrentSaving saving;
    private final FollowedStatuses statuses;

    public FollowedSaving(TorrentSaving saving, FollowedStatuses statuses) {
        this.saving = saving;
        this.statuses = statuses;
    }

    @Override
    public void saveNew(EngineTorrent torrent) {
        statuses.touch(torrent.id());
        saving.saveNew(torrent);
    }

    @Override
    public void save(EngineTorrent torrent) {
        statuses.touch(torrent.id());
        saving.save(torrent);
    }

    @Override
    public void saveQueue() {
        statuses.stir();
        saving.saveQueue();
    }

    @Override
    public void forget(EngineTorrent torrent) {
        statuses.forget(torrent.id());
        saving.forget(torrent);
    }

    @Override
    public boolean isOn() {
        return saving.isOn();
    }

    @Override
    public void requireLoaded() {
        saving.requireLoaded();
    }

    @Override
    public void awaitLoaded() {
        saving.awaitLoaded();
    }

    @Override
    public void awaitLoaded(int id) {
        saving.awaitLoaded(id);
    }

    @Override
    public CompletableFuture<Void> whenLoaded() {
        return saving.whenLoaded();
    }

    @Override
    public CompletableFuture<Void> saveState() {
        return saving.saveState();
    }

    @Override
    public Optional<TorrentState> notLoaded(InfoHashes hashes) {
        return saving.notLoaded(hashes);
    }

    @Override
    public boolean follow(EngineTorrent torrent, Alert alert) {
        return saving.follow(torrent, alert);
    }

    @Override
    public void catchUp() {
        saving.catchUp();
    }
}
