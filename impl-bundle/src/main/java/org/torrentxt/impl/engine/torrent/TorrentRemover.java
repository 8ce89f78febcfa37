package org.torrentxt.impl.engine.torrent;

import java.util.Optional;
import org.libtorrent4j.swig.session_handle;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.TorrentRemoved;
import org.torrentxt.impl.engine.binding.LiveHandle;

/** Removes torrents from a session. */
public final class TorrentRemover {
    private final TorrentContext session;
    private final TorrentTable torrents;
    private final TorrentAdder adder;

    public TorrentRemover(TorrentContext session, TorrentTable torrents, TorrentAdder adder) {
        this.session = session;
        this.torrents = torrents;
        this.adder = adder;
    }

    /** Removes a torrent from the table and the engine in one step, so that the same one cannot be added in between. */
    public void remove(EngineTorrent torrent, boolean deleteFiles) {
        adder.exclusively(() -> {
            Optional<EngineTorrent> twin = twinOf(torrent);
            boolean twinFirst = twin.filter(other -> goesBefore(other, torrent)).isPresent();
            if (twinFirst) {
                takeOut(twin.get(), false);
            }
            takeOut(torrent, deleteFiles);
            if (!twinFirst) {
                twin.ifPresent(other -> takeOut(other, false));
            }
        });
    }

    // The same torrent, added by its other info-hash: the metadata of this one, which has failed, contains both.
    private Optional<EngineTorrent> twinOf(EngineTorrent torrent) {
        return torrent.identity().hashesInEngine().stream()
                .flatMap(hash -> torrents.find(hash).stream())
                .filter(other -> other != torrent && other.isValid())
                .findFirst();
    }

    // The engine removes what it finds by the last of a torrent's info-hashes: it must not find the other one.
    private static boolean goesBefore(EngineTorrent one, EngineTorrent other) {
        boolean knowsBoth = one.identity().hashesInEngine().stream().count() > 1;
        return !knowsBoth || other.infoHashes().v2().isEmpty();
    }

    private void takeOut(EngineTorrent torrent, boolean deleteFiles) {
        torrent.handle().remove(handle -> {
            boolean deletesParts = !deleteFiles && torrent.storage().leavesPartFile(handle);
            if (deleteFiles) {
                torrent.storage().noteDeletion(handle);
            }
            torrents.remove(torrent, deleteFiles || deletesParts);
            session.engine().run(engine -> {
                if (deleteFiles) {
                    engine.remove_torrent(handle, session_handle.delete_files);
                } else if (deletesParts) {
                    engine.remove_torrent(handle, session_handle.delete_partfile);
                } else {
                    engine.remove_torrent(handle);
                }
            });
        });
        session.saving().forget(torrent);
        session.requests().endAll(torrent.id(), LiveHandle.gone(torrent.id()));
        endReading(torrent, LiveHandle.gone(torrent.id()));
        session.urls().forget(torrent.id());
    }

    /** Removes a torrent that the engine has dropped by itself, and reports it. */
    public void tellDropped(EngineTorrent torrent) {
        boolean runs = session.engine().ask(engine -> true, false); // otherwise all torrents seem to be gone
        if (runs && torrents.discard(torrent)) {
            session.saving().forget(torrent);
            session.requests().endAll(torrent.id(), LiveHandle.gone(torrent.id()));
            endReading(torrent, LiveHandle.gone(torrent.id()));
            session.publish(new TorrentRemoved(torrent.origin()));
        }
    }

    private void endReading(EngineTorrent torrent, TorrentException reason) {
        torrent.reading().ifPresent(reading -> reading.arrivals().end(reason));
        session.pieceReads().failAll(torrent.id(), reason);
    }
}
