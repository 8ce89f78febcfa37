package org.torrentxt.impl.engine.dht;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.libtorrent4j.swig.dht_state;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_handle;
import org.libtorrent4j.swig.session_params;
import org.libtorrent4j.swig.string_int_pair;
import org.libtorrent4j.swig.udp_endpoint_vector;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.network.NetworkMode;

/**
 * The nodes known to a DHT node, saved in the format of the engine. The id of our own node is omitted, as a state may
 * be loaded while the session it came from is still running, and two nodes must not have the same id.
 *
 * @param nodes their addresses and ports
 */
record DhtState(List<Endpoint> nodes) {
    private static final int MAX_NODES = 2_000;
    private static final int IPV4_LENGTH = 6;
    private static final int IPV6_LENGTH = 18;

    /** Reads the state of a session. */
    static DhtState of(session engine) {
        session_params params = engine.session_state(session_handle.save_dht_state);
        try {
            dht_state state = params.getDht_state();
            return new DhtState(Stream.of(state.getNodes(), state.getNodes6())
                    .flatMap(List::stream)
                    .map(Natives::endpoint)
                    .distinct()
                    .limit(MAX_NODES)
                    .toList());
        } finally {
            params.delete();
        }
    }

    /**
     * Reads the result of {@link #toBytes}.
     *
     * @throws TorrentException for anything else
     */
    static DhtState parse(byte[] bytes) {
        BencodeDictionary state =
                Bencode.decodeDictionary(bytes).dictionary("dht state").orElseThrow(() -> notOne("no key 'dht state'"));
        List<Endpoint> nodes = new ArrayList<>();
        addNodes(state, "nodes", IPV4_LENGTH, nodes);
        addNodes(state, "nodes6", IPV6_LENGTH, nodes);
        return new DhtState(List.copyOf(nodes));
    }

    private static void addNodes(BencodeDictionary state, String key, int length, List<Endpoint> nodes) {
        for (Object node : state.list(key).orElse(List.of())) {
            if (!(node instanceof ByteString compact) || compact.length() != length) {
                throw notOne("'" + key + "' contains something other than strings of " + length + " bytes");
            }
            if (nodes.size() == MAX_NODES) {
                throw notOne("more than " + MAX_NODES + " nodes");
            }
            nodes.add(DhtContact.endpoint(compact.bytes()));
        }
    }

    private static TorrentException notOne(String problem) {
        return TorrentException.invalid("invalid DHT state: " + problem + "; expected data saved by saveState()");
    }

    byte[] toBytes() {
        return Bencode.encode(BencodeDictionary.builder()
                .put(
                        "dht state",
                        BencodeDictionary.builder()
                                .put("nodes", compact(IPV4_LENGTH))
                                .put("nodes6", compact(IPV6_LENGTH))
                                .build())
                .build());
    }

    private List<byte[]> compact(int length) {
        return nodes.stream()
                .map(DhtContact::compact)
                .filter(compact -> compact.length == length)
                .toList();
    }

    /** The nodes that a session may reach. */
    DhtState within(NetworkMode network) {
        return new DhtState(nodes.stream()
                .filter(node -> node.port() > 0)
                .filter(node -> network.allows(node.address()))
                .toList());
    }

    /** Adds the nodes to a session: at once while its DHT runs, otherwise when it starts. */
    void giveTo(session engine) {
        if (engine.is_dht_running()) {
            nodes.forEach(node ->
                    engine.add_dht_node(new string_int_pair(node.address().getHostAddress(), node.port())));
        } else {
            dht_state state = new dht_state();
            state.setNodes(vector(IPV4_LENGTH));
            state.setNodes6(vector(IPV6_LENGTH));
            engine.set_dht_state(state);
        }
    }

    private udp_endpoint_vector vector(int length) {
        udp_endpoint_vector vector = new udp_endpoint_vector();
        nodes.stream()
                .filter(node -> DhtContact.compact(node).length == length)
                .map(Natives::udpEndpoint)
                .forEach(vector::add);
        return vector;
    }
}
