package org.torrentxt.shell.torrent;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.support.TorrentAction;

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
        endpoints.forEach(torrent::connectPeer);
        output().line("Connecting; see torrent:peers %d", torrent.id());
    }
}
