package org.torrentxt.api.dht.store;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.MagnetLink;
import org.torrentxt.value.SerialForm;

/**
 * A request to follow a release. Immutable; created from a link, with options:
 *
 * <pre>{@code
 * releases.follow(FollowRelease.magnet(uri).savePath(folder).replacing());
 * }</pre>
 */
public final class FollowRelease implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(String magnet, DhtReleaseLink link, Optional<Path> savePath, boolean replacing) {}

    private FollowRelease(Values values) {
        this.values = values;
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
        return new FollowRelease(new Values(MagnetLink.clean(magnet), link, Optional.empty(), false));
    }

    /**
     * The same request with another folder.
     *
     * @param folder created if it does not exist, not null
     */
    public FollowRelease savePath(Path folder) {
        return new FollowRelease(
                new Values(magnet(), link(), Optional.of(Objects.requireNonNull(folder, "folder")), isReplacing()));
    }

    /** The same request with each version replacing the previous one; see {@link DhtReleases#follow}. */
    public FollowRelease replacing() {
        return new FollowRelease(new Values(magnet(), link(), savePath(), true));
    }

    /** The magnet link, as given. */
    public String magnet() {
        return values.magnet();
    }

    /** The release of the magnet link. */
    public DhtReleaseLink link() {
        return values.link();
    }

    /** The folder for the files; empty for the session's {@code save.path}. */
    public Optional<Path> savePath() {
        return values.savePath();
    }

    /** True if the torrent of a newer version replaces the older one. */
    public boolean isReplacing() {
        return values.replacing();
    }

    /** True for a request with the same link, folder and options. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FollowRelease that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "FollowRelease" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(FollowRelease.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }
}
