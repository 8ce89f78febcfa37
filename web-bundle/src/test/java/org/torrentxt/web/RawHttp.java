package org.torrentxt.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests that no client library would send, on connections of their own. */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /**
     * An answer.
     *
     * @param status its status
     * @param headers its header lines
     * @param body its body
     */
    public record Answer(int status, List<String> headers, String body) {
        /** The first value of a header. */
        public Optional<String> header(String name) {
            return headers(name).stream().findFirst();
        }

        /** All values of a header. */
        public List<String> headers(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }
    }

    /** Sends a request without a body to 127.0.0.1; {@code Host} is added unless there is one, and the connection closed. */
    public static Answer send(int port, String method, String path, String... headers) {
        return sendBody(port, method, path, "", headers);
    }

    /** The same with a body. */
    public static Answer sendBody(int port, String method, String path, String body, String... headers) {
        boolean hasHost = Stream.of(headers).anyMatch(header -> header.startsWith("Host:"));
        String head = Stream.of(
                        Stream.of(method + " " + path + " HTTP/1.1"),
                        hasHost ? Stream.<String>empty() : Stream.of("Host: 127.0.0.1:" + port),
                        Stream.of(headers),
                        body.isEmpty() ? Stream.<String>empty() : Stream.of("Content-Length: " + body.length()),
                        Stream.of("Connection: close"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\r\n", "", "\r\n\r\n"));
        return sendText(port, head + body);
    }

    /** Sends any text, and reads until the server closes the connection. */
    public static Answer sendText(int port, String text) {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            // Nothing follows, so the server need not wait for it.
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            int end = answer.indexOf("\r\n\r\n");
            List<String> head = List.of(answer.substring(0, end < 0 ? 0 : end).split("\r\n"));
            int status =
                    head.get(0).isEmpty() ? 0 : Integer.parseInt(head.get(0).split(" ")[1]);
            return new Answer(status, head.subList(1, head.size()), end < 0 ? "" : answer.substring(end + 4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
