package org.torrentxt.impl.state;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.statefile.StateFolder;
import org.torrentxt.statefile.UnusableFileException;

/**
 * The saved state of one session in its folder: a file for the session, one for its IP filter, one for the next id, and
 * one for each torrent. Reading must end before anything is saved, except for torrents with ids given out by
 * {@link #ids()}. Otherwise thread-safe.
 */
public final class SessionStore {
    /** Receives the torrents of a session while they are read. */
    @FunctionalInterface
    public interface Loading {
        /**
         * A torrent was read.
         *
         * @param state what was saved
         * @param done how many files have been read, including this one
         * @param total how many there are
         */
        void loaded(TorrentState state, int done, int total);
    }

    static final String SESSION = "session.state";
    static final String IP_FILTER = "ip-filter.state";
    static final String IDS = "ids.state";
    /** In its place while that must not be changed, as only a newer version can read it. */
    static final String OTHER_IDS = "ids-1.state";

    private static final String SUFFIX = ".resume";
    private static final Pattern TORRENT = Pattern.compile("([1-9][0-9]{0,9})\\.resume");

    private final StateFolder folder;
    private final SessionState session;
    private final Optional<IpFilterState> ipFilter;
    private final List<Integer> found;
    private final TorrentIds ids;
    private final Map<InfoHash, Integer> claimed = new HashMap<>(); // by hash, while torrents are loaded

    private SessionStore(
            StateFolder folder,
            SessionState session,
            Optional<IpFilterState> ipFilter,
            List<Integer> found,
            int nextId) {
        this.folder = folder;
        this.session = session;
        this.ipFilter = ipFilter;
        this.found = found;
        this.ids = new TorrentIds(nextId, this::reserve);
    }

    /**
     * Reads everything except the torrents. What is damaged is reported to the folder's listener, and missing here.
     *
     * @param folder is closed with this object
     * @throws IOException if the folder cannot be read at all
     */
    public static SessionStore open(StateFolder folder) throws IOException {
        Set<String> names = Set.copyOf(folder.names());
        List<SessionState> session = new ArrayList<>();
        List<IpFilterState> filter = new ArrayList<>();
        AtomicInteger next = new AtomicInteger(1);
        if (names.contains(SESSION)) {
            folder.read(SESSION, content -> session.add(SessionState.read(content)));
        }
        if (names.contains(IP_FILTER)) {
            folder.read(IP_FILTER, content -> filter.add(IpFilterState.read(content)));
        }
        for (String ids : List.of(IDS, OTHER_IDS)) {
            if (names.contains(ids)) {
                folder.read(ids, content -> next.set(Math.max(next.get(), TorrentIds.read(content))));
            }
        }
        setAsideStrangers(folder);
        SessionState state = session.isEmpty() ? SessionState.NEW : session.get(0);
        List<Integer> torrents = ids(folder.names());
        // each of the three would do; one of them may be damaged
        int known = TorrentIds.first(LongStream.concat(
                LongStream.of(next.get(), state.nextId()),
                ids(folder.allNames()).stream().mapToLong(id -> 1L + id)));
        boolean isUnknown = folder.isUntouchable(IDS) && !names.contains(OTHER_IDS);
        return new SessionStore(
                folder,
                state,
                filter.stream().findFirst(),
                inOrder(torrents, state.queue()),
                isUnknown ? TorrentIds.afterUnknown(Math.max(known, newer(folder))) : known);
    }

    private static int newer(StateFolder folder) {
        try {
            return TorrentIds.first(LongStream.of(TorrentIds.ofNewer(folder.content(IDS))));
        } catch (IOException | TorrentException e) {
            return 1; // it does not have the form of those of this version
        }
    }

    // Somebody may have renamed or copied them, and would miss their torrents.
    private static void setAsideStrangers(StateFolder folder) throws IOException {
        Stream.concat(folder.names().stream(), folder.otherNames().stream())
                .filter(name -> name.endsWith(SUFFIX) && id(name).isEmpty())
                .forEach(name -> folder.setAside(
                        name, "invalid name of a torrent's file: expected its id, 1 to " + Integer.MAX_VALUE));
    }

    private static List<Integer> ids(List<String> names) {
        return names.stream()
                .map(SessionStore::id)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .toList();
    }

