package org.torrentxt.impl.network;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.Endpoint;

/**
 * Keeps a session listening on its configured endpoints: checks periodically, logs changes, and retries endpoints that
 * are not open once they can be opened. The engine silently uses the next port if one is in use, and never returns to
 * the configured one.
 */
public final class ListenWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListenWatch.class);
    private static final long SECONDS = 3;
    private static final int MOST_ROUNDS = 100; // between two failed attempts

    /** The rounds left until an entry is tried again, and how many there were. */
    private record Patience(int left, int rounds) {
        static final Patience NONE = new Patience(0, 1);

        Patience failed() {
            return new Patience(rounds, Math.min(2 * rounds, MOST_ROUNDS));
        }

        Patience next() {
            return new Patience(Math.max(0, left - 1), rounds);
        }
    }

    private final String session;
    private final Supplier<List<ListenCheck.Result>> check;
    private final Consumer<List<ListenInterfaces.Entry>> reopen;
    private final ScheduledExecutorService rounds;
    private final Map<ListenInterfaces.Entry, ListenCheck.Result> troubled = new HashMap<>();
    private final Map<ListenInterfaces.Entry, Patience> patience = new HashMap<>();
    private Set<ListenInterfaces.Entry> suspects = Set.of();

    /**
     * Watches a session until it is closed.
     *
     * @param check returns the state of each entry of the setting
     * @param reopen makes the engine close and reopen the sockets of these entries
     */
    public ListenWatch(
            String session, Supplier<List<ListenCheck.Result>> check, Consumer<List<ListenInterfaces.Entry>> reopen) {
        this.session = session;
        this.check = check;
        this.reopen = reopen;
        this.rounds = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "torrentxt-" + session + "-listen");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts watching. */
    public void start() {
        rounds.scheduleWithFixedDelay(this::round, 0, SECONDS, TimeUnit.SECONDS);
    }

    /** Looks once. */
    void round() {
        try {
            List<ListenCheck.Result> results = confirmed(check.get());
            results.forEach(this::log);
            troubled.keySet()
                    .retainAll(results.stream().map(ListenCheck.Result::entry).toList());
            patience.keySet().retainAll(troubled.keySet());
            patience.replaceAll((entry, left) -> left.next());
            List<ListenInterfaces.Entry> possible = results.stream()
                    .filter(result -> result.state() != ListenCheck.State.OPEN && canOpen(result))
                    .map(ListenCheck.Result::entry)
                    .toList();
            if (!possible.isEmpty()) {
                possible.forEach(
                        entry -> patience.merge(entry, Patience.NONE.failed(), (before, first) -> before.failed()));
                reopen.accept(possible);
            }
        } catch (RuntimeException e) {
            LOG.debug("Session {}: could not check listen endpoints", session, e); // it may be stopping
        }
    }

    // What could be open but is not known to be may be opening: that counts from the second look in a row, and never
    // while the setting has just changed.
    private List<ListenCheck.Result> confirmed(List<ListenCheck.Result> results) {
        Set<ListenInterfaces.Entry> closed = results.stream()
                .filter(result -> result.state() == ListenCheck.State.CLOSED
                        && !result.wanted().isEmpty())
                .map(ListenCheck.Result::entry)
                .collect(Collectors.toSet());
        List<ListenCheck.Result> sure = results.stream()
                .filter(result -> result.state() != ListenCheck.State.OPENING)
                .filter(result -> !closed.contains(result.entry()) || suspects.contains(result.entry()))
                .toList();
        suspects = closed;
        return sure;
    }

    private void log(ListenCheck.Result result) {
        boolean isOpen = result.state() == ListenCheck.State.OPEN;
        ListenCheck.Result before = isOpen ? troubled.remove(result.entry()) : troubled.put(result.entry(), result);
        if (isOpen && before != null) {
            LOG.info("Session {} is listening on {} of listen.interfaces again", session, result.entry());
        } else if (!isOpen && (before == null || !before.text().equals(result.text()))) {
            LOG.warn("Session {}: {}", session, result.text());
        }
    }

    private boolean canOpen(ListenCheck.Result result) {
        return patience.getOrDefault(result.entry(), Patience.NONE).left() == 0
                && !result.wanted().isEmpty()
                && result.wanted().stream().allMatch(ListenWatch::isFree);
    }

    private static boolean isFree(Endpoint endpoint) {
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(null)) {
            tcp.setReuseAddress(true); // as the engine's
            tcp.bind(endpoint.toSocketAddress());
            udp.bind(endpoint.toSocketAddress());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Stops watching; does not block. */
    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
