package org.torrentxt.impl.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.torrentxt.api.Endpoint;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;

/** An HTTP tracker on 127.0.0.1: three seeds, two leechers, and the peers it is told to name. */
final class LocalTracker implements AutoCloseable {
    static final int SEEDS = 3;
    static final int LEECHERS = 2;
    static final int INTERVAL_SECONDS = 1_700;

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile byte[] peers = {};
    private volatile byte[] failure = {};

    private LocalTracker(HttpServer server) {
        this.server = server;
    }

    static LocalTracker start() {
        return start(Optional.empty());
    }

    /** One with TLS and a certificate of {@link TestTls}. */
    static LocalTracker startSecure(String certificate) {
        return start(Optional.of(certificate));
    }

    private static LocalTracker start(Optional<String> certificate) {
        try {
            HttpServer server = TestTls.server(certificate);
            LocalTracker tracker = new LocalTracker(server);
            server.createContext("/announce", exchange -> tracker.answer(exchange, tracker.announced()));
            server.createContext("/scrape", exchange -> tracker.answer(exchange, tracker.scraped(exchange)));
            server.start();
            return tracker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort() + "/announce";
    }

    /** The requests so far, path and query. */
    List<String> requests() {
        return requests;
    }

    /** The user names and passwords so far, encoded. */
    List<String> authorizations() {
        return authorizations;
    }

    void name(Endpoint peer) {
        ByteArrayOutputStream compact = new ByteArrayOutputStream();
        compact.writeBytes(peer.address().getAddress());
        compact.write(peer.port() >> 8);
        compact.write(peer.port());
        peers = compact.toByteArray();
    }

    /** Answers with a failure from now on; empty for none. */
    void failWith(String reason) {
        failWith(ascii(reason));
    }

    /** Answers with a failure in any encoding from now on. */
    void failWith(byte[] reason) {
        failure = reason.clone();
    }

    private byte[] announced() {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes(ascii("d8:completei" + SEEDS + "e10:incompletei" + LEECHERS + "e8:intervali" + INTERVAL_SECONDS
                + "e5:peers" + peers.length + ":"));
        reply.writeBytes(peers);
        reply.write('e');
        return reply.toByteArray();
    }

    private byte[] scraped(HttpExchange exchange) {
        byte[] hash = percentDecoded(exchange.getRequestURI().getRawQuery(), "info_hash=");
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes(ascii("d5:filesd20:"));
        reply.writeBytes(hash);
        reply.writeBytes(ascii("d8:completei" + SEEDS + "e10:downloadedi9e10:incompletei" + LEECHERS + "eeee"));
        return reply.toByteArray();
    }

    private static byte[] percentDecoded(String query, String key) {
        String value = query.substring(query.indexOf(key) + key.length()).split("&")[0];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '%') {
                bytes.write(Integer.parseInt(value.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(value.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private void answer(HttpExchange exchange, byte[] reply) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
        byte[] body = failure.length == 0
                ? reply
                : Bencode.encode(BencodeDictionary.builder()
                        .put("failure reason", failure)
                        .build());
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
