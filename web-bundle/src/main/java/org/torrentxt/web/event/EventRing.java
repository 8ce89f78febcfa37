package org.torrentxt.web.event;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.torrentxt.api.alert.AlertType;

/**
 * The last events of a session, as bytes that all clients share. Each has a number; a client that follows has the one
 * of the last event that it knows. What is too old is gone, for clients that are too slow, and for those that come back
 * too late. Safe for use by several threads.
 */
final class EventRing {
    static final int MOST = 2000;
    static final long MOST_BYTES = 4L << 20;

    private record Event(long number, Optional<AlertType> type, byte[] bytes) {}

    private final String epoch = UUID.randomUUID().toString().substring(0, 8);
    private final int most;
    private final Deque<Event> events = new ArrayDeque<>();
    private final Map<AlertType, Long> since = new EnumMap<>(AlertType.class);
    private long size;
    private long last;
    private long gone;

    EventRing(int most) {
        this.most = most;
    }

    /** The number of the last event. */
    synchronized long last() {
        return last;
    }

    /** The id of an event. */
    String id(long number) {
        return epoch + "-" + number;
    }

    /** Only these types come from now on. */
    synchronized void setTypes(Set<AlertType> types) {
        since.keySet().retainAll(types);
        if (!since.keySet().equals(types)) {
            // A number of its own: who knows the event before does not know what of these types came after it.
            last++;
            types.forEach(type -> since.putIfAbsent(type, last));
        }
    }

    /**
     * Adds an event.
     *
     * @param type empty if it is for all clients
     */
    synchronized void add(Optional<AlertType> type, String name, String data) {
        last++;
        byte[] bytes = Frame.of(id(last), name, data);
        events.add(new Event(last, type, bytes));
        size += bytes.length;
        while (events.size() > most || size > MOST_BYTES && events.size() > 1) {
            Event oldest = events.remove();
            size -= oldest.bytes.length;
            gone = oldest.number;
        }
    }

    private boolean hasAllAfter(long number) {
        return number >= gone;
    }

    /**
     * The number in the id of the last event that a client knows.
     *
     * @return empty if it cannot follow from there, as something that it wants may be missing
     */
    synchronized Optional<Long> position(String id, Set<AlertType> wanted) {
        if (id == null || !id.matches(epoch + "-\\d{1,18}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(id.substring(epoch.length() + 1));
        boolean isComplete = number <= last
                && hasAllAfter(number)
                && wanted.stream().allMatch(type -> since.getOrDefault(type, Long.MAX_VALUE) <= number);
        return isComplete ? Optional.of(number) : Optional.empty();
    }

    /**
     * The events of these types after one number up to another one, in one piece.
     *
     * @return empty if some are gone
     */
    synchronized Optional<byte[]> between(long number, long end, Set<AlertType> types) {
        if (!hasAllAfter(number)) {
            return Optional.empty();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Event event : events) {
            if (event.number > number
                    && event.number <= end
                    && event.type.map(types::contains).orElse(true)) {
                out.writeBytes(event.bytes);
            }
        }
        return Optional.of(out.toByteArray());
    }
}
