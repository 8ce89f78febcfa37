package org.torrentxt.impl.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A tracker or a web seed of a torrent, and what is known of it. */
final class Route {
    /** What is behind a URL. */
    enum Kind {
        TRACKER,
        WEB_SEED
    }

    /**
     * What makes two the same.
     *
     * @param torrent the torrent's id
     * @param kind what it is
     * @param url the URL as people know it
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

    /** The URL of the gateway that the engine is given. */
    String local() {
        return local;
    }

    boolean isAt(String server) {
        return local.contains("//" + server + "/") || local.contains("@" + server + "/");
    }

    /** Announcements of the last seconds, by what they announce. */
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

    /** Notes what is wrong; empty for nothing. True if that is news. */
    synchronized boolean isNews(String now) {
        boolean news = !now.equals(problem);
        problem = now;
        return news;
    }
}
