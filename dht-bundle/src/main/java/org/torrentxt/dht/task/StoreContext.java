package org.torrentxt.dht.task;

import java.nio.file.Path;
import org.torrentxt.dht.access.DhtItems;
import org.torrentxt.dht.event.StoreEvents;
import org.torrentxt.dht.file.StateFolder;
import org.torrentxt.stage.Outside;

/**
 * What all parts of a store share.
 *
 * @param stateDir the folder of its files
 * @param items its way to the DHT
 * @param thread its thread
 * @param outside hands out every stage that callers get: code of others must not run on the thread, which timers need
 * @param events its way to the EventAdmin
 * @param rosters of all that it does again and again
 */
public record StoreContext(
        Path stateDir, DhtItems items, StoreThread thread, Outside outside, StoreEvents events, Rosters rosters) {
    /**
     * The roster of the things of one kind, still empty.
     *
     * @param folder the name of their folder
     * @param suffix of the names of their files
     */
    public <S, E extends Roster.Entry<S>> Roster<S, E> roster(
            String folder, String suffix, StateFolder.Format<S> format) {
        Roster<S, E> roster = new Roster<>(files(folder, suffix, format));
        rosters.add(roster);
        return roster;
    }

    /**
     * The files of the things of one kind.
     *
     * @param folder the name of their folder
     * @param suffix of the names of their files
     */
    public <S> StateFolder<S> files(String folder, String suffix, StateFolder.Format<S> format) {
        return new StateFolder<>(stateDir.resolve(folder), suffix, format, events);
    }
}
