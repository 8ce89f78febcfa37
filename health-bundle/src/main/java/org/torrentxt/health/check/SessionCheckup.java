package org.torrentxt.health.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.status.DiskIo;
import org.torrentxt.api.status.Network;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.api.status.TorrentStatus;

/** The checks of one session. */
final class SessionCheckup {
    private static final String GO_PUBLIC =
            "; to reach the internet, set network=internet in the session's configuration";

    private static final int NAMED = 3;

    private final TorrentSession session;
    private final ConfiguredFolders configured;
    private final boolean isMmapSafe;

    /**
     * Checks of a session.
     *
     * @param configured the folders in configurations
     * @param isMmapSafe true if memory-mapped disk I/O may be used in this JVM
     */
    SessionCheckup(TorrentSession session, ConfiguredFolders configured, boolean isMmapSafe) {
        this.session = session;
        this.configured = configured;
        this.isMmapSafe = isMmapSafe;
    }

    /** Checks everything. */
    List<HealthFinding> run() throws IOException {
        SessionStatus status = session.status();
        List<HealthFinding> findings = new ArrayList<>();
        findings.add(Findings.ok(
                "session " + session.name(),
                (status.isPaused() ? "paused" : "running") + " with " + Texts.plural(status.numTorrents(), "torrent")
                        + " and " + Texts.plural(status.numPeers(), "peer")));
        findings.add(diskIo(status));
        findings.add(listening(status));
        findings.add(network(status));
        findings.add(dht(status));
        peers().ifPresent(findings::add);
        findings.add(TlsCheckup.check(session));
        findings.add(events(status));
        findings.add(subscribers(status));
        findings.add(state(status));
        folders().forEach((folder, subject) -> findings.add(FolderCheckup.check(subject, folder)));
        return findings;
    }

    private static HealthFinding state(SessionStatus status) {
        return status.stateFolder()
                .map(folder -> FolderCheckup.check("state", folder))
                .orElse(Findings.ok("state", "not saved, as the session is temporary"));
    }

    // the configured folders and the save paths of torrents
    private Map<Path, String> folders() throws IOException {
        Map<Path, String> folders = configured.ofSession(session.name());
        session.statuses().stream()
                .map(TorrentStatus::savePath)
                .sorted()
                .forEach(folder -> folders.putIfAbsent(folder, "save path"));
        return folders;
    }

    // torrents that cannot get anywhere, by why
    private Optional<HealthFinding> peers() {
        Map<String, List<TorrentStatus>> stalled = session.statuses().stream()
                .filter(status -> !status.noPeersReason().isEmpty())
                .collect(Collectors.groupingBy(TorrentStatus::noPeersReason, LinkedHashMap::new, Collectors.toList()));
        String text = stalled.entrySet().stream()
                .map(entry -> Texts.plural(entry.getValue().size(), "torrent") + " with no peers: " + entry.getKey()
                        + " (" + labels(entry.getValue()) + ")")
                .collect(Collectors.joining("; "));
        return text.isEmpty() ? Optional.empty() : Optional.of(Findings.warn("peers", text));
    }

    private static String labels(List<TorrentStatus> torrents) {
        String named = torrents.stream().limit(NAMED).map(Texts::label).collect(Collectors.joining(", "));
        return torrents.size() > NAMED ? named + " and " + (torrents.size() - NAMED) + " more" : named;
    }

    private static HealthFinding subscribers(SessionStatus status) {
        List<StuckSubscriber> stuck = status.stuckSubscribers();
        return stuck.isEmpty()
                ? Findings.ok("event handlers", "none stuck")
                : Findings.warn(
                        "event handlers",
                        "stuck and missing events: "
                                + stuck.stream().map(StuckSubscriber::text).collect(Collectors.joining(", "))
                                + "; handlers should do slow work on their own threads");
    }

    private HealthFinding diskIo(SessionStatus status) {
        return status.diskIo() == DiskIo.MMAP && !isMmapSafe
                ? Findings.fail(
                        "disk I/O", "mmap without libjsig can crash the JVM; set disk.io=posix or preload libjsig")
                : Findings.ok(
                        "disk I/O",
                        status.diskIo().label()
                                + (isMmapSafe ? ", with libjsig loaded" : ", which does not need libjsig"));
    }

    private static HealthFinding listening(SessionStatus status) {
        return status.listenEndpoints().isEmpty()
                ? Findings.fail(
                        "listening",
                        "no open port, so no peer can connect; see the log (log:display) for the reason, and change"
                                + " listen.interfaces")
                : Findings.ok(
                        "listening",
                        status.listenEndpoints().stream()
                                .map(Endpoint::toString)
                                .collect(Collectors.joining(", ")));
    }

    private static HealthFinding network(SessionStatus status) {
        return Findings.ok(
                "network",
                switch (status.network()) {
                    case LOCAL -> "local: this host only" + GO_PUBLIC;
                    case LAN -> "lan: the local network only" + GO_PUBLIC;
                    case INTERNET -> "internet";
                });
    }

    private static HealthFinding dht(SessionStatus status) {
        if (status.dhtNodes() > 0) {
            return Findings.ok("DHT", Texts.plural(status.dhtNodes(), "node"));
        }
        if (status.network() == Network.LAN) {
            return Findings.ok("DHT", "off, because the network is lan");
        }
        return status.network() == Network.INTERNET
                ? Findings.warn("DHT", "no nodes yet; wait a minute, then check that the firewall allows UDP")
                : Findings.ok(
                        "DHT",
                        "no nodes, because the network is " + status.network().label()
                                + "; to use private nodes, set dht.bootstrap.nodes");
    }

    private HealthFinding events(SessionStatus status) {
        Object room = session.settings().get("alert_queue_size").value();
        return status.alertsDropped() > 0
                ? Findings.warn(
                        "events",
                        status.alertsDropped() + " dropped: a subscriber is slow or subscribes to more than it needs")
                : Findings.ok("events", "none dropped; the engine's queue holds " + room);
    }
}
