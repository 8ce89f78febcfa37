package org.torrentxt.impl.engine.torrent;

import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.status_flags_t;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.libtorrent4j.swig.torrent_status;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.StateChanged;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.content.FilePaths;
import org.torrentxt.impl.engine.content.Metadata;
import org.torrentxt.impl.engine.content.Place;
import org.torrentxt.impl.stream.Arrivals;
import org.torrentxt.impl.stream.FileLocation;
import org.torrentxt.impl.stream.FileReader;
import org.torrentxt.impl.stream.FileSpan;
import org.torrentxt.impl.stream.PieceDeadlines;
import org.torrentxt.impl.stream.PieceRequests;
import org.torrentxt.impl.stream.PieceSource;
import org.torrentxt.impl.stream.TorrentFileChannel;
import org.torrentxt.impl.stream.Zeros;

/** The pieces of a torrent as those that read it see them. */
public final class EnginePieces implements PieceSource, PieceRequests {
    private static final int SEQUENTIAL = TorrentFlag.toBits(Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD));

    private final TorrentContext session;
    private final int id;
    private final LiveHandle handle;
    private final Place place;
    private final FilePaths paths;
    private final Arrivals arrivals = new Arrivals(this);
    private final PieceDeadlines deadlines = new PieceDeadlines(this);
    private final AtomicInteger open = new AtomicInteger(); // channels
    private volatile Boolean sequential; // what it would be without those that read; null if it is

    EnginePieces(TorrentContext session, int id, LiveHandle handle, Place place, FilePaths paths) {
        this.session = session;
        this.id = id;
        this.handle = handle;
        this.place = place;
        this.paths = paths;
    }

    PieceDeadlines deadlines() {
        return deadlines;
    }

    public Arrivals arrivals() {
        return arrivals;
    }

    /** Opens a file whose index is within range. */
    TorrentChannel open(int file, ReadOptions options) {
        return ask(h -> {
            torrent_info info = Metadata.of(h).orElseThrow(() -> LiveHandle.gone(id));
            file_storage files = info.files();
            FileSpan span = TorrentReader.span(files, file);
            boolean isPad = files.pad_file_at(file);
            Reference.reachabilityFence(info);
            TorrentChannel channel = new TorrentFileChannel(
                    isPad
                            ? new Zeros(span.size())
                            : new FileReader(
                                    new FileReader.Torrent(id, this, arrivals, deadlines), file, span, options),
                    session::handOut,
                    open::decrementAndGet);
            open.incrementAndGet();
            return channel;
        });
    }

    /** The number of channels that are open. */
    int openChannels() {
        return open.get();
    }

    private <T> T ask(Function<torrent_handle, T> question) {
        Optional<T> answer = handle.ask(h -> Optional.of(question.apply(h)), Optional.empty());
        return answer.orElseThrow(() -> LiveHandle.gone(id));
    }

    /** Takes over what an alert has told; on the thread that pops alerts. */
    public void follow(Alert alert) {
        switch (alert.type()) {
            case STATE_CHANGED -> {
                StateChanged change = (StateChanged) alert;
                if (isChecking(change.state()) || isChecking(change.prevState())) {
                    arrivals.doubt();
                }
            }
            case TORRENT_CHECKED -> arrivals.doubt();
            case TORRENT_ERROR,
                    TORRENT_RESUMED,
                    STORAGE_MOVED,
                    STORAGE_MOVED_FAILED,
                    FILE_RENAMED,
                    FILE_RENAME_FAILED -> arrivals.changed();
            default -> {
                // of no concern to those that read
            }
        }
    }

    private static boolean isChecking(TorrentState state) {
        return state == TorrentState.CHECKING || state == TorrentState.CHECKING_RESUME;
    }

    /** Looks at what the engine says of priorities, as they have changed. */
    void reprioritized() {
        deadlines.reprioritized();
        arrivals.changed();
    }

    /** Looks at everything, as alerts were lost. */
    public void catchUp() {
        deadlines.reprioritized();
        arrivals.doubt();
    }

    @Override
    public BitSet pieces() {
        return ask(TorrentReader::pieces);
    }

    // A memory-mapped session verifies what it has yet to write.
    @Override
    public boolean isWritten(int piece) {
        return !session.isMmap() || handle.ask(h -> h.have_piece(piece), false);
    }

    @Override
    public Optional<String> error() {
        String problem = place.problem();
        return problem.isEmpty() ? handle.ask(EnginePieces::error, Optional.empty()) : Optional.of(problem);
    }

    private static Optional<String> error(torrent_handle h) {
        torrent_status status = h.status(new status_flags_t());
        try {
            return status.getErrc().failed() ? Optional.of(status.getErrc().message()) : Optional.empty();
        } finally {
            status.delete();
        }
    }

    @Override
    public FileLocation locate(int file) {
        return ask(h -> new FileLocation(
                Path.of(h.status(torrent_handle.query_save_path).getSave_path()),
                paths.of(h).get(file),
                h.file_priority_ex(file) != 0));
    }

    @Override
    public boolean isMoving() {
        return session.mover().progress(id).isPresent();
    }

    @Override
    public CompletableFuture<byte[]> read(int piece) {
        return session.pieceReads().add(id, piece, () -> handle.act(h -> h.read_piece(piece)));
    }

    /** Reads a piece whose index is within range, if there is one. */
    CompletableFuture<byte[]> readVerified(int piece) {
        session.mover().requireNone(id); // the engine does not know where its files are
        boolean isVerified =
                ask(h -> h.have_piece(piece) || TorrentReader.pieces(h).get(piece));
        return isVerified
                ? read(piece)
                : CompletableFuture.failedFuture(
                        TorrentException.invalid("piece " + piece + " of torrent " + id + " is not downloaded"));
    }

    /** Asks once more for a piece, should the answer have been lost. */
    void readAgain(int piece) {
        handle.tell(h -> h.read_piece(piece));
    }

    @Override
    public void watch() {
        session.watchPieces(1);
    }

    @Override
    public void unwatch() {
        session.watchPieces(-1);
    }

    @Override
    public int priority(int piece) {
        return handle.ask(h -> (int) h.piece_priority_ex(piece), 0);
    }

    @Override
    public void prioritize(int piece, int priority) {
        handle.tell(h -> h.piece_priority_ex(piece, (byte) priority));
    }

    @Override
    public void setDeadline(int piece, int millis) {
        handle.tell(h -> h.set_piece_deadline(piece, millis));
    }

    @Override
    public void resetDeadline(int piece) {
        handle.tell(h -> h.reset_piece_deadline(piece));
    }

    // The engine's own way to that is a range of its sequential mode.
    @Override
    public void setOrder(int first, int last) {
        handle.tell(h -> {
            if (sequential == null) {
                sequential = (h.flags().to_int() & SEQUENTIAL) != 0;
            }
            h.set_sequential_range(first, last);
        });
    }

    @Override
    public void resetOrder() {
        handle.tell(h -> {
            Metadata.of(h).ifPresent(info -> h.set_sequential_range(0, info.num_pieces() - 1));
            if (Boolean.FALSE.equals(sequential)) {
                h.unset_flags(torrent_flags_t.from_int(SEQUENTIAL));
            }
            sequential = null;
        });
    }

    /** The flags as they would be without those that read. */
    public int ownFlags(int bits) {
        return Boolean.FALSE.equals(sequential) ? bits & ~SEQUENTIAL : bits;
    }

    /** Takes over flags that were set or cleared. */
    void follow(Set<TorrentFlag> flags, Set<TorrentFlag> mask) {
        if (mask.contains(TorrentFlag.SEQUENTIAL_DOWNLOAD) && sequential != null) {
            sequential = flags.contains(TorrentFlag.SEQUENTIAL_DOWNLOAD);
            arrivals.changed();
        }
    }
}
