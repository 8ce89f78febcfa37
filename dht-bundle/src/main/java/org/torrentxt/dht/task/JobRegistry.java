package org.torrentxt.dht.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All periodic jobs of a store. */
public final class JobRegistry implements AutoCloseable {
    private final List<PersistentJobs<?, ?>> registry = new CopyOnWriteArrayList<>();

    void add(PersistentJobs<?, ?> jobs) {
        registry.add(jobs);
    }

    /** Retries failed tasks: the cause of the failure may have gone. */
    public void wake() {
        registry.forEach(PersistentJobs::wake);
    }

    /** Ends all tasks; their files are kept. */
    @Override
    public void close() {
        registry.forEach(PersistentJobs::close);
    }
}
