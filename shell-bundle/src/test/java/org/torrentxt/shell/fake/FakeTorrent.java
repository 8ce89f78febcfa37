package org.torrentxt.shell.fake;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;

/** A torrent that has a status, and else nothing. */
final class FakeTorrent implements Torrent {
    private final TorrentStatus status;

    FakeTorrent(TorrentStatus status) {
        this.status = status;
    }

    @Override
    public int id() {
        return status.id();
    }

    @Override
    public InfoHashes infoHashes() {
        return status.infoHashes();
    }

    @Override
    public boolean isValid() {
        return true;
    }

    @Override
    public Optional<TorrentStatus> status() {
        return Optional.of(status);
    }

    @Override
    public List<FileInfo> files() {
        return List.of();
    }

    @Override
    public List<PeerInfo> peers() {
        return List.of();
    }

    @Override
    public List<TrackerInfo> trackers() {
        return List.of();
    }

    @Override
    public BitSet pieces() {
        return new BitSet();
    }

    @Override
    public Set<TorrentFlag> flags() {
        return status.flags();
    }

    @Override
    public Optional<String> magnetUri() {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> torrentFile() {
        return Optional.empty();
    }

    @Override
    public void pause() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setFlags(Set<TorrentFlag> flags, Set<TorrentFlag> mask) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void connectPeer(Endpoint peer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(boolean deleteFiles) {
        throw new UnsupportedOperationException();
    }
}
