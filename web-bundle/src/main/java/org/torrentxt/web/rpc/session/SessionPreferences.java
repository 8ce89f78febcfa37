package org.torrentxt.web.rpc.session;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What clients of the protocol can set, but sessions do not have: how torrents are added by these clients, and values of
 * limits that are not in force. It lasts until the session is stopped or the configuration of the web side changes. Safe
 * for use by several threads.
 */
public final class SessionPreferences {
    private final Map<String, Long> kept = new ConcurrentHashMap<>();
    private final long begin = System.nanoTime();

    private volatile Optional<Path> downloadFolder = Optional.empty();
    private volatile Optional<Path> incompleteFolder = Optional.empty();
    private volatile Optional<Long> peerLimit = Optional.empty();
    private volatile boolean startsAdded = true;
    private volatile String blocklistUrl = "";

    /** Where torrents are saved that are added without a folder; empty for that of the session. */
    public Optional<Path> downloadFolder() {
        return downloadFolder;
    }

    void setDownloadFolder(Path folder) {
        downloadFolder = Optional.of(folder);
    }

    /** The folder for incomplete torrents as it was last set, in force or not. */
    Optional<Path> incompleteFolder() {
        return incompleteFolder;
    }

    void setIncompleteFolder(Path folder) {
        incompleteFolder = Optional.of(folder);
    }

    /** The maximum number of connections of torrents that are added without one; empty for none. */
    public Optional<Long> peerLimit() {
        return peerLimit;
    }

    void setPeerLimit(long limit) {
        peerLimit = Optional.of(limit);
    }

    /** Whether torrents are started that are added without saying so. */
    public boolean startsAdded() {
        return startsAdded;
    }

    void setStartsAdded(boolean starts) {
        startsAdded = starts;
    }

    String blocklistUrl() {
        return blocklistUrl;
    }

    void setBlocklistUrl(String url) {
        blocklistUrl = url;
    }

    /** The value of a setting that is turned off. */
    long kept(String setting, long otherwise) {
        return kept.getOrDefault(setting, otherwise);
    }

    void keep(String setting, long value) {
        kept.put(setting, value);
    }

    /** How long clients have been here. */
    long secondsActive() {
        return (System.nanoTime() - begin) / 1_000_000_000;
    }
}
