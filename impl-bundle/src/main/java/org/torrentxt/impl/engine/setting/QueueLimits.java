package org.torrentxt.impl.engine.setting;

import java.util.Map;

/**
 * What the engine's settings say about which downloads of the queue it starts.
 *
 * @param prefersSeeds true if seeds are started before downloads
 * @param downloads that run at the same time; negative for any number
 * @param torrents that run at the same time; negative for any number
 */
public record QueueLimits(boolean prefersSeeds, long downloads, long torrents) {
    /** While the settings are not known. */
    public static final QueueLimits UNKNOWN = new QueueLimits(true, 0, 0);

    /** Those of complete settings. */
    public static QueueLimits of(Map<String, Object> settings) {
        return new QueueLimits(
                settings.get("auto_manage_prefer_seeds").equals(true),
                number(settings, "active_downloads"),
                number(settings, "active_limit"));
    }

    private static long number(Map<String, Object> settings, String name) {
        return ((Number) settings.get(name)).longValue();
    }

    /** True if the queue starts a download that is at a position of it, counted from 0; false if that is uncertain. */
    public boolean start(int position) {
        return !prefersSeeds && isBelow(position, downloads) && isBelow(position, torrents);
    }

    private static boolean isBelow(int position, long limit) {
        return limit < 0 || position < limit;
    }
}
