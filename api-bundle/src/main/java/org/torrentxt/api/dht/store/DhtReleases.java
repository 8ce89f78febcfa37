package org.torrentxt.api.dht.store;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;

/**
 * Releases: a key of the DHT that names the torrent of the newest version of something (BEP 46). The value is the bencoded dictionary
 * {@code {"ih": INFO-HASH}} with the 20 bytes of a v1 info-hash; other entries are ignored.
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
    default CompletionStage<DhtPublication> publish(String identity, String key, InfoHash infoHash) {
        return publish(identity, key, infoHash, null);
    }

    /**
     * Publishes which torrent is the newest version; in all else as {@link DhtPublications#publish(String, String, byte[], char[])}, among
     * whose publications it is from then on. {@link DhtReleaseLink#of} gives the link to it.
     *
     * @param identity name of an identity of this store
     * @param key up to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, empty for a link without salt, not null
     * @param infoHash v1, not null; that of a hybrid torrent, too
     * @param passphrase of a sealed identity; null for one that is not sealed
     * @return the publication; exceptionally as that of a value
     * @throws TorrentException as for a value, and {@link ErrorCode#INVALID_ARGUMENT} for a v2 info-hash, for which BEP 46 has no place
     */
    CompletionStage<DhtPublication> publish(String identity, String key, InfoHash infoHash, char[] passphrase);

    /**
     * Follows a release: adds the torrent that it points to, and that of each newer version, and posts
     * {@link DhtStoreTopics#RELEASE_PUBLISHED} for each, the first included. The DHT is asked every {@code watch.interval} of the
     * store's configuration, spread out; what is followed is written to disk and continues after a restart. As long as it is followed the
     * newest version's torrent is in the session: where it is missing at a look, it is added again.
     *
     * <p>With {@link FollowRelease#replacing()}, a newer version's torrent is added with the same save path while the older one's is paused; then the
     * older one is removed from the session, and its files are left where they are. If the newer one cannot be added, the older one continues as
     * before, and it is tried again at the next look. The engine checks what it finds there piece by piece, keeps what fits and
     * fetches only the rest. So a file is reused, as far as it is the same, where both torrents have the same name (that of
     * the single file, or of the folder) and it has the same path within; with v1 torrents its neighbours matter, too, as pieces reach
     * across files. With another name, everything is downloaded again into another folder. Files that a newer version does not have stay on disk, and a file
     * that it has with other content is overwritten, so the folder must not hold anything else of value under the names of a release. Until
     * the newer version's metadata is fetched, neither of them is seeded. Without it, versions stay side by side: those whose torrents have
     * the same name need a publisher who uses another name for each.
     *
     * @param request what to follow and how, not null; a release that is followed already is from now on followed as this says
     * @return the release as it is followed; its torrent follows once the DHT has answered
     * @throws TorrentException {@link ErrorCode#GENERIC} if it cannot be written to disk
     */
    DhtFollowedRelease follow(FollowRelease request);

    /**
     * Stops following a release. Its torrents and their files stay. If a newer version's torrent is just being added, it stays as well, the
     * older one continues, and no event reports it.
     *
     * @param link what is followed, not null
     * @return false if it is not
     * @throws TorrentException {@link ErrorCode#GENERIC} if its file cannot be deleted
     */
    boolean cancel(DhtReleaseLink link);

    /** The releases that are followed, by link. */
    List<DhtFollowedRelease> followed();
}
