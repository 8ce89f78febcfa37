package org.torrentxt.impl.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.alert.ListenFailed;
import org.torrentxt.api.alert.ListenSucceeded;

/** Where a session listens by TCP, as its alerts tell. */
final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final String TCP = "tcp";

    private final String session;
    private final Set<Endpoint> endpoints = new CopyOnWriteArraySet<>();
    private final CountDownLatch answered = new CountDownLatch(1);

    Listening(String session) {
        this.session = session;
    }

    void opened(ListenSucceeded alert) {
        if (alert.socketType().equals(TCP)) {
            endpoints.add(alert.endpoint());
            answered.countDown();
        }
    }

    void failed(ListenFailed alert) {
        LOG.warn(
                "Session {} cannot listen at {} ({}): {}; choose another address or port by listen.interfaces",
                session,
                alert.endpoint(),
                alert.socketType(),
                alert.failure().errorMessage());
        answered.countDown();
    }

    /** Forgets all; those that open next are told again. */
    void clear() {
        endpoints.clear();
    }

    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /** Waits until the first socket is open or failed to, or the time is up. */
    void await(long millis) {
        try {
            answered.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
