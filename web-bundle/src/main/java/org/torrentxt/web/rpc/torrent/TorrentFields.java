package org.torrentxt.web.rpc.torrent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All fields of a torrent, by name: those of Transmission 4.0, and a few more. docs/rpc.md describes each of them. */
public final class TorrentFields {
    private static final Map<String, Field> ALL = new LinkedHashMap<>();

    static {
        Stream.of(
                        StatusFields.ALL,
                        TransferFields.ALL,
                        ContentFields.ALL,
                        PeerFields.ALL,
                        TrackerFields.ALL,
                        LimitFields.ALL)
                .flatMap(List::stream)
                .forEach(field -> ALL.put(field.name(), field));
    }

    private TorrentFields() {}

    /** The names of all fields. */
    public static Set<String> names() {
        return Set.copyOf(ALL.keySet());
    }

    /** The fields of those names, each once, in their order; names that Transmission does not know, either, are skipped. */
    static List<Field> named(List<String> names) {
        return names.stream().distinct().filter(ALL::containsKey).map(ALL::get).toList();
    }
}
