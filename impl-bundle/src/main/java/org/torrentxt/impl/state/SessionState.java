package org.torrentxt.impl.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.statefile.UnusableFileException;

/**
 * What is saved of a session beside its torrents and its IP filter. Settings and DHT nodes are saved under the keys of
 * libtorrent's session state.
 *
 * @param nextId at least one more than all ids given to torrents
 * @param isPaused true if the whole session was paused
 * @param settings those set at run time, by name: Long (0 and 1 for booleans) or String
 * @param queue the ids of the torrents in the download queue, in its order; unknown ones are ignored, others follow
 * @param statistics counters over all runs, by name, not negative
 * @param dhtState the nodes of the DHT, as returned by {@code Dht.saveState()}; empty if there are none
 */
public record SessionState(
        int nextId,
        boolean isPaused,
        Map<String, Object> settings,
        List<Integer> queue,
        Map<String, Long> statistics,
        Optional<ByteString> dhtState) {
    /** The state of a session that never ran. */
    public static final SessionState NEW = new SessionState(1, false, Map.of(), List.of(), Map.of(), Optional.empty());

    static final String KIND = "session";
    static final long VERSION = 1;

    private static final ByteString SETTINGS = ByteString.of("settings");
    private static final ByteString DHT = ByteString.of("dht state");
    private static final String NEXT_ID = "next id";
    private static final String PAUSED = "paused";
    private static final String QUEUE = "queue";
    private static final String STATISTICS = "statistics";
    private static final int MAX_NAMES = 10_000;
    private static final int MAX_NAME = 200;
    private static final int MAX_TEXT = 1024 * 1024;
    private static final int MAX_QUEUE = 1_000_000;

    /**
     * Copies and checks the values.
     *
     * @throws TorrentException INVALID_ARGUMENT if a number is out of range, or a setting of another type
     */
    public SessionState {
        require(nextId >= 1, "next id", nextId);
        settings = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNull(settings, "settings")));
        settings.forEach((name, value) -> require(value instanceof Long || value instanceof String, name, value));
        queue = List.copyOf(queue);
        queue.forEach(id -> require(id >= 1, "id in the queue", id));
        statistics = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNull(statistics, "statistics")));
        statistics.forEach((name, count) -> require(count >= 0, name, count));
        Objects.requireNonNull(dhtState, "dhtState");
        dhtState.ifPresent(SessionState::dhtNodes);
    }

    private static void require(boolean condition, String what, Object value) {
        if (!condition) {
            throw TorrentException.invalid("invalid value of '" + what + "': " + value);
        }
    }

    /** The file with this state. */
    public byte[] toBytes() {
        SortedMap<ByteString, ByteString> outer = new TreeMap<>();
        outer.put(SETTINGS, ByteString.of(Bencode.encode(dictionary(settings))));
        dhtState.ifPresent(state -> outer.put(DHT, dhtNodes(state)));
        BencodeDictionary own = BencodeDictionary.builder()
                .put(NEXT_ID, nextId)
                .put(PAUSED, isPaused ? 1 : 0)
                .put(QUEUE, queue)
                .put(STATISTICS, dictionary(statistics))
                .build();
        return new Envelope(outer, own).write(KIND, VERSION);
    }

    private static BencodeDictionary dictionary(Map<String, ?> values) {
        BencodeDictionary.Builder dictionary = BencodeDictionary.builder();
        values.forEach(dictionary::put);
        return dictionary.build();
    }

    private static ByteString dhtNodes(ByteString state) {
        ByteString nodes = BencodeSlices.of(state.bytes()).get(DHT);
        require(nodes != null, "dht state", "none");
        return nodes;
    }

    /**
     * Reads a file.
     *
     * @throws org.torrentxt.statefile.NewerVersionException if only a newer version can read it
     * @throws UnusableFileException if it is damaged
     */
    public static SessionState read(byte[] content) throws IOException {
        Envelope envelope = Envelope.read(KIND, VERSION, content);
        CheckedFields own = new CheckedFields(envelope.own());
        try {
            return new SessionState(
                    (int) own.required(NEXT_ID, 1, Integer.MAX_VALUE),
                    own.flag(PAUSED),
                    settings(envelope),
                    queue(own),
                    statistics(own),
                    Optional.ofNullable(envelope.outer().get(DHT))
                            .map(nodes -> ByteString.of(Bencode.join(new TreeMap<>(Map.of(DHT, nodes))))));
        } catch (TorrentException e) {
            throw new UnusableFileException(e.getMessage());
        }
    }

    private static Map<String, Object> settings(Envelope envelope) throws UnusableFileException {
        ByteString encoded = envelope.outer().get(SETTINGS);
        if (encoded == null) {
            return Map.of();
        }
        CheckedFields all = new CheckedFields(BencodeDictionary.builder()
                .put(SETTINGS, Bencode.decode(encoded))
                .build());
        Map<String, Object> settings = all.entries(SETTINGS.text(), MAX_NAMES, MAX_NAME);
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            if (setting.getValue() instanceof ByteString) {
                ByteString text = CheckedFields.bytes(setting.getKey(), setting.getValue(), MAX_TEXT);
                setting.setValue(CheckedFields.text(setting.getKey(), text));
            }
        }
        return settings;
    }

    private static List<Integer> queue(CheckedFields own) throws UnusableFileException {
        Set<Integer> queue = new LinkedHashSet<>();
        for (Object id : own.list(QUEUE, MAX_QUEUE)) {
            if (!(id instanceof Long number) || number < 1 || number > Integer.MAX_VALUE) {
                throw new UnusableFileException("invalid value of 'queue': expected positive ids");
            }
            queue.add(number.intValue());
        }
        return new ArrayList<>(queue);
    }

    private static Map<String, Long> statistics(CheckedFields own) throws UnusableFileException {
        Map<String, Long> statistics = new TreeMap<>();
        for (Map.Entry<String, Object> entry :
                own.entries(STATISTICS, MAX_NAMES, MAX_NAME).entrySet()) {
            if (!(entry.getValue() instanceof Long count)) {
                throw new UnusableFileException("invalid value of 'statistics': expected numbers");
            }
            statistics.put(entry.getKey(), count);
        }
        return statistics;
    }
}
