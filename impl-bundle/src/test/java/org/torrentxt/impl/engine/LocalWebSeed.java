package org.torrentxt.impl.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP server on 127.0.0.1 that serves the files of a folder, whole or in ranges. */
final class LocalWebSeed implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final Path folder;

    private LocalWebSeed(HttpServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    static LocalWebSeed start(Path folder) {
        return start(folder, Optional.empty());
    }

    /** One with TLS and a certificate of {@link TestTls}. */
    static LocalWebSeed startSecure(Path folder, String certificate) {
        return start(folder, Optional.of(certificate));
    }

    private static LocalWebSeed start(Path folder, Optional<String> certificate) {
        try {
            HttpServer server = TestTls.server(certificate);
            LocalWebSeed seed = new LocalWebSeed(server, folder);
            server.createContext("/", seed::serve);
            server.setExecutor(seed.threads);
            server.start();
            return seed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of the folder. */
    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort() + "/";
    }

    int requests() {
        return requests.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] all = Files.readAllBytes(file);
            String range = exchange.getRequestHeaders().getFirst("Range");
            Matcher matcher = RANGE.matcher(range == null ? "" : range);
            if (matcher.matches()) {
                int first = Integer.parseInt(matcher.group(1));
                int last = Math.min(all.length - 1, Integer.parseInt(matcher.group(2)));
                exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + all.length);
                send(exchange, 206, Arrays.copyOfRange(all, first, last + 1));
            } else {
                send(exchange, 200, all);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
