package org.torrentxt.api.alert;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;

/**
 * A DHT node answered a lookup of peers (BEP 5). Fires several times per lookup. Event properties: {@code target} and
 * {@code peers} (String[]). Not droppable.
 *
 * @param origin where and when
 * @param infoHash what was requested
 * @param peers the peers returned by one node
 */
public record DhtGetPeers(AlertOrigin origin, InfoHash infoHash, List<Endpoint> peers) implements Alert {
    /** Copies the list. */
    public DhtGetPeers {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(infoHash, "infoHash");
        Objects.requireNonNull(peers, "peers");
        peers = List.copyOf(peers);
    }

    @Override
    public AlertType type() {
        return AlertType.DHT_GET_PEERS;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of(
                "target",
                infoHash.hex(),
                "peers",
                peers.stream().map(Endpoint::toString).toArray(String[]::new));
    }
}
