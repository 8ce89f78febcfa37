package org.torrentxt.shell.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.DiskIo;
import org.torrentxt.api.status.Network;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Services;

/** The checks of one session. */
final class SessionCheckup {
    private static final String GO_PUBLIC =
            "; to reach the internet, set network=internet in the session's configuration";

    private static final int NAMED = 3;

    private final TorrentSession session;
    private final Services services;
    private final boolean isMmapSafe;

    /**
     * Checks of a session.
     *
     * @param services services that provide its configuration
     * @param isMmapSafe true if memory-mapped disk I/O may be used in this JVM
     */
    SessionCheckup(TorrentSession session, Services services, boolean isMmapSafe) {
        this.session = session;
        this.services = services;
        this.isMmapSafe = isMmapSafe;
    }

    /** Checks everything. */
    List<Finding> run() throws IOException, InterruptedException {
        SessionStatus status = session.status();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "session " + session.name(),
                (status.isPaused() ? "paused" : "running") + " with " + Units.plural(status.numTorrents(), "torrent")
                        + " and " + Units.plural(status.numPeers(), "peer")));
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

    private static Finding state(SessionStatus status) {
        return status.stateFolder()
                .map(folder -> FolderCheckup.check("state", folder))
                .orElse(Finding.ok("state", "not saved, as the session is temporary"));
    }

    // the configured folders and the save paths of torrents
    private Map<Path, String> folders() throws IOException {
        Map<Path, String> folders = new ConfiguredFolders(services).ofSession(session.name());
        session.statuses().stream()
                .map(TorrentStatus::savePath)
                .sorted()
                .forEach(folder -> folders.putIfAbsent(folder, "save path"));
        return folders;
    }

    // torrents that cannot get anywhere, by why
    private Optional<Finding> peers() {
        Map<String, List<TorrentStatus>> stalled = Torrents.withoutPeers(session.statuses());
        String text = stalled.entrySet().stream()
                .map(entry -> Units.plural(entry.getValue().size(), "torrent") + " with " + entry.getKey() + " ("
                        + labels(entry.getValue()) + ")")
                .collect(Collectors.joining("; "));
        return text.isEmpty() ? Optional.empty() : Optional.of(Finding.warn("peers", text));
    }

    private static String labels(List<TorrentStatus> torrents) {
        String named = torrents.stream().limit(NAMED).map(Torrents::label).collect(Collectors.joining(", "));
        return torrents.size() > NAMED ? named + " and " + (torrents.size() - NAMED) + " more" : named;
    }

    private static Finding subscribers(SessionStatus status) {
        List<StuckSubscriber> stuck = status.stuckSubscribers();
        return stuck.isEmpty()
                ? Finding.ok("event handlers", "none stuck")
                : Finding.warn(
                        "event handlers",
                        "stuck and missing events: "
                                + stuck.stream().map(StuckSubscriber::text).collect(Collectors.joining(", "))
                                + "; handlers should do slow work on their own threads");
    }

    private Finding diskIo(SessionStatus status) {
        return status.diskIo() == DiskIo.MMAP && !isMmapSafe
                ? Finding.fail(
                        "disk I/O", "mmap without libjsig can crash the JVM; set disk.io=posix or preload libjsig")
                : Finding.ok(
                        "disk I/O",
                        status.diskIo().label()
                                + (isMmapSafe ? ", with libjsig loaded" : ", which does not need libjsig"));
    }

    private static Finding listening(SessionStatus status) {
        return status.listenEndpoints().isEmpty()
                ? Finding.fail(
                        "listening",
                        "no open port, so no peer can connect; see the log (log:display) for the reason, and change"
                                + " listen.interfaces")
                : Finding.ok(
                        "listening",
                        status.listenEndpoints().stream()
                                .map(Endpoint::toString)
                                .collect(Collectors.joining(", ")));
    }

    private static Finding network(SessionStatus status) {
        return Finding.ok(
                "network",
                switch (status.network()) {
                    case LOCAL -> "local: this host only" + GO_PUBLIC;
                    case LAN -> "lan: the local network only" + GO_PUBLIC;
                    case INTERNET -> "internet";
                });
    }

    private static Finding dht(SessionStatus status) {
        if (status.dhtNodes() > 0) {
            return Finding.ok("DHT", Units.plural(status.dhtNodes(), "node"));
        }
        if (status.network() == Network.LAN) {
            return Finding.ok("DHT", "off, because the network is lan");
        }
        return status.network() == Network.INTERNET
                ? Finding.warn("DHT", "no nodes yet; wait a minute, then check that the firewall allows UDP")
                : Finding.ok(
                        "DHT",
                        "no nodes, because the network is " + status.network().label()
                                + "; to use private nodes, set dht.bootstrap.nodes");
    }

    private Finding events(SessionStatus status) {
        Object room = session.settings().get("alert_queue_size").value();
        return status.alertsDropped() > 0
                ? Finding.warn(
                        "events",
                        status.alertsDropped() + " dropped: a subscriber is slow or subscribes to more than it needs")
                : Finding.ok("events", "none dropped; the engine's queue holds " + room);
    }
}
