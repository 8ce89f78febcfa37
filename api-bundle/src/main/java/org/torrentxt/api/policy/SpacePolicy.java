package org.torrentxt.api.policy;

import java.util.Map;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.TorrentFlag;

/**
 * Keeps space free: while a file system has less than the reserve, incomplete torrents whose files are there receive
 * nothing, by the flag {@link TorrentFlag#UPLOAD_MODE}; they send what they have. They continue once a tenth more than
 * the reserve is free. Whether they are paused, or have that flag for another reason, is not changed. {@link
 * PolicyTopics#SPACE_LOW} and {@link PolicyTopics#SPACE_FREED} are posted.
 */
@ProviderType
public interface SpacePolicy {
    /** The attribute of a torrent that waits for space, with any value; removed once it continues. */
    String ATTRIBUTE = OwnShareLimits.PREFIX + "waits-for-space";

    /**
     * Whether a torrent waits for space.
     *
     * @param attributes those of the torrent, not null
     */
    static boolean isWaiting(Map<String, String> attributes) {
        return Objects.requireNonNull(attributes, "attributes").containsKey(ATTRIBUTE);
    }

    /** How much is kept free on each file system, in bytes; 0 for nothing. */
    long reserve();
}