    private static OptionalInt id(String name) {
        Matcher matcher = TORRENT.matcher(name);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) > Integer.MAX_VALUE) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(matcher.group(1)));
    }

    private static List<Integer> inOrder(List<Integer> torrents, List<Integer> queue) {
        Set<Integer> present = new TreeSet<>(torrents);
        Set<Integer> ordered = new LinkedHashSet<>();
        queue.stream().filter(present::contains).forEach(ordered::add);
        ordered.addAll(present);
        return List.copyOf(ordered);
    }

    /** The name of a torrent's file. */
    public static String name(int id) {
        return id + SUFFIX;
    }

    /** What was saved of the session; {@link SessionState#NEW} if nothing was. */
    public SessionState session() {
        return session;
    }

    /** The IP filter that was saved; empty if none was, or it is damaged. */
    public Optional<IpFilterState> ipFilter() {
        return ipFilter;
    }

    /** Gives out ids for new torrents. */
    public TorrentIds ids() {
        return ids;
    }

    /** The ids of the torrents to load, in the order of the queue, the others after them. */
    public List<Integer> found() {
        return found;
    }

    /**
     * Reads all torrents, one after the other; takes about a second for 10,000.
     *
     * @param loading receives the usable ones
     * @param isWanted asked before each; false ends loading
     */
    public void load(Loading loading, BooleanSupplier isWanted) {
        int done = 0;
        for (int id : found) {
            if (!isWanted.getAsBoolean()) {
                return;
            }
            int number = ++done;
            read(id).filter(this::claim).ifPresent(state -> loading.loaded(state, number, found.size()));
        }
    }

    /**
     * Reads a torrent. Several threads may do so at a time, each for another one.
     *
     * @return empty if its file cannot be used
     */
    public Optional<TorrentState> read(int id) {
        List<TorrentState> read = new ArrayList<>();
        folder.read(name(id), content -> {
            TorrentState state = TorrentState.read(content);
            if (state.id() != id) {
                throw new UnusableFileException("state of another torrent: " + state.id());
            }
            read.add(state);
        });
        return read.stream().findFirst();
    }

    /**
     * Claims the info-hashes of a torrent that was read: copies made by somebody must not add a torrent twice.
     *
     * @return false if another one has them, in which case its file was set aside
     */
    public synchronized boolean claim(TorrentState state) {
        List<InfoHash> hashes = state.resume().infoHashes().stream().toList();
        for (InfoHash hash : hashes) {
            Integer other = claimed.get(hash);
            if (other != null && other != state.id()) {
                folder.setAside(name(state.id()), "the same torrent as " + other);
                return false;
            }
        }
        hashes.forEach(hash -> claimed.put(hash, state.id()));
        return true;
    }

    /** Forgets which torrents were claimed, once all are loaded. */
    public synchronized void endClaims() {
        claimed.clear();
    }

    /**
     * Saves a torrent.
     *
     * @param state called when it is written
     * @param isUrgent true for what users did; false to wait for the interval, and for later changes
     */
    public void save(int id, Supplier<TorrentState> state, boolean isUrgent) {
        put(name(id), () -> state.get().toBytes(), isUrgent);
    }

    /** Deletes the file of a torrent that was removed. */
    public void delete(int id) {
        folder.delete(name(id));
    }

    /** Saves the session; see {@link #save}. */
    public void saveSession(Supplier<SessionState> state, boolean isUrgent) {
        put(SESSION, () -> state.get().toBytes(), isUrgent);
    }

    /** Saves the IP filter; see {@link #save}. */
    public void saveIpFilter(Supplier<IpFilterState> state, boolean isUrgent) {
        put(IP_FILTER, () -> state.get().toBytes(), isUrgent);
    }

    private void put(String name, Supplier<byte[]> content, boolean isUrgent) {
        if (isUrgent) {
            folder.saveNow(name, content);
        } else {
            folder.saveLater(name, content);
        }
    }

    private String idsFile() {
        return folder.isUntouchable(IDS) ? OTHER_IDS : IDS;
    }

    // Waits for the disk, but not forever: with a disk that is full torrents can still be added.
    private void reserve(int nextId) {
        String file = idsFile();
        folder.saveNow(file, () -> TorrentIds.toBytes(nextId));
        try {
            folder.await(file, Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Changes how long changes may wait that are not urgent. */
    public void setInterval(Duration interval) {
        folder.setInterval(interval);
    }

    /** Saves the first id that may be given out after a restart. */
    public void saveIds() {
        folder.saveNow(idsFile(), () -> TorrentIds.toBytes(ids.limit()));
    }

    /**
     * The names of the files as they are on disk.
     *
     * @throws IOException if the folder cannot be read
     */
    public List<String> files() throws IOException {
        return folder.names();
    }

    /**
     * The content of a file as it is on disk.
     *
     * @throws IOException if there is none, or it cannot be read
     */
    public byte[] content(String name) throws IOException {
        return folder.content(name);
    }

    /**
     * Takes an id for a torrent that comes back from a backup.
     *
     * @return false if it cannot be used, as its file must not be changed, or it is too far from those given out
     */
    public boolean take(int id) {
        return !folder.isUntouchable(name(id)) && ids.take(id);
    }

    /** Why changes cannot be saved at present; empty while they can. */
    public Optional<String> problem() {
        return folder.problem();
    }

    /** Why others could change the files, in words; empty if they cannot. */
    public Optional<String> weakness() {
        return folder.weakness();
    }

    /**
     * Saves all changes now, as before a backup.
     *
     * @return true if all are on disk; false after the time limit
     */
    public boolean flush(Duration limit) throws InterruptedException {
        return folder.flush(limit);
    }

    /**
     * Saves all changes, and releases the folder.
     *
     * @return the names of the files whose changes are not on disk after the time limit
     */
    public List<String> close(Duration limit) throws InterruptedException {
        folder.saveNow(idsFile(), () -> TorrentIds.toBytes(ids.peek()));
        return folder.close(limit);
    }
}
