package org.torrentxt.shell.torrent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Failures;

/** The checks of one session. */
final class SessionCheckup {
    private static final long LITTLE_SPACE = 1L << 30;
    private static final String GO_PUBLIC = "; to go public set network=internet in the session's configuration";

    private final TorrentSession session;
    private final boolean isMmapSafe;

    /**
     * A check-up.
     *
     * @param isMmapSafe true if memory-mapped disk I/O may be used in this JVM
     */
    SessionCheckup(TorrentSession session, boolean isMmapSafe) {
        this.session = session;
        this.isMmapSafe = isMmapSafe;
    }

    /** Checks everything. */
    List<Finding> run() {
        SessionStatus status = session.status();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "session " + session.name(),
                (status.isPaused() ? "is paused" : "runs") + ", with " + status.numTorrents() + " torrents and "
                        + status.numPeers() + " peers"));
        findings.add(diskIo(status));
        findings.add(listening(status));
        findings.add(network(status));
        findings.add(dht(status));
        findings.add(events(status));
        session.statuses().stream()
                .map(TorrentStatus::savePath)
                .distinct()
                .sorted()
                .map(SessionCheckup::savePath)
                .forEach(findings::add);
        return findings;
    }

    private Finding diskIo(SessionStatus status) {
        return status.diskIo().equals("mmap") && !isMmapSafe
                ? Finding.fail(
                        "disk I/O",
                        "mmap without libjsig ends the JVM sooner or later; set disk.io=posix, or preload libjsig")
                : Finding.ok("disk I/O", status.diskIo());
    }

    private static Finding listening(SessionStatus status) {
        return status.listenEndpoints().isEmpty()
                ? Finding.fail(
                        "listening",
                        "at no port, so no peer can connect; see the log (log:display) for why,"
                                + " and set other listen.interfaces")
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
                    case "local" -> "local, which is this host alone" + GO_PUBLIC;
                    case "lan" -> "lan, which is the local network alone" + GO_PUBLIC;
                    default -> status.network();
                });
    }

    private static Finding dht(SessionStatus status) {
        if (status.dhtNodes() > 0) {
            return Finding.ok("DHT", status.dhtNodes() + " nodes");
        }
        return status.network().equals("internet")
                ? Finding.warn("DHT", "no nodes yet; wait a minute, then see whether UDP passes the firewall")
                : Finding.ok(
                        "DHT",
                        "no nodes, as the network is " + status.network()
                                + "; name some in dht.bootstrap.nodes if there should be");
    }

    private static Finding events(SessionStatus status) {
        return status.alertsDropped() > 0
                ? Finding.warn(
                        "events",
                        status.alertsDropped()
                                + " were dropped: a subscriber is slow, or subscribes to more than it needs")
                : Finding.ok("events", "none was dropped");
    }

    private static Finding savePath(Path folder) {
        // a folder is made when the first file is written, so what counts until then is where it will be
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
                return Finding.fail(
                        "save path", folder + " cannot be written to; give the user that runs Karaf the permission");
            }
            String text = folder + " has " + Units.size(free) + " left";
            return free < LITTLE_SPACE ? Finding.warn("save path", text) : Finding.ok("save path", text);
        } catch (IOException e) {
            return Finding.fail("save path", folder + ": " + Failures.line(e));
        }
    }
}
