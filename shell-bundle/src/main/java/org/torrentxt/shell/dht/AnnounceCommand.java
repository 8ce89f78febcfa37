package org.torrentxt.shell.dht;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.shell.complete.InfoHashCompleter;
import org.torrentxt.shell.format.Numbers;
import org.torrentxt.shell.format.Units;

/** Tells the DHT that this host has peers of a torrent. */
@Service
@Command(
        scope = "dht",
        name = "announce",
        description = "Tells the DHT that the session has peers of a torrent; its own torrents are announced by"
                + " themselves. Example: dht:announce --port 6881 INFO-HASH")
public final class AnnounceCommand extends DhtAction {
    private static final int MAX_PORT = 65_535;

    @Argument(index = 0, name = "infoHash", description = "Info-hash of the torrent: 40 or 64 digits", required = true)
    @Completion(InfoHashCompleter.class)
    private String infoHash;

    @Option(name = "--port", description = "Where to be reached; the port that the session listens at if not given")
    private String port;

    @Override
    void run(Dht dht, DhtAnswer answers) throws Exception {
        InfoHash hash = new InfoHash(infoHash);
        int numNodes = answers.await(dht.announce(hash, port()));
        if (isJson()) {
            output().json(Map.of("infoHash", hash, "numNodes", numNodes));
        } else {
            output().line("Announced to %s: %s", Units.plural(numNodes, "node"), hash);
        }
    }

    // 0 is the port that the session listens at
    private int port() {
        return port == null ? 0 : (int) Numbers.parse("--port", port, 1, MAX_PORT);
    }
}
