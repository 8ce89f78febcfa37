package org.torrentxt.api.dht.store;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;

/**
 * Releases: DHT keys that identify the torrent of the newest version of something (BEP 46). The value is the bencoded
 * dictionary {@code {"ih": INFO-HASH}} with the 20 bytes of a v1 info-hash; other entries are ignored.
 */
@ProviderType
public interface DhtReleases {
    /**
     * Publishes a release under an identity that is not sealed; see {@link #publish(String, String, InfoHash, char[])}.
     *
     * @param identity name of an identity of this store
     * @param key up to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, empty for a link without salt, not null
     * @param infoHash v1, not null
     */
    CompletionStage<DhtPublication> publish(String identity, String key, InfoHash infoHash);

    /**
     * Publishes a torrent as the newest version; otherwise like
     * {@link DhtPublications#publish(String, String, byte[], char[])}, and listed among those publications.
     * {@link DhtReleaseLink#of} returns the link to it.
     *
     * @param identity name of an identity of this store
     * @param key up to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, empty for a link without salt, not null
     * @param infoHash v1, not null; also for a hybrid torrent
     * @param passphrase of a sealed identity, not null
     * @return the publication; exceptionally as for a value
     * @throws TorrentException as for a value, and {@link ErrorCode#INVALID_ARGUMENT} for a v2 info-hash, which BEP 46
     *     does not support
     */
    CompletionStage<DhtPublication> publish(String identity, String key, InfoHash infoHash, char[] passphrase);

    /**
     * Follows a release: adds the torrent that it points to, and that of each newer version, and posts
     * {@link DhtStoreTopics#RELEASE_PUBLISHED} for each, including the first. The DHT is asked every
     * {@code watch.interval} of the store's configuration, at varying times; followed releases are saved to disk and
     * continue after a restart. While a release is followed, the torrent of the newest version is kept in the session:
     * if it is missing at a check, it is added again.
     *
     * <p>With {@link FollowRelease#replacing()}, the torrent of a newer version is added with the same save path while
     * the older one is paused; then the older one is removed from the session, and its files are kept. If the newer one
     * cannot be added, the older one continues, and adding is retried at the next check. The engine checks existing
     * files piece by piece, keeps matching pieces and downloads only the rest. So the unchanged parts of a file are
     * reused if both torrents have the same name (that of the single file, or of the folder) and the file has the same
     * path; with v1 torrents adjacent files matter, too, as pieces span files. With another name, everything is
     * downloaded again into another folder. Files that are missing in a newer version stay on disk, and files with
     * other content are overwritten, so the folder must not contain anything else of value under the names of a
     * release. Until the metadata of the newer version is fetched, neither version is seeded. Without replacing,
     * versions are kept side by side: the publisher must then use a different torrent name for each version.
     *
     * @param request the release and options, not null; for a release that is already followed, the options are changed
     * @return the state of the release; its torrent is added once the DHT has answered
     * @throws TorrentException {@link ErrorCode#GENERIC} if it cannot be written to disk
     */
    DhtFollowedRelease follow(FollowRelease request);

    /**
     * Stops following a release. Its torrents and their files are kept. If the torrent of a newer version is just being
     * added, it is kept as well, the older one continues, and no event is posted.
     *
     * @param link the release, not null
     * @return false if it is not followed
     * @throws TorrentException {@link ErrorCode#GENERIC} if its file cannot be deleted
     */
    boolean cancel(DhtReleaseLink link);

    /** The followed releases, sorted by link. */
    List<DhtFollowedRelease> followed();
}
