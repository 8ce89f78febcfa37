package org.torrentxt.impl.engine.dht;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.libtorrent4j.swig.address_sha1_hash_pair;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.dht_live_nodes_alert;
import org.libtorrent4j.swig.session_handle;
import org.libtorrent4j.swig.session_params;
import org.libtorrent4j.swig.sha1_hash;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.request.PendingRequests;
import org.torrentxt.impl.request.Stages;
import org.torrentxt.impl.request.TimeLimit;

/** Reads the nodes in the engine's routing tables, one per listen address, which arrive as alerts. */
final class LiveNodes {
    /**
     * The routing tables.
     *
     * @param ownIds the ids of the engine's own nodes
     * @param contacts the nodes in the tables
     */
    record Known(Set<ByteString> ownIds, List<DhtContact> contacts) {}

    private final NativeSession engine;
    private final PendingRequests<ByteString, List<DhtContact>> tables;

    LiveNodes(NativeSession engine, Executor callbacks) {
        this.engine = engine;
        this.tables = new PendingRequests<>(callbacks, TimeLimit.NODE);
    }

    /** Reads the tables; one that the engine does not report in time is omitted. */
    CompletableFuture<Known> read() {
        Set<ByteString> ids = engine.call(session -> {
            session_params state = session.session_state(session_handle.save_dht_state);
            List<ByteString> own = new ArrayList<>();
            for (address_sha1_hash_pair pair : state.getDht_state().getNids()) {
                own.add(id(pair.getSecond()));
            }
            state.delete();
            return Set.copyOf(own);
        });
        List<CompletableFuture<List<DhtContact>>> asked = ids.stream()
                .map(id -> tables.add(id, () -> engine.run(session -> session.dht_live_nodes(Natives.sha1(id.bytes()))))
                        .exceptionally(late -> List.of()))
                .toList();
        return Stages.all(asked)
                .thenApply(contacts -> new Known(
                        ids, contacts.stream().flatMap(Collection::stream).toList()));
    }

    private static ByteString id(sha1_hash hash) {
        return ByteString.of(HexFormat.of().parseHex(hash.to_hex()));
    }

    /** Takes an alert if it is an answer; called on the thread that popped it. */
    void accept(int kind, alert raw) {
        if (kind == dht_live_nodes_alert.alert_type) {
            dht_live_nodes_alert table = alert.cast_to_dht_live_nodes_alert(raw);
            List<DhtContact> contacts = table.nodes().stream()
                    .map(pair -> new DhtContact(id(pair.getFirst()), Natives.endpoint(pair.getSecond())))
                    .toList();
            tables.completeAll(id(table.getNode_id()), contacts);
        }
    }
}
