package org.torrentxt.shell.page;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.dht.DhtStatus;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtWatch;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.shell.torrent.Finding;
import org.torrentxt.shell.torrent.FlagsCommand;
import org.torrentxt.shell.torrent.LimitCommand;
import org.torrentxt.shell.torrent.QueueCommand;
import org.torrentxt.shell.torrent.SessionLimits;

/** The keys that commands print with {@code --json}, if they print records. */
final class JsonKeys {
    private static final Map<String, Class<? extends Record>> RECORDS = new TreeMap<>(Map.ofEntries(
            Map.entry("torrent:doctor", Finding.class),
            Map.entry("torrent:encryption", EncryptionPolicy.class),
            Map.entry("torrent:files", FileInfo.class),
            Map.entry("torrent:flags", FlagsCommand.Row.class),
            Map.entry("torrent:get", SessionSettings.Setting.class),
            Map.entry("torrent:ip-filter", IpFilter.Rule.class),
            Map.entry("torrent:limit", LimitCommand.Row.class),
            Map.entry("torrent:list", TorrentStatus.class),
            Map.entry("torrent:peers", PeerInfo.class),
            Map.entry("torrent:queue", QueueCommand.Row.class),
            Map.entry("torrent:session", SessionStatus.class),
            Map.entry("torrent:session-limit", SessionLimits.class),
            Map.entry("torrent:sessions", SessionStatus.class),
            Map.entry("torrent:settings", SessionSettings.Setting.class),
            Map.entry("torrent:trackers", TrackerInfo.class),
            Map.entry("dht:keys", DhtIdentity.class),
            Map.entry("dht:state", DhtStatus.class),
            Map.entry("dht:watch", DhtWatch.class)));

    private JsonKeys() {}

    /** The rows of the page's table. */
    static String table() {
        return RECORDS.entrySet().stream()
                .map(entry -> "| `" + entry.getKey() + "` | " + keys(entry.getValue()) + " |\n")
                .collect(Collectors.joining());
    }

    private static String keys(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(JsonKeys::keys)
                .map(key -> "`" + key + "`")
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> keys(RecordComponent component) {
        return component.getType() == InfoHashes.class
                ? Stream.of("infoHashV1", "infoHashV2")
                : Stream.of(component.getName());
    }
}
