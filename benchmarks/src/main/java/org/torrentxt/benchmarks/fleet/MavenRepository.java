package org.torrentxt.benchmarks.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.torrentxt.benchmarks.program.LineProgram;

/** Serves a Maven repository by HTTP, as a process that ends with its input. */
final class MavenRepository {
    private static final int PORT = 8080;
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private MavenRepository() {}

    static String url(String address) {
        return "http://" + address + ":" + PORT;
    }

    /** Arguments: the address to listen on, and the folder. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        HttpServer server = HttpServer.create(new InetSocketAddress(args[0], PORT), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> serve(exchange, folder));
        server.start();
        System.out.println(LineProgram.READY);
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void serve(HttpExchange exchange, Path folder) throws IOException {
        Path file =
                folder.resolve(exchange.getRequestURI().getPath().substring(1)).normalize();
        try (exchange) {
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            exchange.sendResponseHeaders(OK, Files.size(file));
            try (OutputStream body = exchange.getResponseBody()) {
                Files.copy(file, body);
            }
        }
    }
}
