package org.torrentxt.impl.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;

/** A node of the DHT on 127.0.0.1 that is not the engine's, and answers whatever a test wants, or nothing. */
final class ForeignNode implements AutoCloseable {
    /** Answers every query with its id, a token and no nodes, as a node does that knows nothing. */
    static final BiFunction<String, BencodeDictionary, Optional<BencodeDictionary.Builder>> KNOWS_NOTHING =
            (query, arguments) -> Optional.of(BencodeDictionary.builder());

    private final DatagramSocket socket;
    private final Thread thread = new Thread(this::run, "foreign-node");
    private final byte[] id;
    private volatile boolean silent;
    private volatile Duration delay = Duration.ZERO;
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final BiFunction<String, BencodeDictionary, Optional<BencodeDictionary.Builder>> answers;

    private ForeignNode(byte[] id, BiFunction<String, BencodeDictionary, Optional<BencodeDictionary.Builder>> answers) {
        this.id = id.clone();
        this.answers = answers;
        try {
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Starts a node.
     *
     * @param answers gives what it answers to a query, beside its id, a token and an empty list of nodes; empty for an
     *     error
     */
    static ForeignNode start(
            byte[] id, BiFunction<String, BencodeDictionary, Optional<BencodeDictionary.Builder>> answers) {
        return new ForeignNode(id, answers);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The queries that came, in order. */
    List<String> queries() {
        return List.copyOf(queries);
    }

    /** Hears, but answers nothing from now on. */
    void fallSilent() {
        silent = true;
    }

    /** Sends its answers late from now on. */
    void answerAfter(Duration late) {
        delay = late;
    }

    private void run() {
        DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
        try {
            while (true) {
                packet.setLength(2_000);
                socket.receive(packet);
                byte[] message = Arrays.copyOf(packet.getData(), packet.getLength());
                if (!silent) {
                    byte[] answer = answer(Bencode.decodeDictionary(message));
                    send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // closed: that is how it ends
        }
    }

    private void send(DatagramPacket answer) throws IOException {
        if (delay.isZero()) {
            socket.send(answer);
        } else {
            CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> {
                        try {
                            socket.send(answer);
                        } catch (IOException e) {
                            // closed: that is how it ends
                        }
                    });
        }
    }

    private byte[] answer(BencodeDictionary message) {
        String query = message.string("q").orElseThrow().text();
        queries.add(query);
        BencodeDictionary arguments = message.dictionary("a").orElseThrow();
        BencodeDictionary.Builder answer =
                BencodeDictionary.builder().put("t", message.string("t").orElseThrow());
        Optional<BencodeDictionary> reply = answers.apply(query, arguments).map(this::complete);
        reply.ifPresentOrElse(
                some -> answer.put("y", "r").put("r", some),
                () -> answer.put("y", "e").put("e", List.of(302, "no")));
        return Bencode.encode(answer.build());
    }

    private BencodeDictionary complete(BencodeDictionary.Builder reply) {
        BencodeDictionary.Builder complete =
                BencodeDictionary.builder().put("id", id).put("token", "abcd").put("nodes", "");
        reply.build().entries().forEach(complete::put);
        return complete.build();
    }

    @Override
    public void close() {
        socket.close();
    }
}
