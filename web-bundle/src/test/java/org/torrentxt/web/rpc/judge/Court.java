package org.torrentxt.web.rpc.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.web.rpc.RealSession;
import org.torrentxt.web.rpc.RpcClient;

/** A server with a session of the engine, and a torrent of files that are there, for a client to work with. */
final class Court implements AutoCloseable {
    static final String MAGNET = "magnet:?xt=urn:btih:" + "a1".repeat(20) + "&dn=linked";

    private final Path folder;
    private final EngineSession session;
    private final RpcClient client;
    private final CreatedTorrent created;
    private final AtomicLong calls = new AtomicLong();

    Court(Path folder) {
        this.folder = folder;
        session = RealSession.start("default", folder);
        client = RpcClient.serving(counting());
        created = RealSession.torrent(RealSession.content(folder, "content"));
        try {
            Files.write(torrentFile(), created.content());
            Files.createDirectory(otherFolder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path torrentFile() {
        return folder.resolve("content.torrent");
    }

    Path otherFolder() {
        return folder.resolve("other");
    }

    String hash() {
        return created.infoHashes().best().orElseThrow().hex();
    }

    int port() {
        return client.server().port();
    }

    /** Gives the session policies. */
    void add(SessionPolicies policies) {
        client.server().add(policies);
    }

    EngineSession session() {
        return session;
    }

    /** How often the session was asked or told something by the server. */
    long calls() {
        return calls.get();
    }

    private TorrentSession counting() {
        return (TorrentSession) Proxy.newProxyInstance(
                TorrentSession.class.getClassLoader(),
                new Class<?>[] {TorrentSession.class},
                (proxy, method, given) -> {
                    calls.incrementAndGet();
                    try {
                        return method.invoke(session, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() {
        client.close();
        session.close();
    }
}
