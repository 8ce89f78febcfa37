package org.torrentxt.web.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.web.Wait;
import org.torrentxt.web.WebServer;

/** A torrent that is downloaded from a slow seeder, and a server with its files; all on 127.0.0.1. */
final class Downloading implements AutoCloseable {
    /** What the server has opened. */
    final List<TorrentChannel> opened = new CopyOnWriteArrayList<>();

    final EngineSession session;
    final Torrent torrent;
    private final EngineSession seeder;
    private final FilesServlet servlet;
    private final WebServer server;

    private Downloading(Path content, int rate, boolean isPaused, TorrentFormat format) {
        Path folder = content.getParent();
        byte[] bytes = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(content)
                        .format(format)
                        .pieceLength(1 << 16)
                        .build())
                .join()
                .content();
        seeder = start("seeder", folder, Map.of("upload_rate_limit", rate));
        Torrent complete = seeder.add(AddTorrent.torrentBytes(bytes)
                        .savePath(folder)
                        .seed()
                        .started()
                        .build())
                .torrent();
        Wait.until(
                "it seeds",
                () -> complete.status().orElseThrow().isSeeding()
                        && !seeder.listenEndpoints().isEmpty());
        session = start("leecher", downloads(folder), Map.of());
        AddTorrent.Builder request =
                AddTorrent.torrentBytes(bytes).peer(seeder.listenEndpoints().get(0));
        torrent = session.add((isPaused ? request.paused() : request.started()).build())
                .torrent();
        server = new WebServer(Map.of(), watched());
        servlet = new FilesServlet(server.web());
        server.page("/files/*", servlet).start();
    }

    /** Downloads a file or folder with a limit in bytes per second. */
    static Downloading start(Path content, int rate) {
        return new Downloading(content, rate, false, TorrentFormat.HYBRID);
    }

    /** The same, paused. */
    static Downloading paused(Path content, int rate) {
        return new Downloading(content, rate, true, TorrentFormat.V1);
    }

    private static Path downloads(Path folder) {
        try {
            return Files.createDirectories(folder.resolve("downloads"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EngineSession start(String name, Path folder, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false));
        all.putAll(settings);
        return EngineSession.start(
                new EngineOptions(name, NetworkMode.LOCAL, false, folder, all), Set.of(), alert -> {});
    }

    // The session with torrents that note what is opened.
    private TorrentSession watched() {
        return proxy(
                TorrentSession.class,
                session,
                found -> found instanceof Optional<?> some && some.isPresent() && some.get() instanceof Torrent one
                        ? Optional.of(proxy(Torrent.class, one, this::noted))
                        : found);
    }

    private Object noted(Object returned) {
        if (returned instanceof TorrentChannel channel) {
            opened.add(channel);
        }
        return returned;
    }

    private interface Look {
        Object at(Object returned);
    }

    private static <T> T proxy(Class<T> type, T target, Look look) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return look.at(method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** The path of one of its files on the server. */
    String path(int file) {
        return "/torrentxt/files/leecher/" + torrent.id() + "/" + file + "/x";
    }

    URI uri(int file) {
        return server.uri(path(file));
    }

    URI playlist() {
        return server.uri("/torrentxt/files/leecher/" + torrent.id() + ".m3u");
    }

    int port() {
        return server.port();
    }

    boolean isFinished() {
        return torrent.status().orElseThrow().isFinished();
    }

    @Override
    public void close() {
        servlet.close();
        server.close();
        session.close();
        seeder.close();
    }
}
