package org.torrentxt.web.rpc.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.torrentxt.api.Credentials;

/** All fields of a session, by name: those of Transmission 4.0. docs/rpc.md describes each of them. */
public final class SessionFields {
    /** The version of Transmission whose protocol this is; clients parse it. */
    static final String TRANSMISSION = "4.0.6";

    static final List<Switched> SWITCHED = List.of(
            Switched.rate("download_rate_limit", "speed-limit-down"),
            Switched.rate("upload_rate_limit", "speed-limit-up"),
            Switched.queue("active_downloads", "download-queue"),
            Switched.queue("active_seeds", "seed-queue"));

    private static final int VERSION = 17;
    private static final int OLDEST_VERSION = 14;
    private static final int MEBIBYTE = 1 << 20;
    private static final int MINUTE = 60;

    private static final List<SessionField> KNOWN = List.of(
            SessionField.number("cache-size-mb", session -> session.number("max_queued_disk_bytes") / MEBIBYTE),
            SessionField.truth("dht-enabled", session -> session.isOn("enable_dht")),
            SessionField.truth("lpd-enabled", session -> session.isOn("enable_lsd")),
            SessionField.truth("utp-enabled", session -> session.isOn("enable_outgoing_utp")),
            SessionField.truth("tcp-enabled", session -> session.isOn("enable_outgoing_tcp")),
            SessionField.truth(
                    "port-forwarding-enabled", session -> session.isOn("enable_upnp") || session.isOn("enable_natpmp")),
            SessionField.number("peer-port", session -> session.session().listenPort()),
            SessionField.number("peer-limit-global", session -> session.number("connections_limit")),
            SessionField.number(
                    "peer-limit-per-torrent",
                    session -> session.preferences().peerLimit().orElseGet(() -> session.number("connections_limit"))),
            SessionField.truth("queue-stalled-enabled", session -> session.isOn("dont_count_slow_torrents")),
            SessionField.number(
                    "queue-stalled-minutes", session -> (session.number("auto_manage_startup") + MINUTE - 1) / MINUTE),
            SessionField.text(
                    "encryption",
                    session -> Encryption.of(session.session().settings().encryption())
                            .word()),
            SessionField.truth(
                    "blocklist-enabled",
                    session -> !session.session().ipFilter().rules().isEmpty()),
            SessionField.number(
                    "blocklist-size",
                    session -> session.session().ipFilter().rules().size()),
            SessionField.text(
                    "blocklist-url",
                    session -> Credentials.hide(session.preferences().blocklistUrl())),
            SessionField.text("download-dir", SessionView::downloadFolder),
            SessionField.number("download-dir-free-space", session -> freeSpace(session.downloadFolder())),
            SessionField.truth(
                    "start-added-torrents", session -> session.preferences().startsAdded()),
            SessionField.fixed("rpc-version", VERSION),
            SessionField.fixed("rpc-version-minimum", OLDEST_VERSION),
            SessionField.fixed("rpc-version-semver", "5.3.0"),
            SessionField.text(
                    "version",
                    session -> TRANSMISSION + " (TorrentXT, libtorrent "
                            + session.session().engineVersion() + ")"),
            new SessionField("units", (session, out) -> Units.write(out)));

    /** What sessions do not have: shown as Transmission shows it where it is turned off. */
    static final Map<String, Object> FIXED = fixed();

    private static final Map<String, SessionField> ALL = new LinkedHashMap<>();

    static {
        Stream.of(
                        KNOWN.stream(),
                        SWITCHED.stream().flatMap(SessionFields::both),
                        PolicyFields.all(),
                        FIXED.entrySet().stream().map(entry -> SessionField.fixed(entry.getKey(), entry.getValue())))
                .flatMap(fields -> fields)
                .forEach(field -> ALL.put(field.name(), field));
    }

    private SessionFields() {}

    private static Map<String, Object> fixed() {
        Map<String, Object> fixed = new LinkedHashMap<>();
        fixed.put("anti-brute-force-enabled", false);
        fixed.put("anti-brute-force-threshold", 100);
        fixed.put("config-dir", "");
        fixed.put("default-trackers", "");
        fixed.put("peer-port-random-on-start", false);
        fixed.put("pex-enabled", true);
        fixed.put("script-torrent-added-enabled", false);
        fixed.put("script-torrent-added-filename", "");
        fixed.put("script-torrent-done-enabled", false);
        fixed.put("script-torrent-done-filename", "");
        fixed.put("script-torrent-done-seeding-enabled", false);
        fixed.put("script-torrent-done-seeding-filename", "");
        fixed.put("trash-original-torrent-files", false);
        return fixed;
    }

    private static Stream<SessionField> both(Switched switched) {
        return Stream.of(
                SessionField.number(switched.valueName(), switched::value),
                SessionField.truth(switched.switchName(), switched::isOn));
    }

    /** The names of all fields but {@code session-id}, which is that of the servlet. */
    public static Set<String> names() {
        return Set.copyOf(ALL.keySet());
    }

    /** The fields of those names, each once; names that Transmission does not know, either, are skipped. */
    static List<SessionField> named(Optional<List<String>> names) {
        return names.map(some -> some.stream()
                        .distinct()
                        .filter(ALL::containsKey)
                        .map(ALL::get)
                        .toList())
                .orElseGet(() -> List.copyOf(ALL.values()));
    }

    private static long freeSpace(String folder) {
        try {
            return Files.getFileStore(Path.of(folder)).getUsableSpace();
        } catch (IOException e) {
            return -1; // as Transmission does for a folder that does not exist
        }
    }
}
