package org.torrentxt.web.rpc.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.rpc.RealSession;
import org.torrentxt.web.rpc.RpcClient;

/** The requests of two apps for phones, in the order of what their users do. Asserted is what the apps read. */
class PhoneTest {
    private static final List<String> TRANSDROID = List.of(
            "id",
            "name",
            "error",
            "errorString",
            "status",
            "downloadDir",
            "rateDownload",
            "rateUpload",
            "peersGettingFromUs",
            "peersSendingToUs",
            "peersConnected",
            "eta",
            "haveUnchecked",
            "haveValid",
            "uploadedEver",
            "sizeWhenDone",
            "addedDate",
            "doneDate",
            "desiredAvailable",
            "comment");
    private static final List<String> TEXTS = List.of("name", "errorString", "downloadDir", "comment");

    @TempDir
    Path folder;

    private EngineSession session;
    private RpcClient server;
    private CreatedTorrent created;

    @BeforeEach
    void start() {
        session = RealSession.start("default", folder);
        server = RpcClient.serving(session);
        created = RealSession.torrent(RealSession.content(folder, "content"));
    }

    @AfterEach
    void stop() {
        server.close();
        session.close();
    }

    /** Sends its password once it is asked for it, with each request anew, and no type of content that tells JSON. */
    @Test
    void transdroid() {
        App app = new App(
                server.server().uri("/transmission/rpc"),
                "User-Agent",
                "Transdroid Torrent Connect",
                "Content-Type",
                "text/plain; charset=UTF-8");
        String first = "{'method':'session-get','arguments':{},'tag':0}";
        for (int i = 0; i < 30; i++) {
            HttpResponse<String> challenge = app.post(first);
            assertThat(challenge.statusCode()).isEqualTo(401);
            assertThat(challenge.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Basic ");
        }
        app.keep("Authorization", WebServer.basic("admin"));
        HttpResponse<String> conflict = app.post(first);
        assertThat(conflict.statusCode()).isEqualTo(409);
        app.keep(App.SESSION_ID, conflict.headers().firstValue(App.SESSION_ID).orElseThrow());
        assertThat(app.call(first))
                .containsEntry("rpc-version", 17L)
                .containsEntry("alt-speed-enabled", false)
                .hasEntrySatisfying(
                        "download-dir-free-space",
                        free -> assertThat((Long) free).isPositive());
        String lines = RealSession.base64(created).replaceAll("(.{76})", "$1\\\\n");
        app.call("{'method':'torrent-add','arguments':{'metainfo':'" + lines + "'},'tag':0}");
        RealSession.until("seeding", () -> transdroidTorrent(app).get("status").equals(6L));
        Map<String, Object> torrent = transdroidTorrent(app);
        assertThat(torrent.keySet()).containsExactlyInAnyOrderElementsOf(TRANSDROID);
        torrent.forEach((name, value) ->
                assertThat(value).as(name).isInstanceOf(TEXTS.contains(name) ? String.class : Long.class));
        assertThat((Long) torrent.get("haveUnchecked") + (Long) torrent.get("haveValid"))
                .isEqualTo(torrent.get("sizeWhenDone"));
        long id = (Long) torrent.get("id");
        Map<String, Object> files = one(app, "{'ids':[" + id + "],'fields':['files','fileStats']}");
        assertThat(RpcClient.objects(files.get("files")))
                .extracting(file -> file.get("name"))
                .containsExactly("content/a.mkv", "content/sub/b.txt");
        assertThat(RpcClient.objects(files.get("fileStats")))
                .allSatisfy(
                        file -> assertThat(file).containsEntry("wanted", true).containsEntry("priority", 0L));
        app.call("{'method':'torrent-set','arguments':{'ids':[" + id
                + "],'files-wanted':[1],'priority-high':[1]},'tag':0}");
        assertThat(RpcClient.objects(one(app, "{'ids':[" + id + "],'fields':['files','fileStats']}")
                                .get("fileStats"))
                        .get(1))
                .containsEntry("priority", 1L);
        Map<String, Object> trackers = one(app, "{'ids':[" + id + "],'fields':['trackers','trackerStats']}");
        assertThat(RpcClient.objects(trackers.get("trackers")).get(0))
                .containsEntry("announce", "http://127.0.0.1:1/announce");
        assertThat(RpcClient.objects(trackers.get("trackerStats")).get(0).get("lastAnnounceResult"))
                .isInstanceOf(String.class);
        app.call("{'method':'session-set','arguments':{'speed-limit-up-enabled':false,'speed-limit-down-enabled':true,"
                + "'speed-limit-down':70},'tag':0}");
        assertThat(session.settings().get("download_rate_limit").value()).isEqualTo(70_000L);
        app.call("{'method':'torrent-stop','arguments':{},'tag':0}");
        RealSession.until("stopped", () -> transdroidTorrent(app).get("status").equals(0L));
        app.call("{'method':'torrent-start','arguments':{'ids':[" + id + "]},'tag':0}");
        RealSession.until("started", () -> transdroidTorrent(app).get("status").equals(6L));
        app.call("{'method':'torrent-set-location','arguments':{'ids':[" + id + "],'location':'"
                + folder.resolve("other") + "','move':true},'tag':0}");
        RealSession.until("moved", () -> Files.exists(folder.resolve("other/content/a.mkv")));
        app.call("{'method':'torrent-remove','arguments':{'delete-local-data':true,'ids':[" + id + "]},'tag':0}");
        RealSession.until("deleted", () -> Files.notExists(folder.resolve("other/content")));
    }

    private static Map<String, Object> transdroidTorrent(App app) {
        return one(app, "{'fields':['" + String.join("','", TRANSDROID) + "']}");
    }

    private static Map<String, Object> one(App app, String arguments) {
        List<Map<String, Object>> torrents =
                RpcClient.objects(app.call("{'method':'torrent-get','arguments':" + arguments + ",'tag':0}")
                        .get("torrents"));
        assertThat(torrents).hasSize(1);
        return torrents.get(0);
    }

    /** Asks for the session id with a method without a name, and for lists as tables in which fields come twice. */
    @Test
    void transmissionic() {
        App app = new App(
                server.server().uri("/transmission/rpc"),
                "Content-Type",
                "application/json",
                "Authorization",
                WebServer.basic("admin"));
        HttpResponse<String> conflict = app.post("{'method':'','arguments':{},'tag':1}");
        assertThat(conflict.statusCode()).isEqualTo(409);
        app.keep(App.SESSION_ID, conflict.headers().firstValue(App.SESSION_ID).orElseThrow());
        Map<String, Object> answer = App.answer(app.post("{'method':'session-get','arguments':{},'tag':2}"));
        assertThat(answer).containsEntry("tag", 2L);
        String directory = RpcClient.object(answer.get("arguments")).get("download-dir") + "/";
        assertThat(app.call("{'method':'free-space','arguments':{'path':'" + directory + "'},'tag':3}"))
                .containsEntry("path", directory)
                .hasEntrySatisfying(
                        "size-bytes", free -> assertThat((Long) free).isPositive());
        assertThat(app.call("{'method':'session-stats','arguments':{},'tag':4}"))
                .containsEntry("downloadSpeed", 0L)
                .containsEntry("uploadSpeed", 0L);
        String list = "{'method':'torrent-get','arguments':{'format':'table','fields':['id','name','percentDone',"
                + "'errorString','queuePosition','downloadDir','trackers','downloadDir']IDS},'tag':5}";
        assertThat(rows(app, list.replace("IDS", ""))).hasSize(1); // the names alone
        Map<String, Object> added =
                RpcClient.object(app.call("{'method':'torrent-add','arguments':{'download-dir':'" + directory
                                + "','paused':false,'files-wanted':[0,1],'files-unwanted':[2,3],'metainfo':'"
                                + RealSession.base64(created) + "'},'tag':6}")
                        .get("torrent-added"));
        for (String ids : List.of("", ",'ids':'recently-active'")) {
            List<List<Object>> rows = rows(app, list.replace("IDS", ids));
            List<Object> names = rows.get(0);
            assertThat(rows).hasSize(2);
            assertThat(rows.get(1)).hasSameSizeAs(names);
            assertThat(rows.get(1).get(names.indexOf("id"))).isEqualTo(added.get("id"));
            assertThat(rows.get(1).get(names.indexOf("downloadDir")).toString()).startsWith(folder.toString());
        }
        Map<String, Object> details =
                one(app, "{'ids':" + added.get("id") + ",'fields':['files','fileStats','peer-limit','magnetLink']}");
        assertThat(RpcClient.objects(details.get("fileStats")))
                .extracting(file -> file.get("wanted"))
                .containsExactly(true, false);
        assertThat(details.get("magnetLink").toString()).startsWith("magnet:?xt=urn:btih:");
        app.call("{'method':'torrent-set','arguments':{'ids':" + added.get("id")
                + ",'downloadLimited':true,'downloadLimit':70,'peer-limit':9},'tag':7}");
        assertThat(one(
                        app,
                        "{'ids':" + added.get("id") + ",'fields':['downloadLimit','downloadLimited','peer-limit']}"))
                .isEqualTo(Map.of("downloadLimit", 70L, "downloadLimited", true, "peer-limit", 9L));
        assertThat(App.answer(app.post("{'method':'torrent-remove','arguments':{'ids':[" + added.get("id")
                        + "],'delete-local-data':false},'tag':8}")))
                .containsEntry("result", "success")
                .containsEntry("tag", 8L);
    }

    @SuppressWarnings("unchecked")
    private static List<List<Object>> rows(App app, String request) {
        return (List<List<Object>>) app.call(request).get("torrents");
    }
}
