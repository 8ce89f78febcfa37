package org.torrentxt.web.page;

import java.util.Map;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.testing.FakeEngine;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.file.FilesServlet;
import org.torrentxt.web.rpc.RpcServlet;

/** All that a browser asks for, in one server. */
final class PageServer {
    private PageServer() {}

    /** A running server of these sessions. */
    static WebServer start(TorrentSession... sessions) {
        WebServer server = new WebServer(Map.of(), sessions);
        return server.page("/*", new PageServlet(server.web()))
                .page("/api/*", new SiteServlet(server.web(), new FakeEngine()))
                .page("/files/*", new FilesServlet(server.web()))
                .rpc("/*", new RpcServlet(server.web()))
                .start();
    }
}
