package org.torrentxt.policy.group;

import java.util.HashMap;
import java.util.Map;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/**
 * Torrents of a session that receive as fast as they can and may, second by second, with rates as the engine averages
 * them.
 */
final class Swarm {
    final FakeSession session = new FakeSession("swarm");

    private final Map<Integer, Long> possible = new HashMap<>(); // bytes per second
    private final Map<Integer, Long> caps = new HashMap<>(); // as the session was told
    private final Map<Integer, Long> averages = new HashMap<>();
    private int told;

    /** A torrent that runs, and can receive so many bytes per second; in a group unless that is empty. */
    void add(int id, String group, long rate) {
        StatusBuilder builder = StatusBuilder.status(id).state(TorrentState.DOWNLOADING);
        session.put((group.isEmpty() ? builder : builder.attribute(RateGroup.ATTRIBUTE, group))
                .build().toBuilder().downloadRate(0).uploadRate(0).build());
        can(id, rate);
    }

    void can(int id, long rate) {
        possible.put(id, rate);
    }

    void put(TorrentStatus status) {
        session.put(status);
    }

    TorrentStatus status(int id) {
        return session.find(id).orElseThrow().status().orElseThrow();
    }

    /** A second passes. */
    void second() {
        possible.forEach((id, rate) -> {
            long received = status(id).isPaused() ? 0 : Math.min(rate, cap(id) == 0 ? Long.MAX_VALUE : cap(id));
            long average = averages.getOrDefault(id, 0L) * 4 / 5 + received / 5;
            averages.put(id, average);
            session.put(status(id).toBuilder().downloadRate(average).build());
        });
    }

    /** What it may receive; 0 if it is not capped. */
    long cap(int id) {
        follow();
        return caps.getOrDefault(id, 0L);
    }

    /** What they all may receive. */
    long caps() {
        follow();
        return caps.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How often something about a torrent was set. */
    int told() {
        follow();
        return told;
    }

    private void follow() {
        for (FakeSession.Call call :
                session.calls().subList(told, session.calls().size())) {
            if (call.method().equals("throttle")) {
                caps.put(call.torrent(), (Long) call.arguments().get(0));
            }
            told++;
        }
    }
}
