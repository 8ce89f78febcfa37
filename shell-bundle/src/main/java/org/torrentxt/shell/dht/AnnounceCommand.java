package org.torrentxt.shell.dht;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.json.Document;
import org.torrentxt.shell.complete.InfoHashCompleter;
import org.torrentxt.shell.format.Numbers;
import org.torrentxt.shell.format.Units;

/** Announces this host to the DHT as a peer of a torrent. */
@Service
@Command(
        scope = "dht",
        name = "announce",
        description = "Announces this host to the DHT as a peer of a torrent; the session's own torrents are"
                + " announced automatically."
                + " Example: dht:announce --port 6881 INFO-HASH")
public final class AnnounceCommand extends DhtAction {
    private static final int MAX_PORT = 65_535;

    @Argument(
            index = 0,
            name = "infoHash",
            description = "Info-hash of the torrent, 40 or 64 hexadecimal digits",
            required = true)
    @Completion(InfoHashCompleter.class)
    private String infoHash;

    @Option(name = "--port", description = "Port to announce (default: the session's listen port)")
    private String port;

    @Override
    void run(Dht dht, DhtAnswer answers) throws Exception {
        InfoHash hash = new InfoHash(infoHash);
        int numNodes = answers.await(dht.announce(hash, port()));
        if (isJson()) {
            output().json(Document.of("infoHash", hash, "numNodes", numNodes));
        } else {
            output().line("Announced to %s: %s", Units.plural(numNodes, "node"), hash);
        }
    }

    // 0 is the session's listen port
    private int port() {
        return port == null ? 0 : (int) Numbers.parse("--port", port, 1, MAX_PORT);
    }
}
