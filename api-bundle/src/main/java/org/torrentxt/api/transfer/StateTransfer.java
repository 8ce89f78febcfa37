package org.torrentxt.api.transfer;

import java.io.IOException;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** Moves torrents with their progress into a session, and writes backups. Returned by {@code TorrentSession.stateTransfer()}. */
@ProviderType
public interface StateTransfer {
    /**
     * Writes a backup: a zip file with the state of the session, of its torrents, and their .torrent files. What has changed
     * is saved first; the session runs on.
     *
     * <p>Blocks: takes some milliseconds per torrent.
     *
     * @param out where to write it, not null; not closed. What has been written before an exception is no backup
     * @param options what else it contains, not null
     * @return what it contains, and what was omitted, never null
     * @throws IOException if it cannot be written
     * @throws InterruptedException if this thread is interrupted
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped,
     *     {@link ErrorCode#INVALID_ARGUMENT} if it has no state, as it is temporary
     */
    BackupReport backup(OutputStream out, BackupOptions options) throws IOException, InterruptedException;

    /**
     * Adds torrents of another client or of a backup, with their progress, labels, limits, priorities and renamed files as
     * far as these are known. Each one is checked as by {@link org.torrentxt.api.TorrentSession#add}; one of a client that had content
     * which is missing in its folder is refused, as it would be downloaded again. What is paused stays paused. One that
     * is refused does not affect the others; the source is not changed. May be repeated: what was added is then
     * {@link TransferOutcome#PRESENT}.
     *
     * <p>A torrent of a backup whose content is missing is added, and waits for it, as after a restart. Damaged files of a
     * backup are refused one by one.
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
