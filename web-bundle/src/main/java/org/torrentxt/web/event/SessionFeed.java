package org.torrentxt.web.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.json.Json;

/**
 * What happens in one session, for all clients that follow it. With each {@link #tick()} every client that has taken
 * what it was sent before gets what is new since then; each event and each status is written as JSON once for all of
 * them, and those at the same position get the same bytes. A client that is so slow that events it has not been sent
 * are gone is told so.
 */
final class SessionFeed implements AlertListener {
    private static final int TICKS_PER_STATUS = 2;
    private static final int TICKS_PER_ROLL_CALL = 4; // who has left

    private final String session;
    private final Supplier<Optional<TorrentSession>> running;
    private final Pace pace;
    private final EventRing ring;
    private final StatusBoard board;
    private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
    private final AlertSource.Subscription subscription;
    private final Map<AlertType, Long> types = new EnumMap<>(AlertType.class);
    private Set<AlertType> raised = EnumSet.of(AlertType.ALERTS_DROPPED);
    private boolean wasRunning = true;
    private long left = System.nanoTime();
    private int ticks;

    /**
     * @param running finds the session while it runs
     */
    SessionFeed(
            String session, Supplier<Optional<TorrentSession>> running, AlertSource alerts, Pace pace, int mostEvents) {
        this.session = session;
        this.running = running;
        this.pace = pace;
        this.ring = new EventRing(mostEvents);
        this.board = new StatusBoard(session);
        ring.setTypes(raised);
        this.subscription = alerts.subscribe(session, raised, this);
    }

    @Override
    public void onAlert(Alert alert) {
        ring.add(Optional.of(alert.type()), alert.type().alertName(), Frame.data(alert));
    }

    /**
     * Finds where a client is to begin, and has the session raise what it wants.
     *
     * @param since the version of the session's changes whose statuses it has; 0 for none
     */
    synchronized Start begin(Wanted wanted, String lastId, long since) {
        Optional<Long> position = ring.position(lastId, wanted.alerts());
        want(Stream.of(wanted.alerts()));
        left = System.nanoTime();
        long first = position.orElseGet(ring::last);
        String data = "{\"session\":" + Json.write(session) + ",\"types\":" + Json.write(wanted.names()) + "}";
        byte[] hello = (Frame.RETRY + new String(Frame.of(ring.id(first), "hello", data), US_ASCII)).getBytes(US_ASCII);
        boolean isLost = lastId != null && position.isEmpty();
        if (isLost) {
            return new Start(first, 0, List.of(hello, reset(first)));
        }
        Optional<StatusChanges> changes = wanted.status() ? changes(since) : Optional.empty();
        return changes.map(some -> new Start(first, board.version(), List.of(hello, status(first, some))))
                .orElseGet(() -> new Start(first, 0, List.of(hello)));
    }

    // All that the session has changed before is on the board first: what follows is the rest.
    private Optional<StatusChanges> changes(long since) {
        if (since == 0 || !wasRunning) { // the board is about to be cleared
            return Optional.empty();
        }
        return running.get()
                .map(present -> {
                    board.update(present.changes(board.seen()));
                    return present.changes(since);
                })
                .filter(changes -> !changes.isComplete());
    }

    private byte[] status(long position, StatusChanges changes) {
        return Frame.of(ring.id(position), Wanted.STATUS, board.document(changes));
    }

    /**
     * Where a client begins.
     *
     * @param position the event that it knows
     * @param version that of the board whose statuses it has then; 0 for none
     * @param first what it is sent first
     */
    record Start(long position, long version, List<byte[]> first) {}

    private byte[] reset(long position) {
        return Frame.of(ring.id(position), "reset", about());
    }

    private String about() {
        return "{\"session\":" + Json.write(session) + "}";
    }

    /** Adds a client that has begun. */
    void add(EventClient client) {
        clients.add(client);
    }

    /** Removes one that has left. */
    void remove(EventClient client) {
        clients.remove(client);
    }

    /** Has the session raise these types, too, and no longer those that nobody has wanted for a while. */
    private void want(Stream<Set<AlertType>> wanted) {
        long now = System.nanoTime();
        wanted.distinct().forEach(some -> some.forEach(type -> types.put(type, now)));
        types.values().removeIf(time -> now - time > pace.linger().toNanos());
        if (!types.keySet().equals(raised)) {
            raised = EnumSet.copyOf(types.keySet());
            subscription.setTypes(raised);
            ring.setTypes(raised);
        }
    }

    /**
     * Sends what is new.
     *
     * @return false if nobody has followed for so long that this feed can be closed
     */
    synchronized boolean tick() {
        look();
        if (ticks % TICKS_PER_ROLL_CALL == 0) {
            clients.forEach(EventClient::endIfGone);
        }
        long now = System.nanoTime();
        Round round = new Round(ring.last());
        for (EventClient client : clients) {
            if (now - client.begun() > pace.longest().toNanos()) {
                client.end();
            } else if (client.isReady()) {
                serve(client, now, round);
            }
        }
        if (!clients.isEmpty()) {
            left = now;
        }
        return now - left < pace.linger().toNanos();
    }

    private void look() {
        Optional<TorrentSession> present = running.get();
        if (wasRunning != present.isPresent()) {
            wasRunning = present.isPresent();
            board.clear();
            ring.add(Optional.empty(), wasRunning ? "reset" : "stopped", about());
        }
        boolean isDue = ticks++ % TICKS_PER_STATUS == 0;
        if (isDue && clients.stream().anyMatch(client -> client.wanted().status())) {
            present.ifPresent(some -> board.update(some.changes(board.seen())));
        }
        if (isDue && !clients.isEmpty()) {
            want(clients.stream().map(client -> client.wanted().alerts()));
        }
    }

    private void serve(EventClient client, long now, Round round) {
        long last = round.last;
        List<byte[]> parts = new ArrayList<>();
        Optional<byte[]> events = round.events(client);
        if (events.isPresent()) {
            parts.add(events.get());
        } else {
            parts.add(Frame.of(ring.id(last), "dropped", about()));
            parts.add(reset(last));
            client.version = 0;
        }
        client.position = last;
        if (client.wanted().status() && wasRunning && client.version < board.version()) {
            parts.add(round.statuses(client));
            client.version = board.version();
        }
        parts.removeIf(part -> part.length == 0);
        if (parts.isEmpty() && now - client.sent() > pace.ping().toNanos()) {
            parts.add(Frame.ping(ring.id(last)));
        }
        if (!parts.isEmpty()) {
            client.send(parts);
        }
    }

    /** What is sent in one tick, to be made once. */
    private final class Round {
        final long last;
        private final Map<Position, Optional<byte[]>> events = new HashMap<>();
        private final Map<Long, byte[]> statuses = new HashMap<>();

        private record Position(long number, Set<AlertType> types) {}

        Round(long last) {
            this.last = last;
        }

        Optional<byte[]> events(EventClient client) {
            return events.computeIfAbsent(
                    new Position(client.position, client.wanted().alerts()),
                    position -> ring.between(position.number, last, position.types));
        }

        byte[] statuses(EventClient client) {
            return statuses.computeIfAbsent(
                    client.version, since -> Frame.of(ring.id(last), Wanted.STATUS, board.changes(since)));
        }
    }

    /** Ends all answers. */
    void close() {
        subscription.close();
        clients.forEach(EventClient::end);
    }
}
