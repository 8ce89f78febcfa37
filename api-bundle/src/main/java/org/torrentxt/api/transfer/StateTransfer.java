package org.torrentxt.api.transfer;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** Moves torrents with their progress into a session. Returned by {@code TorrentSession.stateTransfer()}. */
@ProviderType
public interface StateTransfer {
    /**
     * Adds torrents of another client, with their progress, labels, limits, priorities and renamed files as far as its
     * files have these. Each one is checked as by {@link org.torrentxt.api.TorrentSession#add}; a torrent that had content
     * which is missing in its folder is refused, as it would be downloaded again. What is paused stays paused. One that
     * is refused does not affect the others; the source is not changed. May be repeated: what was added is then
     * {@link TransferOutcome#PRESENT}.
     *
     * <p>Blocks: takes about a millisecond per torrent. For each torrent that is added, alerts as by
     * {@link org.torrentxt.api.TorrentSession#add}.
     *
     * @param request what to add, not null
     * @return what became of each torrent, never null
     * @throws IOException if the source cannot be read at all, or is something else; nothing is added then
     * @throws InterruptedException if this thread is interrupted; what was added before remains
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    TransferReport add(TransferRequest request) throws IOException, InterruptedException;
}
