package org.torrentxt.dht.file;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;

/** Named entries, stored on disk and in memory. */
public final class PersistentMap<T> {
    private static final Logger LOG = LoggerFactory.getLogger(PersistentMap.class);

    private final StateFolder<T> files;
    private final Map<String, T> things;

    /** Loads the entries from all usable files. */
    public PersistentMap(StateFolder<T> files) {
        this.files = files;
        this.things = new ConcurrentHashMap<>(files.load());
    }

    /** The entry with that name. */
    public Optional<T> find(String name) {
        return Optional.ofNullable(things.get(name));
    }

    /**
     * Stores an entry, replacing the one with that name; it is on disk when this returns.
     *
     * @throws TorrentException if it cannot be written; nothing is changed then
     */
    public synchronized void put(String name, T thing) {
        files.save(name, thing);
        things.put(name, thing);
    }

    /** All entries, in no particular order. */
    public Collection<T> all() {
        return List.copyOf(things.values());
    }

    /** Deletes matching entries; see {@link #forget(String)}. */
    public void forgetAll(Predicate<T> which) {
        things.forEach((name, thing) -> {
            if (which.test(thing)) {
                forget(name);
            }
        });
    }

    /**
     * Deletes an entry; if its file cannot be deleted, it reappears after the next start, which users of this class
     * must allow for.
     */
    public synchronized void forget(String name) {
        if (things.remove(name) != null) {
            try {
                files.delete(name);
            } catch (TorrentException e) {
                LOG.warn("Could not delete an obsolete file; it will be ignored at the next start: {}", e.getMessage());
            }
        }
    }
}
