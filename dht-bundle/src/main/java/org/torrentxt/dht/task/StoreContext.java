package org.torrentxt.dht.task;

import java.nio.file.Path;
import org.torrentxt.dht.access.DhtItems;
import org.torrentxt.dht.event.StoreEvents;
import org.torrentxt.dht.file.StateFolder;
import org.torrentxt.stage.Outside;

/**
 * The objects shared by all parts of a store.
 *
 * @param stateDir the folder of its files
 * @param items its access to the DHT
 * @param thread its thread
 * @param outside wraps all stages for callers: foreign code must not run on the store's thread, which timers need
 * @param events its access to the EventAdmin
 * @param registry its periodic tasks
 */
public record StoreContext(
        Path stateDir, DhtItems items, StoreThread thread, Outside outside, StoreEvents events, JobRegistry registry) {
    /**
     * Creates an empty list of jobs for one kind of entries.
     *
     * @param folder the name of their folder
     * @param suffix of the names of their files
     */
    public <S, E extends PersistentJobs.Entry<S>> PersistentJobs<S, E> jobs(
            String folder, String suffix, StateFolder.Format<S> format) {
        PersistentJobs<S, E> jobs = new PersistentJobs<>(files(folder, suffix, format));
        registry.add(jobs);
        return jobs;
    }

    /**
     * The files for one kind of entries.
     *
     * @param folder the name of their folder
     * @param suffix of the names of their files
     */
    public <S> StateFolder<S> files(String folder, String suffix, StateFolder.Format<S> format) {
        return new StateFolder<>(stateDir.resolve(folder), suffix, format, events);
    }
}
