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
 * The periodic tasks of one kind, each saved in a file.
 *
 * @param <S> the content of the file
 * @param <E> the type of the entries
 */
public final class PersistentJobs<S, E extends PersistentJobs.Entry<S>> implements AutoCloseable {
    /**
     * An entry.
     *
     * @param <S> the content of its file
     */
    public interface Entry<S> {
        /** Its unique name, also used for its file. */
        String name();

        /** The content of its file. */
        S state();

        /** Its task. */
        Recurring recurring();
    }

    private final StateFolder<S> files;
    private final Map<String, E> entries = new ConcurrentHashMap<>();

    /** Creates an empty list of jobs. */
    public PersistentJobs(StateFolder<S> files) {
        this.files = files;
    }

    /** Loads and starts the entries in all usable files. */
    public void load(Function<S, E> make, Consumer<E> start) {
        for (S state : files.load().values()) {
            E entry = make.apply(state);
            entries.put(entry.name(), entry);
            start.accept(entry);
        }
    }

    /** All entries, in no particular order. */
    public List<E> all() {
        return List.copyOf(entries.values());
    }

    /** The entry with that name. */
    public Optional<E> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** True unless it was removed or replaced. */
    public boolean has(E entry) {
        return entries.get(entry.name()) == entry;
    }

    /**
     * Saves and adds an entry; the previous one with that name ends.
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
     * Saves a changed entry, unless it was removed or replaced.
     *
     * @throws TorrentException if it cannot be written
     */
    public synchronized void save(E entry) {
        if (has(entry)) {
            files.save(entry.name(), entry.state());
        }
    }

    /**
     * Ends an entry and deletes its file.
     *
     * @return false if there is none with that name
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

    /** Retries failed tasks. */
    public void wake() {
        entries.values().forEach(entry -> entry.recurring().wake());
    }

    /** Ends all tasks; their files are kept. */
    @Override
    public void close() {
        entries.values().forEach(entry -> entry.recurring().stop());
    }
}
