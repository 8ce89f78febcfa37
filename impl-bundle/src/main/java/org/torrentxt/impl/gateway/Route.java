package org.torrentxt.impl.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A tracker or a web seed of a torrent, and its state. */
final class Route {
    /** The kind of a URL. */
    enum Kind {
        TRACKER,
        WEB_SEED
    }

    /**
     * The identity of a route.
     *
     * @param torrent the torrent's id
     * @param kind what it is
     * @param url the original URL
     */
    record Key(int torrent, Kind kind, String url) {}

    private final Key key;
    private final String local;
    private final Map<String, Announcement> announcements = new ConcurrentHashMap<>();
    private volatile long notBefore = System.nanoTime();
    private volatile String problem = "";

    Route(Key key, String local) {
        this.key = key;
        this.local = local;
    }

    int torrent() {
        return key.torrent();
    }

    Kind kind() {
        return key.kind();
    }

    String url() {
        return key.url();
    }

    /** The gateway URL given to the engine. */
    String local() {
        return local;
    }

    boolean isAt(String server) {
        return local.contains("//" + server + "/") || local.contains("@" + server + "/");
    }

    /** Recent announces, by their content. */
    Map<String, Announcement> announcements() {
        return announcements;
    }

    /** True until the server may be asked again. */
    boolean isResting() {
        return System.nanoTime() - notBefore < 0;
    }

    void rest(long seconds) {
        notBefore = System.nanoTime() + seconds * 1_000_000_000L;
    }

    /** Records a problem; empty for none. True if it has changed. */
    synchronized boolean isNews(String now) {
        boolean news = !now.equals(problem);
        problem = now;
        return news;
    }
}
