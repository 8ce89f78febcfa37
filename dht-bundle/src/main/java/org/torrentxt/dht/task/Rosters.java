package org.torrentxt.dht.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All rosters of a store. */
public final class Rosters implements AutoCloseable {
    private final List<Roster<?, ?>> rosters = new CopyOnWriteArrayList<>();

    void add(Roster<?, ?> roster) {
        rosters.add(roster);
    }

    /** Retries failed tasks: the cause of the failure may have gone. */
    public void wake() {
        rosters.forEach(Roster::wake);
    }

    /** Ends all tasks; their files are kept. */
    @Override
    public void close() {
        rosters.forEach(Roster::close);
    }
}
