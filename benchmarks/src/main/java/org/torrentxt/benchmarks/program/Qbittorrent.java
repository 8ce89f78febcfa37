package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** qBittorrent without a window, with a profile of its own; controlled by its Web API. */
public final class Qbittorrent implements Program {
    private static final String PROGRAM = "/usr/bin/qbittorrent-nox";

    /** Its defaults, but for what keeps it on 127.0.0.1, and uTP. */
    private static final String CONFIGURATION = """
        [LegalNotice]
        Accepted=true

        [BitTorrent]
        Session\\BTProtocol=TCP
        Session\\Interface=lo
        Session\\InterfaceName=lo
        Session\\InterfaceAddress=127.0.0.1
        Session\\Port=%1$d
        Session\\DHTEnabled=false
        Session\\LSDEnabled=false
        Session\\PeXEnabled=false

        [Network]
        PortForwardingEnabled=false

        [Preferences]
        Connection\\ResolvePeerCountries=false
        WebUI\\Enabled=true
        WebUI\\Address=127.0.0.1
        WebUI\\Port=%2$d
        WebUI\\LocalHostAuth=false
        WebUI\\UseUPnP=false
        """;

    @Override
    public String name() {
        return "qBittorrent";
    }

    @Override
    public Optional<String> version() throws IOException, InterruptedException {
        return Installed.output(PROGRAM, "--version");
    }

    @Override
    public Side start(Role role, Job job) throws IOException, InterruptedException {
        int port = Sockets.freePort();
        int web = Sockets.freePort();
        Path configuration = job.scratch().resolve("qBittorrent/config/qBittorrent.conf");
        Files.createDirectories(configuration.getParent());
        Files.writeString(configuration, CONFIGURATION.formatted(port, web));
        Child child = Child.startEndedBySignal(name() + " " + role, List.of(PROGRAM, "--profile=" + job.scratch()));
        QbittorrentSide side = new QbittorrentSide(child, port, new QbittorrentApi(web), job);
        try {
            side.awaitReady(role);
            return side;
        } catch (IOException | RuntimeException | InterruptedException e) {
            side.close();
            throw e;
        }
    }
}
