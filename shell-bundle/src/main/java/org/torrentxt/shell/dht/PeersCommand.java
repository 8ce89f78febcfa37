package org.torrentxt.shell.dht;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.shell.complete.InfoHashCompleter;
import org.torrentxt.shell.format.Listing;

/** Lists the peers of a torrent known to the DHT. */
@Service
@Command(
        scope = "dht",
        name = "peers",
        description = "Lists the peers of a torrent known to the DHT. Example: dht:peers INFO-HASH")
public final class PeersCommand extends DhtAction {
    private static final Listing<Endpoint> LISTING =
            new Listing<Endpoint>("No peers known to the DHT").text("Endpoint", Endpoint::toString);

    @Argument(
            index = 0,
            name = "infoHash",
            description = "Info-hash of the torrent, 40 or 64 hexadecimal digits",
            required = true)
    @Completion(InfoHashCompleter.class)
    private String infoHash;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    void run(Dht dht, DhtAnswer answers) throws Exception {
        List<Endpoint> peers = answers.await(dht.getPeers(new InfoHash(infoHash)));
        output().listing(LISTING, peers, isJson(), noFormat);
    }
}
