package org.torrentxt.api.create;

import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** Creates .torrent files, as an OSGi service. Requires neither a session nor the native engine. */
@ProviderType
public interface TorrentCreator {
    /**
     * Hashes the content with all processors and creates the .torrent file. Returns immediately; nothing is written to
     * disk. The same content and options always give the same info-hashes.
     *
     * @param request the content and options, not null
     * @return completes with the result, or exceptionally with a {@link TorrentException}:
     *     {@link ErrorCode#INVALID_ARGUMENT} if the content does not exist, is not readable, is empty, changes while it
     *     is read, or has a name that clients would reject; {@link ErrorCode#GENERIC} if this service is stopped
     *     meanwhile, or the progress listener fails. Cancelling it stops hashing within milliseconds and closes the
     *     files
     */
    CompletableFuture<CreatedTorrent> create(CreateTorrent request);
}
