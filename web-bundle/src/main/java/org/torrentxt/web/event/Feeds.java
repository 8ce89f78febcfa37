package org.torrentxt.web.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.web.site.Sessions;

/** The feeds that somebody follows, and the one thread that serves them. Safe for use by several threads. */
final class Feeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

    private final Sessions sessions;
    private final AlertSource alerts;
    private final Pace pace;
    private final int mostEvents;
    private final Map<String, SessionFeed> feeds = new HashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "torrentxt-web-events");
        thread.setDaemon(true);
        return thread;
    });

    Feeds(Sessions sessions, AlertSource alerts, Pace pace, int mostEvents) {
        this.sessions = sessions;
        this.alerts = alerts;
        this.pace = pace;
        this.mostEvents = mostEvents;
    }

    /** The feed of a session, which need not be running, but has to have been. */
    synchronized SessionFeed of(String session) {
        if (ticker.isShutdown()) {
            throw new TorrentException(ErrorCode.NO_SESSION, "the web side is stopping; try again in a moment");
        }
        return feeds.computeIfAbsent(session, name -> {
            SessionFeed feed = new SessionFeed(name, () -> sessions.find(name), alerts, pace, mostEvents);
            schedule(name, feed);
            return feed;
        });
    }

    private void schedule(String name, SessionFeed feed) {
        ticker.schedule(() -> tick(name, feed), pace.tick().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick(String name, SessionFeed feed) {
        boolean isFollowed = false;
        try {
            isFollowed = feed.tick();
        } catch (RuntimeException e) {
            LOG.error("Session {}: no events are sent any more until clients connect again", name, e);
        }
        synchronized (this) {
            if (ticker.isShutdown()) {
                return;
            }
            if (isFollowed) {
                schedule(name, feed);
                return;
            }
            feeds.remove(name);
        }
        feed.close();
    }

    @Override
    public void close() {
        List<SessionFeed> all;
        synchronized (this) {
            ticker.shutdownNow();
            all = List.copyOf(feeds.values());
            feeds.clear();
        }
        all.forEach(SessionFeed::close);
    }
}
