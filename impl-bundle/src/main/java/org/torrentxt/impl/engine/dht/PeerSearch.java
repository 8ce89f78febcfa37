package org.torrentxt.impl.engine.dht;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;

/** Looks up and announces peers of a torrent in the DHT (BEP 5). */
final class PeerSearch {
    private final DirectDht dht;
    private final byte[] target;

    PeerSearch(DirectDht dht, InfoHash infoHash) {
        this.dht = dht;
        this.target = Arrays.copyOf(infoHash.bytes(), DhtContact.ID_LENGTH);
    }

    private CompletableFuture<DirectDht.Found> lookUp(Predicate<Collection<DhtReply>> enough) {
        return dht.lookUp("get_peers", "info_hash", target, enough);
    }

    /**
     * Finds the peers known to the nodes.
     *
     * @param eachNode called with the peers of each node that knows some
     * @return all peers, without duplicates
     */
    CompletableFuture<List<Endpoint>> find(Consumer<List<Endpoint>> eachNode) {
        return lookUp(PeerSearch::haveSome).thenApply(found -> {
            List<List<Endpoint>> peers = found.all().stream()
                    .map(answer -> answer.reply().peers())
                    .filter(some -> !some.isEmpty())
                    .toList();
            peers.forEach(eachNode);
            return peers.stream().flatMap(Collection::stream).distinct().toList();
        });
    }

    private static boolean haveSome(Collection<DhtReply> replies) {
        return replies.stream().anyMatch(reply -> !reply.peers().isEmpty());
    }

    /** Announces this host as a peer at that port to the nearest nodes; returns the number of nodes that stored it. */
    CompletableFuture<Integer> announce(int port) {
        return lookUp(DirectDht.A_TOKEN)
                .thenCompose(found -> dht.store(
                        found.nearest(),
                        "announce_peer",
                        arguments -> arguments.put("info_hash", target).put("port", port)));
    }
}
