package org.torrentxt.impl.gateway;

/** Receives problems that the engine cannot report itself. Called on the gateway's threads. */
@FunctionalInterface
public interface Problems {
    /**
     * A web seed cannot be used at the moment.
     *
     * @param torrent the torrent's id
     * @param url the original URL
     * @param problem what is wrong
     */
    void ofWebSeed(int torrent, String url, String problem);
}
