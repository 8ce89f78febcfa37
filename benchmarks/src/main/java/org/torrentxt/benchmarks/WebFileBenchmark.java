package org.torrentxt.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.web.file.FilesServlet;

/** How fast a file of a torrent is sent over HTTP, beside nginx with the same file. */
final class WebFileBenchmark implements Benchmark {
    private static final int BUFFER = 1 << 18;
    private static final String METHOD = """
        One file of a torrent that is seeded, sent by `/torrentxt/files/…` in a Jetty as Pax Web has it, beside nginx with one worker and `sendfile`; both on 127.0.0.1, to
        the same client, which reads the body into a buffer of 256 KiB. Both have sent it once before, so that it is in the page cache. The order changes from round to
        round.\
        """;

    private final Samples ours = new Samples();
    private final Samples reference = new Samples();
    private final Table details = new Table("round", "TorrentXT MiB/s", "nginx MiB/s");

    @Override
    public String name() {
        return "web-files";
    }

    @Override
    public Section run(Workspace workspace) throws IOException {
        Path content = workspace.sample();
        int mebibytes = workspace.options().mebibytes();
        Path nginxFolder = Files.createDirectories(workspace.resolve("nginx"));
        try (Seeder seeder = Seeder.start("web", workspace, Map.of());
                FilesServlet servlet = new FilesServlet(WebServer.web(seeder.session(), Map.of()));
                WebServer server =
                        WebServer.open().add("/torrentxt", "/files/*", servlet).start()) {
            int port = freePort();
            Process nginx = nginx(nginxFolder, content.getParent(), port);
            try {
                String path = "/torrentxt/files/web/" + seeder.torrent().id() + "/0/x";
                String file = "/" + content.getFileName();
                awaitPort(port);
                secondsToFetch(server.port(), path, mebibytes);
                secondsToFetch(port, file, mebibytes);
                for (int round = 1; round <= workspace.options().rounds(); round++) {
                    if (round % 2 == 1) {
                        ours.add(secondsToFetch(server.port(), path, mebibytes));
                        reference.add(secondsToFetch(port, file, mebibytes));
                    } else {
                        reference.add(secondsToFetch(port, file, mebibytes));
                        ours.add(secondsToFetch(server.port(), path, mebibytes));
                    }
                    details.row(
                            round,
                            Samples.text(mebibytes / ours.get(round - 1), 0),
                            Samples.text(mebibytes / reference.get(round - 1), 0));
                }
            } finally {
                nginx.destroy();
            }
        }
        return new Section(
                "Sending a file over HTTP",
                METHOD,
                List.of(new Headline(
                        "sending " + mebibytes + " MiB over HTTP, seconds; reference: nginx",
                        ours.summary(3),
                        reference.summary(3),
                        reference.dividedBy(ours).summary(2),
                        "0.6")),
                details);
    }

    private static Process nginx(Path folder, Path root, int port) throws IOException {
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), """
            daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/error.log;
            events {}
            http {
              access_log off; sendfile on; tcp_nopush on;
              client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
              uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
              server { listen 127.0.0.1:%3$d; root %2$s; }
            }
            user root;
            """.formatted(folder, root, port));
        return new ProcessBuilder("/usr/sbin/nginx", "-p", folder.toString(), "-c", configuration.toString())
                .inheritIO()
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try (SocketChannel probe = SocketChannel.open(new InetSocketAddress("127.0.0.1", port))) {
                if (probe.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("nginx does not listen");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    private static double secondsToFetch(int port, String path, int mebibytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        long begin = System.nanoTime();
        long count = 0;
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port))) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer.clear())) {
                count += read;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long head = count - ((long) mebibytes << 20);
        if (head < 0 || head > 4_000) {
            throw new IllegalStateException(count + " bytes were sent");
        }
        return seconds;
    }
}
