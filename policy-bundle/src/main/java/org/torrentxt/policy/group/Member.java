package org.torrentxt.policy.group;

import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;

/** A torrent of a group that has a limit. Not thread-safe. */
final class Member {
    private static final int HEADERS = 20; // of what goes one way, a twentieth goes the other

    private final int id;
    private final String group;
    private final Demand down = new Demand();
    private final Demand up = new Demand();
    private boolean isRunning;
    private long downRate;
    private long upRate;

    Member(int id, String group) {
        this.id = id;
        this.group = group;
    }

    int id() {
        return id;
    }

    String group() {
        return group;
    }

    Demand down() {
        return down;
    }

    Demand up() {
        return up;
    }

    /** Whether it can send or receive something. */
    boolean isRunning() {
        return isRunning;
    }

    /** What it received in the last seconds, with what it costs to send. */
    long downRate() {
        return downRate + upRate / HEADERS;
    }

    /** What it sent in the last seconds, with what it costs to receive. */
    long upRate() {
        return upRate + downRate / HEADERS;
    }

    void follow(TorrentStatus status) {
        boolean wasRunning = isRunning;
        isRunning = !status.isPaused()
                && status.state() != TorrentState.CHECKING
                && status.state() != TorrentState.CHECKING_RESUME;
        if (isRunning && !wasRunning) {
            down.begin();
            up.begin();
        }
        downRate = status.downloadRate();
        upRate = status.uploadRate();
    }
}
