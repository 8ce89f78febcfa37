package org.torrentxt.dht.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All rosters of a store. */
public final class Rosters implements AutoCloseable {
    private final List<Roster<?, ?>> rosters = new CopyOnWriteArrayList<>();

    void add(Roster<?, ?> roster) {
        rosters.add(roster);
    }

    /** Lets those try again that failed: what they failed for may have changed. */
    public void wake() {
        rosters.forEach(Roster::wake);
    }

    /** Ends all that they do; what is in their files stays. */
    @Override
    public void close() {
        rosters.forEach(Roster::close);
    }
}
