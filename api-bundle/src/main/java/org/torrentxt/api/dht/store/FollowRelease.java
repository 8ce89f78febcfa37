package org.torrentxt.api.dht.store;

import java.nio.file.Path;
import java.util.Optional;
import org.torrentxt.api.MagnetLink;

/**
 * A request to follow a release. Immutable; made from a link, and refined:
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
     * Follows what a link names, into the session's {@code save.path}, next to older versions.
     *
     * @param magnet as {@link DhtReleaseLink#parse} takes it, not null; its trackers ({@code tr}), web seeds ({@code ws}), peers
     *     ({@code x.pe}) and name ({@code dn}) are used for each version's torrent
     * @throws org.torrentxt.api.TorrentException {@link org.torrentxt.api.ErrorCode#INVALID_ARGUMENT} for anything else
     */
    public static FollowRelease magnet(String magnet) {
        DhtReleaseLink link = DhtReleaseLink.parse(magnet);
        return new FollowRelease(MagnetLink.clean(magnet), link, null, false);
    }

    /**
     * The same into another folder.
     *
     * @param folder made if it is not there; null for the session's {@code save.path}
     */
    public FollowRelease savePath(Path folder) {
        return new FollowRelease(magnet, link, folder, replacing);
    }

    /** The same with each version replacing the previous one; see {@link DhtReleases#follow}. */
    public FollowRelease replacing() {
        return new FollowRelease(magnet, link, savePath, true);
    }

    /** The magnet link as it was given. */
    public String magnet() {
        return magnet;
    }

    /** What the magnet link names. */
    public DhtReleaseLink link() {
        return link;
    }

    /** Where the files go; empty for the session's {@code save.path}. */
    public Optional<Path> savePath() {
        return Optional.ofNullable(savePath);
    }

    /** True if a newer version's torrent takes the place of the older one's. */
    public boolean isReplacing() {
        return replacing;
    }
}
