package org.torrentxt.api.create;

import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** Makes .torrent files, as an OSGi service. Needs no session, nor the native engine. */
@ProviderType
public interface TorrentCreator {
    /**
     * Hashes the content with all processors and makes the .torrent file. Returns at once; nothing is written anywhere.
     *
     * @param request what to make it of and how, not null
     * @return completes with the result, or exceptionally with a {@link TorrentException}: {@link ErrorCode#INVALID_ARGUMENT} if the content
     *     is not there, not readable, empty, or changes while it is read. Cancelling it ends the hashing
     */
    CompletableFuture<CreatedTorrent> create(CreateTorrent request);
}
