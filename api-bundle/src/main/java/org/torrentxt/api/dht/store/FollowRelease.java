package org.torrentxt.api.dht.store;

import java.nio.file.Path;
import java.util.Optional;
import org.torrentxt.api.MagnetLink;

/**
 * A request to follow a release. Immutable; created from a link, with options:
 *
 * <pre>{@code
 * releases.follow(FollowRelease.magnet(uri).savePath(folder).replacing());
 * }</pre>
 */
public final class FollowRelease {
    private final String magnet;
    private final DhtReleaseLink link;
    private final Path savePath;
    private final boolean replacing;

    private FollowRelease(String magnet, DhtReleaseLink link, Path savePath, boolean replacing) {
        this.magnet = magnet;
        this.link = link;
        this.savePath = savePath;
        this.replacing = replacing;
    }

    /**
     * Follows the release of a link, downloading into the session's {@code save.path} and keeping older versions.
     *
     * @param magnet as accepted by {@link DhtReleaseLink#parse}, not null; its trackers ({@code tr}), web seeds
     *     ({@code ws}), peers ({@code x.pe}) and name ({@code dn}) are used for each version's torrent
     * @throws org.torrentxt.api.TorrentException {@link org.torrentxt.api.ErrorCode#INVALID_ARGUMENT} for anything else
     */
    public static FollowRelease magnet(String magnet) {
        DhtReleaseLink link = DhtReleaseLink.parse(magnet);
        return new FollowRelease(MagnetLink.clean(magnet), link, null, false);
    }

    /**
     * The same request with another folder.
     *
     * @param folder created if it does not exist; null for the session's {@code save.path}
     */
    public FollowRelease savePath(Path folder) {
        return new FollowRelease(magnet, link, folder, replacing);
    }

    /** The same request with each version replacing the previous one; see {@link DhtReleases#follow}. */
    public FollowRelease replacing() {
        return new FollowRelease(magnet, link, savePath, true);
    }

    /** The magnet link, as given. */
    public String magnet() {
        return magnet;
    }

    /** The release of the magnet link. */
    public DhtReleaseLink link() {
        return link;
    }

    /** The folder for the files; empty for the session's {@code save.path}. */
    public Optional<Path> savePath() {
        return Optional.ofNullable(savePath);
    }

    /** True if the torrent of a newer version replaces the older one. */
    public boolean isReplacing() {
        return replacing;
    }
}
