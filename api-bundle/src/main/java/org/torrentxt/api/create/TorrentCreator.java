package org.torrentxt.api.create;

import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** Makes .torrent files, as an OSGi service. Needs no session, nor the native engine. */
@ProviderType
public interface TorrentCreator {
    /**
     * Hashes the content with all processors and makes the .torrent file. Returns at once; nothing is written anywhere. Of one
     * content and the same choices the info-hashes are always the same.
     *
     * @param request what to make it of and how, not null
     * @return completes with the result, or exceptionally with a {@link TorrentException}: {@link ErrorCode#INVALID_ARGUMENT} if
     *     the content is not there, not readable, empty, changes while it is read, or has a name that clients would refuse;
     *     {@link ErrorCode#GENERIC} if this service is stopped meanwhile, or the progress listener fails. Cancelling it ends the
     *     hashing within milliseconds and closes the files
     */
    CompletableFuture<CreatedTorrent> create(CreateTorrent request);
}
