package org.torrentxt.impl.engine.dht;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.dht_direct_response_alert;
import org.libtorrent4j.swig.entry;
import org.torrentxt.api.Endpoint;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.request.TimeLimit;

/**
 * Sends requests to single DHT nodes. The engine adds its id and a transaction number to a query, and raises an alert
 * for the answer. An error response looks the same as no answer. The engine waits for a node for 15 seconds, which is
 * longer than a lookup can wait.
 */
final class DirectRequests {
    private final NativeSession engine;
    private final Executor callbacks;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<Optional<DhtReply>>> waiting = new ConcurrentHashMap<>();

    DirectRequests(NativeSession engine, Executor callbacks) {
        this.engine = engine;
        this.callbacks = callbacks;
    }

    /**
     * Sends a query.
     *
     * @param query its name in BEP 5 or BEP 44
     * @return the answer; empty if the node gave none in time, or an error, or the session was stopped meanwhile.
     *     Completes on the executor.
     */
    CompletableFuture<Optional<DhtReply>> send(Endpoint node, String query, BencodeDictionary arguments) {
        long number = numbers.incrementAndGet();
        byte[] message = Bencode.encode(
                BencodeDictionary.builder().put("q", query).put("a", arguments).build());
        CompletableFuture<Optional<DhtReply>> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        TimeLimit.watch(answer, TimeLimit.LAST_NODE, callbacks, () -> complete(number, Optional.empty()));
        engine.ask(
                session -> {
                    session.dht_direct_request(
                            Natives.udpEndpoint(node), entry.bdecode(new byte_vector(message)), number);
                    return null;
                },
                null);
        return answer;
    }

    private void complete(long number, Optional<DhtReply> reply) {
        CompletableFuture<Optional<DhtReply>> answer = waiting.remove(number);
        if (answer != null) {
            answer.complete(reply);
        }
    }

    /** Takes an alert if it is an answer; called on the thread that popped it, as its data is valid only then. */
    void accept(int kind, alert raw) {
        if (kind == dht_direct_response_alert.alert_type) {
            dht_direct_response_alert response = alert.cast_to_dht_direct_response_alert(raw);
            long number = response.getUserdata().get();
            Optional<DhtReply> reply = DecodedNodes.dictionary(response.response())
                    .flatMap(message -> message.dictionary("r"))
                    .map(DhtReply::new);
            callbacks.execute(() -> complete(number, reply));
        }
    }
}
