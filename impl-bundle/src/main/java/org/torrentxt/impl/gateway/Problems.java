package org.torrentxt.impl.gateway;

/** Hears of what the engine cannot report itself. Called on the gateway's threads. */
@FunctionalInterface
public interface Problems {
    /**
     * A web seed cannot be used for now.
     *
     * @param torrent the torrent's id
     * @param url as people know it
     * @param problem what is wrong
     */
    void ofWebSeed(int torrent, String url, String problem);
}
