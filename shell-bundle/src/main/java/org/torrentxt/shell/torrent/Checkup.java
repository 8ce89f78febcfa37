package org.torrentxt.shell.torrent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Failures;
import org.torrentxt.shell.support.Services;
import org.torrentxt.shell.support.Sessions;

/** The checks of {@code torrent:doctor}. */
final class Checkup {
    private static final long LITTLE_SPACE = 1L << 30;

    /** How bad a finding is. */
    public enum Level {
        /** Nothing to do. */
        OK,
        /** Works, and may not be what is wanted. */
        WARN,
        /** Does not work. */
        FAIL
    }

    /**
     * What one check found.
     *
     * @param level how bad it is
     * @param subject what was checked
     * @param text what was found, and what to do
     */
    public record Finding(Level level, String subject, String text) {}

    private final Services services;
    private final List<Finding> findings = new ArrayList<>();

    /** A check-up of the engine and sessions among the services. */
    Checkup(Services services) {
        this.services = services;
    }

    /** Checks everything. */
    List<Finding> run() {
        Optional<TorrentEngine> engine = services.find(TorrentEngine.class);
        List<TorrentSession> sessions = new Sessions(services).all();
        engine.ifPresentOrElse(
                this::checkEngine,
                () -> fail("engine", "the engine service is missing; install the feature torrentxt, and see bundle:list"));
        Map<String, String> failed = new TreeMap<>(engine.map(TorrentEngine::failedSessions).orElse(Map.of()));
        failed.forEach((name, reason) -> fail("session " + name, "does not run: " + reason));
        if (sessions.isEmpty() && failed.isEmpty()) {
            warn("sessions", "none is configured; add a file etc/" + TorrentSession.PID + "-default.cfg");
        }
        sessions.forEach(session -> checkSession(session, engine));
        return List.copyOf(findings);
    }

    private void checkEngine(TorrentEngine engine) {
        engine.problem().ifPresentOrElse(
                problem -> fail("engine", problem),
                () -> ok("engine", "libtorrent " + engine.version() + ", binding " + engine.bindingVersion()
                        + engine.nativeLibrary().map(file -> ", " + file).orElse("")));
    }

    private void checkSession(TorrentSession session, Optional<TorrentEngine> engine) {
        try {
            SessionStatus status = session.status();
            String name = "session " + session.name();
            ok(name, "runs with " + status.numTorrents() + " torrents and " + status.numPeers() + " peers"
                    + (status.isPaused() ? ", paused: see torrent:session" : ""));
            checkDiskIo(status, engine);
            checkNetwork(status);
            checkDht(status);
            checkAlerts(status);
            checkFolders(session.statuses());
        } catch (TorrentException e) {
            fail("session " + session.name(), Failures.line(e));
        }
    }

    private void checkDiskIo(SessionStatus status, Optional<TorrentEngine> engine) {
        boolean isSafe = !status.diskIo().equals("mmap")
                || engine.map(TorrentEngine::isMmapSafe).orElse(false);
        if (isSafe) {
            ok("disk I/O", status.diskIo());
        } else {
            fail("disk I/O", "mmap without libjsig ends the JVM sooner or later; set disk.io=posix, or preload libjsig");
        }
    }

    private void checkNetwork(SessionStatus status) {
        if (status.listenEndpoints().isEmpty()) {
            fail("listening", "at no port, so no peer can connect; set other listen.interfaces, or see the log (log:display)"
                    + " for listenFailed");
        } else {
            ok("listening", status.listenEndpoints().stream().map(Endpoint::toString).collect(Collectors.joining(", ")));
        }
        String reach = switch (status.network()) {
            case "local" -> "local: this host alone; to go public set network=internet in the session's configuration";
            case "lan" -> "lan: the local network alone; to go public set network=internet in the session's configuration";
            default -> status.network();
        };
        ok("network", reach);
    }

    private void checkDht(SessionStatus status) {
        if (status.dhtNodes() > 0) {
            ok("DHT", status.dhtNodes() + " nodes");
        } else if (status.network().equals("internet")) {
            warn("DHT", "no nodes yet: wait a minute, then see whether UDP passes the firewall");
        } else {
            ok("DHT", "no nodes, as the network is " + status.network()
                    + "; name some in dht.bootstrap.nodes if there should be");
        }
    }

    private void checkAlerts(SessionStatus status) {
        if (status.alertsDropped() > 0) {
            warn("events", status.alertsDropped() + " were dropped: a subscriber is slow, or subscribes to more than it needs");
        } else {
            ok("events", "none was dropped");
        }
    }

    private void checkFolders(List<TorrentStatus> torrents) {
        torrents.stream().map(TorrentStatus::savePath).distinct().sorted().forEach(this::checkFolder);
    }

    private void checkFolder(Path folder) {
        String subject = "save path";
        // a folder is made when the first file is written, so what counts until then is where it will be
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
                fail(subject, folder + " cannot be written to; give the user that runs Karaf the permission");
            } else if (free < LITTLE_SPACE) {
                warn(subject, folder + " has " + Units.size(free) + " left");
            } else {
                ok(subject, folder + " has " + Units.size(free) + " left");
            }
        } catch (IOException e) {
            fail(subject, folder + ": " + Failures.line(e));
        }
    }

    private void ok(String subject, String text) {
        findings.add(new Finding(Level.OK, subject, text));
    }

    private void warn(String subject, String text) {
        findings.add(new Finding(Level.WARN, subject, text));
    }

    private void fail(String subject, String text) {
        findings.add(new Finding(Level.FAIL, subject, text));
    }
}
