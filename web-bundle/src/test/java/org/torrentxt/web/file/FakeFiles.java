package org.torrentxt.web.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;
import org.torrentxt.web.Wait;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.site.Web;

/** A server with the session {@code fake}, whose torrent 1 has files that tests give it, and a client. */
final class FakeFiles implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final FakeSession session =
            new FakeSession("fake", StatusBuilder.status(1).name("film").build());
    final List<TorrentChannel> opened = new CopyOnWriteArrayList<>();
    private final Map<Integer, FileInfo> files = new TreeMap<>();
    private final FilesServlet servlet;
    private final WebServer server;

    FakeFiles(Map<String, ?> configuration) {
        this(configuration, web -> new FilesServlet(web));
    }

    /** One with other time limits. */
    FakeFiles(Duration slow, Duration patience) {
        this(Map.of(), web -> new FilesServlet(web, new Streams(1000, slow, patience)));
    }

    private FakeFiles(Map<String, ?> configuration, Function<Web, FilesServlet> making) {
        session.answer("files", (torrent, arguments) -> List.copyOf(files.values()));
        server = new WebServer(configuration, session);
        servlet = making.apply(server.web());
        server.page("/files/*", servlet).start();
    }

    FakeFiles() {
        this(Map.of());
    }

    FakeFiles file(int index, String path, long size) {
        files.put(
                index,
                FileInfo.builder(index, path)
                        .size(size)
                        .priority(FilePriority.NORMAL)
                        .build());
        return this;
    }

    FakeFiles file(FileInfo file) {
        files.put(file.index(), file);
        return this;
    }

    /** What its files are opened as. */
    FakeFiles opens(BiFunction<TorrentStatus, Integer, TorrentChannel> content) {
        session.answer("open", (torrent, arguments) -> {
            TorrentChannel channel = content.apply(torrent, (Integer) arguments[0]);
            opened.add(channel);
            return channel;
        });
        return this;
    }

    URI uri(String path) {
        return server.uri("/torrentxt/files/" + path);
    }

    int port() {
        return server.port();
    }

    /** Answers a request whose headers are names and values in turn. */
    HttpResponse<byte[]> send(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", WebServer.basic("viewer"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    /** A connection that has sent a request with that first line. */
    static Socket ask(int port, String line, String... headers) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(30_000);
        send(socket, port, line, headers);
        return socket;
    }

    /** Sends a request with that first line. */
    static void send(Socket socket, int port, String line, String... headers) throws IOException {
        String text = line + "\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: " + WebServer.basic("viewer") + "\r\n"
                + String.join("\r\n", headers) + (headers.length > 0 ? "\r\n" : "") + "\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The head of an answer. */
    static String head(Socket socket) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Waits until no thread runs, or waits in, what sends files and what reads them. */
    static void awaitNoThread() {
        Wait.until(
                "no thread is held",
                () -> Thread.getAllStackTraces().values().stream()
                        .flatMap(Arrays::stream)
                        .map(StackTraceElement::getClassName)
                        .noneMatch(name -> name.matches("org.torrentxt.(web.file.(File|Stream)|impl.stream).*")
                                && !name.endsWith("Test")));
    }

    /** Stops what is being sent, as a change of the configuration does. */
    void stopStreams() {
        servlet.close();
    }

    @Override
    public void close() {
        servlet.close();
        server.close();
    }
}
