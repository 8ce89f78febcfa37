package org.torrentxt.impl.engine.torrent;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.file_prio_alert;
import org.libtorrent4j.swig.libtorrent_jni;
import org.libtorrent4j.swig.piece_finished_alert;
import org.libtorrent4j.swig.read_piece_alert;
import org.libtorrent4j.swig.torrent_alert;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.request.PendingRequests;

/**
 * The alerts about pieces that those who read torrents wait for, whoever listens; and the pieces that the engine was
 * asked to read.
 */
public final class PieceReads {
    private record Key(int torrent, int piece) {}

    private static final int SPAN_BYTES = 16;

    private final TorrentTable torrents;
    private final Executor callbacks;
    private final PendingRequests<Key, byte[]> requests;

    public PieceReads(TorrentTable torrents, Executor callbacks) {
        this.torrents = torrents;
        this.callbacks = callbacks;
        this.requests = new PendingRequests<>(callbacks);
    }

    /** Takes an alert, whose kind has this number in the engine; on the thread that popped it. */
    public void accept(int kind, alert raw) {
        if (kind == piece_finished_alert.alert_type) {
            piece_finished_alert told = alert.cast_to_piece_finished_alert(raw);
            find(told)
                    .flatMap(EngineTorrent::reading)
                    .ifPresent(reading -> reading.arrivals().arrived(told.getPiece_index()));
        } else if (kind == read_piece_alert.alert_type) {
            read_piece_alert told = alert.cast_to_read_piece_alert(raw);
            find(told).ifPresent(torrent -> accept(torrent.id(), told));
        } else if (kind == file_prio_alert.alert_type) {
            find(alert.cast_to_file_prio_alert(raw))
                    .flatMap(EngineTorrent::reading)
                    .ifPresent(reading -> callbacks.execute(reading::reprioritized));
        }
    }

    private Optional<EngineTorrent> find(torrent_alert about) {
        return torrents.byHandle(about.getHandle());
    }

    private void accept(int torrent, read_piece_alert told) {
        Key key = new Key(torrent, told.getPiece());
        if (!requests.isPending(key)) {
            return;
        }
        if (told.getError().failed()) {
            TorrentException failure = new TorrentException(
                    ErrorCode.ENGINE,
                    "piece " + key.piece + " of torrent " + torrent + " could not be read: "
                            + told.getError().message());
            requests.completeFirst(key, null, Optional.of(failure));
        } else {
            requests.completeFirst(key, bytes(told), Optional.empty());
        }
    }

    // The binding gives the address of the bytes, and nothing to read them with but its spans, which begin with an
    // address and a length.
    private static byte[] bytes(read_piece_alert told) {
        ByteBuffer span = ByteBuffer.allocateDirect(SPAN_BYTES).order(ByteOrder.nativeOrder());
        span.putLong(told.buffer_ptr()).putLong(told.getSize());
        long address = libtorrent_jni.directBufferAddress(span);
        byte[] bytes = new byte[told.getSize()];
        if (libtorrent_jni.byte_span_size(address, null) != bytes.length || told.buffer_ptr() == 0) {
            throw new IllegalStateException("the binding's spans are not what they were");
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = libtorrent_jni.byte_span_at(address, null, i);
        }
        Reference.reachabilityFence(span);
        return bytes;
    }

    /** Waits for a piece that the engine is asked for by {@code start}. */
    CompletableFuture<byte[]> add(int torrent, int piece, Runnable start) {
        return requests.add(new Key(torrent, piece), start);
    }

    /** Asks for all once more, as answers may have been lost. */
    public void catchUp() {
        requests.keys()
                .forEach(key -> torrents.find(key.torrent)
                        .flatMap(EngineTorrent::reading)
                        .ifPresent(reading -> reading.readAgain(key.piece)));
    }

    /** Ends all of a torrent. */
    void failAll(int torrent, TorrentException failure) {
        requests.keys().stream().filter(key -> key.torrent == torrent).forEach(key -> requests.failAll(key, failure));
    }

    /** Ends all. */
    public void failAll(TorrentException failure) {
        requests.failAll(failure);
    }
}
