package org.torrentxt.shell.torrent;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.shell.action.TorrentAction;
import org.torrentxt.shell.format.Torrents;

/** Connects a torrent to peers. */
@Service
@Command(
        scope = "torrent",
        name = "connect",
        description = "Connects a torrent to peers. Example: torrent:connect 3 127.0.0.1:6881")
public final class ConnectCommand extends TorrentAction {
    @Argument(
            index = 1,
            name = "peers",
            description = "Peers as ADDRESS:PORT, such as 127.0.0.1:6881 or [::1]:6881",
            required = true,
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> peers = List.of();

    @Override
    protected void run(Torrent torrent) {
        // parse all before connecting to the first, so that a typo changes nothing
        List<Endpoint> endpoints = peers.stream().map(Endpoint::parse).toList();
        List<Endpoint> connected = torrent.peers().stream()
                .filter(peer -> !peer.flags().contains(PeerFlag.CONNECTING))
                .map(PeerInfo::endpoint)
                .filter(endpoints::contains)
                .distinct()
                .toList();
        connected.forEach(endpoint -> output().line("Already connected: %s", endpoint));
        List<Endpoint> missing = endpoints.stream()
                .filter(endpoint -> !connected.contains(endpoint))
                .toList();
        missing.forEach(torrent::connectPeer);
        if (!missing.isEmpty()) {
            output().line(
                            isStopped(torrent)
                                    ? "Connecting once it runs: it is %s"
                                    : "Connecting; see torrent:peers %2$d",
                            torrent.status().map(Torrents::state).orElse(""),
                            torrent.id());
        }
    }

    private static boolean isStopped(Torrent torrent) {
        return torrent.status()
                .filter(status -> status.isPaused()
                        || status.state() == TorrentState.CHECKING
                        || status.state() == TorrentState.CHECKING_RESUME)
                .isPresent();
    }
}
