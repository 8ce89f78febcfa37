package org.torrentxt.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.web.rpc.RpcServlet;
import org.torrentxt.web.site.Web;

/** What Transmission's RPC protocol costs with many torrents. */
final class WebRpcBenchmark implements Benchmark {
    private static final int WARM_UP = 300; // requests, until the code is compiled
    private static final int NEW = 80; // seconds in which added torrents are new
    private static final int TIMES = 10;
    private static final int MORE = 5;
    private static final int CLIENTS = 3;
    private static final int POLLED_SECONDS = 20;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final String ID_HEADER = "X-Transmission-Session-Id";
    // those of transmission-qt 3.00
    private static final String FIELDS = """
        "addedDate","downloadDir","downloadedEver","error","errorString","eta","hashString","haveUnchecked","haveValid",
        "id","isFinished","leftUntilDone","manualAnnounceTime","metadataPercentComplete","name","peersConnected",
        "peersGettingFromUs","peersSendingToUs","percentDone","queuePosition","rateDownload","rateUpload",
        "recheckProgress","seedRatioLimit","seedRatioMode","sizeWhenDone","status","totalSize","trackers",
        "uploadedEver","webseedsSendingToUs\"\
        """;
    private static final String METHOD = """
        Torrents of one session, added paused and by info-hash only. `torrent-get` of all with the fields of transmission-qt as a table, over HTTP on 127.0.0.1, after 300 such requests; a round is
        the median of ten requests, each after the half second in which answers share what was read. Then with five times as many torrents three clients that ask for those recently active
        once a second for 20 seconds: the CPU time of the whole process, clients included, in per cent of one core.\
        """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Samples milliseconds = new Samples();
    private final Samples percent = new Samples();
    private String id = "";

    @Override
    public String name() {
        return "web-rpc";
    }

    @Override
    public Section run(Workspace workspace) {
        int count = workspace.options().torrents();
        int rounds = workspace.options().rounds();
        Table details = new Table("round", "torrent-get ms");
        try (EngineSession session = session(workspace, "few")) {
            StatusBenchmark.addPaused(session, count);
            serving(session, uri -> {
                for (int i = 0; i < WARM_UP; i++) {
                    torrentGet(uri, "");
                }
                for (int round = 1; round <= rounds; round++) {
                    milliseconds.add(milliseconds(uri, TIMES));
                    details.row(round, Samples.text(milliseconds.get(round - 1), 1));
                }
            });
        }
        try (EngineSession session = session(workspace, "many")) {
            StatusBenchmark.addPaused(session, MORE * count);
            serving(session, uri -> percent.add(percentOfACore(uri)));
        }
        return new Section(
                "Transmission RPC",
                METHOD,
                List.of(
                        new Headline(
                                "torrent-get of " + count + " torrents, fields of transmission-qt, ms",
                                milliseconds.summary(1),
                                "",
                                "",
                                "25 ms"),
                        new Headline(
                                CLIENTS + " clients polling " + MORE * count + " torrents each second, % of a core",
                                percent.summary(1),
                                "",
                                "",
                                "10 %")),
                details);
    }

    private static EngineSession session(Workspace workspace, String name) {
        return EngineSession.start(
                ServiceSession.options(name, workspace.resolve(name), Map.of()), Set.of(), alert -> {});
    }

    private interface Client {
        void use(URI uri);
    }

    private static void serving(EngineSession session, Client client) {
        Web web = WebServer.web(session, Map.of());
        try (WebServer server = WebServer.gated(web, false)
                .add("/transmission", "/*", new RpcServlet(web))
                .start()) {
            client.use(URI.create(server.address() + "/transmission/rpc"));
        }
    }

    private double milliseconds(URI uri, int times) {
        Samples samples = new Samples();
        for (int i = 0; i < times; i++) {
            LockSupport.parkNanos(SECOND / 2);
            long begin = System.nanoTime();
            torrentGet(uri, "");
            samples.add((System.nanoTime() - begin) / 1e6);
        }
        return samples.median();
    }

    private double percentOfACore(URI uri) {
        torrentGet(uri, "");
        poll(uri, NEW);
        long before = cpu();
        long begin = System.nanoTime();
        poll(uri, POLLED_SECONDS);
        return 100.0 * (cpu() - before) / (System.nanoTime() - begin);
    }

    private void poll(URI uri, int seconds) {
        long end = System.nanoTime() + seconds * SECOND;
        while (System.nanoTime() < end) {
            torrentGet(uri, "\"ids\":\"recently-active\",");
            LockSupport.parkNanos(SECOND / CLIENTS);
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private void torrentGet(URI uri, String ids) {
        String body = "{\"method\":\"torrent-get\",\"arguments\":{" + ids + "\"format\":\"table\",\"fields\":[" + FIELDS
                + "]}}";
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Authorization", WebServer.AUTHORIZATION)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!id.isEmpty()) {
            request.header(ID_HEADER, id);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == 409) {
                id = response.headers().firstValue(ID_HEADER).orElseThrow();
                torrentGet(uri, ids);
            } else if (response.statusCode() != 200) {
                throw new IllegalStateException("status " + response.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
