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

/** Things that are remembered by name, on disk and in memory. */
public final class Kept<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Kept.class);

    private final StateFolder<T> files;
    private final Map<String, T> things;

    /** Brings back those whose files can be used. */
    public Kept(StateFolder<T> files) {
        this.files = files;
        this.things = new ConcurrentHashMap<>(files.load());
    }

    /** The thing of that name. */
    public Optional<T> find(String name) {
        return Optional.ofNullable(things.get(name));
    }

    /**
     * Remembers a thing, in place of the one of that name; it is on disk when this returns.
     *
     * @throws TorrentException if it cannot be written; nothing is changed then
     */
    public synchronized void put(String name, T thing) {
        files.save(name, thing);
        things.put(name, thing);
    }

    /** All things, in no order. */
    public Collection<T> all() {
        return List.copyOf(things.values());
    }

    /** Forgets those things that are so; see {@link #forget(String)}. */
    public void forgetAll(Predicate<T> which) {
        things.forEach((name, thing) -> {
            if (which.test(thing)) {
                forget(name);
            }
        });
    }

    /** Forgets a thing; if its file cannot be deleted, it is there again after the next start, which its user allows for. */
    public synchronized void forget(String name) {
        if (things.remove(name) != null) {
            try {
                files.delete(name);
            } catch (TorrentException e) {
                LOG.warn("What is needed no more is read at the next start, and passed over again: {}", e.getMessage());
            }
        }
    }
}
