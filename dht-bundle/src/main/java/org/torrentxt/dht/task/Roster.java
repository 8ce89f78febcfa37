package org.torrentxt.dht.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.torrentxt.api.TorrentException;
import org.torrentxt.dht.file.StateFolder;

/**
 * Things of one kind that a store does again and again, each remembered in a file of its own.
 *
 * @param <S> what the file says
 * @param <E> the thing
 */
public final class Roster<S, E extends Roster.Entry<S>> implements AutoCloseable {
    /**
     * One of them.
     *
     * @param <S> what its file says
     */
    public interface Entry<S> {
        /** The name of its file, and its own: there is one of each. */
        String name();

        /** What its file is to say. */
        S state();

        /** What it does. */
        Recurring recurring();
    }

    private final StateFolder<S> files;
    private final Map<String, E> entries = new ConcurrentHashMap<>();

    /** There are none yet. */
    public Roster(StateFolder<S> files) {
        this.files = files;
    }

    /** Brings back those whose files can be used, and starts them. */
    public void load(Function<S, E> make, Consumer<E> start) {
        for (S state : files.load().values()) {
            E entry = make.apply(state);
            entries.put(entry.name(), entry);
            start.accept(entry);
        }
    }

    /** All of them, in no order. */
    public List<E> all() {
        return List.copyOf(entries.values());
    }

    /** The one of that name. */
    public Optional<E> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** True unless it was removed or replaced. */
    public boolean has(E entry) {
        return entries.get(entry.name()) == entry;
    }

    /**
     * Writes and adds one; the one of that name ends.
     *
     * @throws TorrentException if it cannot be written; nothing is changed then
     */
    public synchronized void add(E entry) {
        files.save(entry.name(), entry.state());
        E before = entries.put(entry.name(), entry);
        if (before != null) {
            before.recurring().stop();
        }
    }

    /**
     * Writes one anew, unless it was removed or replaced.
     *
     * @throws TorrentException if it cannot be written
     */
    public synchronized void save(E entry) {
        if (has(entry)) {
            files.save(entry.name(), entry.state());
        }
    }

    /**
     * Ends one and deletes its file.
     *
     * @return false if there is none of that name
     * @throws TorrentException if it cannot be deleted; it continues then
     */
    public synchronized boolean remove(String name) {
        E entry = entries.get(name);
        if (entry == null) {
            return false;
        }
        files.delete(name);
        entries.remove(name);
        entry.recurring().stop();
        return true;
    }

    /** Lets those try again that failed. */
    public void wake() {
        entries.values().forEach(entry -> entry.recurring().wake());
    }

    /** Ends all of them; their files stay. */
    @Override
    public void close() {
        entries.values().forEach(entry -> entry.recurring().stop());
    }
}
