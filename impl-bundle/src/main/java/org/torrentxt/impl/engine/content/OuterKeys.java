package org.torrentxt.impl.engine.content;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;

/**
 * The keys of a .torrent file other than info dictionary, trackers, web seeds and hashes: comment, creator, DHT nodes,
 * and unknown keys. The engine keeps few of them, and the binding garbles some, so they are kept here in their encoded
 * form, and saved in the resume data.
 */
public final class OuterKeys {
    /** No keys, as for a magnet link. */
    public static final OuterKeys NONE = new OuterKeys(new TreeMap<>());

    /** Our own key in resume data. */
    static final ByteString IN_RESUME_DATA = ByteString.of("torrentxt-file");

    private static final Set<ByteString> OF_THE_ENGINE = Set.of(
            ByteString.of("info"),
            ByteString.of("announce"),
            ByteString.of("announce-list"),
            ByteString.of("url-list"),
            ByteString.of("piece layers"));
    private static final Set<ByteString> IN_BOTH =
            Set.of(ByteString.of("comment"), ByteString.of("created by"), ByteString.of("creation date"));
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int MAX_LENGTH = 1024 * 1024; // in total, as they are kept in memory

    private final SortedMap<ByteString, ByteString> values;

    private OuterKeys(SortedMap<ByteString, ByteString> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    /** The keys of a .torrent file, with their encoded values. */
    static OuterKeys ofTorrent(Map<ByteString, ByteString> file) {
        SortedMap<ByteString, ByteString> kept = new TreeMap<>();
        long length = 0;
        for (Map.Entry<ByteString, ByteString> entry : file.entrySet()) {
            length += OF_THE_ENGINE.contains(entry.getKey())
                    ? 0
                    : entry.getKey().length() + entry.getValue().length();
            if (!OF_THE_ENGINE.contains(entry.getKey()) && length <= MAX_LENGTH) {
                kept.put(entry.getKey(), entry.getValue());
            }
        }
        return new OuterKeys(kept);
    }

    /** The keys in resume data, with their encoded values. */
    static OuterKeys ofResumeData(Map<ByteString, ByteString> resumeData) {
        SortedMap<ByteString, ByteString> kept = new TreeMap<>();
        IN_BOTH.forEach(key -> Optional.ofNullable(resumeData.get(key)).ifPresent(value -> kept.put(key, value)));
        Optional.ofNullable(resumeData.get(IN_RESUME_DATA)).ifPresent(own -> {
            try {
                kept.putAll(ofTorrent(BencodeSlices.of(own.bytes())).values);
            } catch (TorrentException e) {
                // a key of another program with the same name
                return;
            }
        });
        return new OuterKeys(kept);
    }

    /** The text under a key, preferably the UTF-8 one; empty if there is none. */
    public String text(String key) {
        return value(key + ".utf-8", ByteString.class)
                .or(() -> value(key, ByteString.class))
                .map(ByteString::text)
                .orElse("");
    }

    /** The time under a key; empty if there is none, or not of this era. */
    public Optional<Instant> time(String key) {
        return value(key, Long.class)
                .filter(seconds -> seconds > 0 && seconds <= LAST_SECOND)
                .map(Instant::ofEpochSecond);
    }

    private <T> Optional<T> value(String key, Class<T> type) {
        try {
            return Optional.ofNullable(values.get(ByteString.of(key)))
                    .map(encoded -> Bencode.decode(encoded.bytes()))
                    .filter(type::isInstance)
                    .map(type::cast);
        } catch (TorrentException e) {
            return Optional.empty(); // not bencoded, as in what another program has saved
        }
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Adds them to the encoded values of a .torrent file. */
    void putTo(SortedMap<ByteString, ByteString> file) {
        file.putAll(values);
    }

    /** The engine's resume data with these keys added. */
    public byte[] addTo(byte[] resumeData) {
        if (isEmpty()) {
            return resumeData;
        }
        SortedMap<ByteString, ByteString> all = new TreeMap<>(BencodeSlices.of(resumeData));
        all.put(IN_RESUME_DATA, ByteString.of(Bencode.join(values)));
        return Bencode.join(all);
    }
}
