package org.torrentxt.itests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server on 127.0.0.1: a tracker without peers, and the files of a folder. */
final class LocalWeb implements AutoCloseable {
    private static final Pattern INFO_HASH = Pattern.compile("info_hash=([^&]*)");

    private final AtomicInteger announces = new AtomicInteger();
    private final HttpServer server;

    /**
     * Starts it at a free port.
     *
     * @param folder whose files it serves, below {@code /files/}
     */
    LocalWeb(Path folder) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/announce", exchange -> {
            announces.incrementAndGet();
            answer(exchange, "d8:intervali1800e5:peers0:e".getBytes(StandardCharsets.ISO_8859_1));
        });
        server.createContext("/scrape", exchange -> answer(exchange, scrape(exchange)));
        server.createContext("/files/", exchange -> {
            String file = exchange.getRequestURI().getPath().substring("/files/".length());
            answer(exchange, Files.readAllBytes(folder.resolve(file)));
        });
        server.start();
    }

    /** 3 seeds and 2 leechers for any torrent. */
    private static byte[] scrape(HttpExchange exchange) {
        // a plus sign is literal here, not a space
        Matcher hash = INFO_HASH.matcher(exchange.getRequestURI().getRawQuery().replace("+", "%2B"));
        String key = hash.find() ? URLDecoder.decode(hash.group(1), StandardCharsets.ISO_8859_1) : "";
        return ("d5:filesd20:" + key + "d8:completei3e10:downloadedi0e10:incompletei2eeee")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The URL of a path. */
    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The number of announces received. */
    int announces() {
        return announces.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
