package org.torrentxt.api.policy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;

/**
 * Groups of torrents that share rate limits, in addition to their own limits and those of the session. The limit of a
 * group is divided among its running torrents about once a second: one that uses less than its share keeps a little more
 * than it uses, and those that want more get the rest. {@link Torrent#throttle} caps them, so nobody else should.
 */
@ProviderType
public interface GroupPolicy {
    /** The maximum number of groups. */
    int MAX_GROUPS = 1000;

    /** The groups, sorted by name. */
    List<RateGroup> all();

    /**
     * The group of that name.
     *
     * @param name not null
     */
    default Optional<RateGroup> find(String name) {
        Objects.requireNonNull(name, "name");
        return all().stream().filter(group -> group.name().equals(name)).findFirst();
    }

    /**
     * Adds a group, or replaces the one of that name: in force within two seconds, and written into the configuration.
     *
     * @param group not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if there are {@value #MAX_GROUPS} others; {@link
     *     ErrorCode#GENERIC} if it cannot be written; it is in force nevertheless
     */
    void set(RateGroup group);

    /**
     * Removes a group. Its torrents still say that they are in it, without effect until there is one of that name again.
     *
     * @param name not null
     * @return false if there is none of that name
     * @throws TorrentException {@link ErrorCode#GENERIC} if that cannot be written; it is removed nevertheless
     */
    boolean remove(String name);

    /**
     * Puts a torrent into a group, which need not exist yet, or takes it out of its group.
     *
     * @param torrent of the session, not null
     * @param group the name of the group; empty for none
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for a
     *     name that {@link RateGroup#checkName} rejects, or if it has too many attributes
     */
    void assign(Torrent torrent, Optional<String> group);
}
