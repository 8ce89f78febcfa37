package org.torrentxt.web.rpc.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.rpc.RealSession;
import org.torrentxt.web.rpc.RpcClient;

/**
 * The requests of Sonarr 4 and Radarr 5, which differ in the name of the category only, in the order in which they send
 * them: the test of the settings, an episode that is added, followed, imported and removed. Asserted is what they read.
 */
class SonarrTest {
    private static final String FIELDS =
            "'id','hashString','name','downloadDir','totalSize','leftUntilDone','isFinished',"
                    + "'eta','status','secondsDownloading','secondsSeeding','errorString','uploadedEver','downloadedEver',"
                    + "'seedRatioLimit','seedRatioMode','seedIdleLimit','seedIdleMode','fileCount','file-count','labels'";

    // how both find the version: the first number with dots that is not in brackets
    private static final Pattern VERSION = Pattern.compile("(?<![(\\d.])[\\d.]+(?![)\\d.])");

    @TempDir
    Path folder;

    private EngineSession session;
    private RpcClient server;
    private CreatedTorrent created;
    private App app;

    @BeforeEach
    void start() {
        session = RealSession.start("default", folder);
        server = RpcClient.serving(session);
        created = RealSession.torrent(RealSession.content(folder.resolve("tv-sonarr"), "content"));
        app = new App(
                server.server().uri("/transmission/rpc"),
                "User-Agent",
                "Sonarr/4.0.14.2939 (debian 12)",
                "Accept",
                "application/json",
                "Authorization",
                WebServer.basic("admin"));
    }

    @AfterEach
    void stop() {
        server.close();
        session.close();
    }

    private void connect() {
        HttpResponse<String> response = app.get();
        assertThat(response.statusCode()).isEqualTo(409);
        app.keep(App.SESSION_ID, response.headers().firstValue(App.SESSION_ID).orElseThrow());
        app.keep("Content-Type", "application/json");
    }

    private Map<String, Object> torrent() {
        List<Map<String, Object>> torrents =
                RpcClient.objects(app.call("{'method':'torrent-get','arguments':{'fields':[" + FIELDS + "]}}")
                        .get("torrents"));
        assertThat(torrents).hasSize(1);
        return torrents.get(0);
    }

    private void untilStatus(long status) {
        RealSession.until("status " + status, () -> torrent().get("status").equals(status));
    }

    @Test
    void theTestOfItsSettingsSucceeds() {
        connect();
        Map<String, Object> config = app.call("{'method':'session-get'}");
        Matcher version = VERSION.matcher((String) config.get("version"));
        assertThat(version.find()).isTrue();
        assertThat(version.group()).isEqualTo("4.0.6");
        assertThat(config)
                .containsEntry("rpc-version", 17L)
                .containsEntry("download-dir", folder.toString())
                .hasEntrySatisfying("seedRatioLimit", limit -> assertThat(limit).isInstanceOf(Number.class))
                .hasEntrySatisfying("seedRatioLimited", on -> assertThat(on).isInstanceOf(Boolean.class))
                .hasEntrySatisfying(
                        "idle-seeding-limit", limit -> assertThat(limit).isInstanceOf(Long.class))
                .hasEntrySatisfying(
                        "idle-seeding-limit-enabled", on -> assertThat(on).isInstanceOf(Boolean.class));
        assertThat(app.call("{'method':'torrent-get','arguments':{'fields':[" + FIELDS + "]}}"))
                .isEqualTo(Map.of("torrents", List.of()));
    }

    @Test
    void aWrongPasswordIsToldByTheStatus() {
        App stranger = new App(
                server.server().uri("/transmission/rpc"), "Accept", "application/json", "Authorization", "Basic eDp5");
        assertThat(stranger.get().statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"tv-sonarr, tv-imported", "radarr, ''"})
    void anEpisodeIsAddedFollowedImportedAndRemoved(String category, String imported) {
        connect();
        String directory = app.call("{'method':'session-get'}").get("download-dir") + "/tv-sonarr";
        app.call("{'method':'torrent-add','arguments':{'metainfo':'" + RealSession.base64(created)
                + "','paused':false,'download-dir':'" + directory + "','labels':['" + category + "']}}");
        String hash = created.infoHashes().best().orElseThrow().hex();
        app.call("{'method':'queue-move-top','arguments':{'ids':['" + hash + "']}}");
        untilStatus(6);
        Map<String, Object> torrent = torrent();
        assertThat(torrent)
                .containsEntry("hashString", hash)
                .containsEntry("name", "content")
                .containsEntry("downloadDir", directory)
                .containsEntry("totalSize", 400_000L)
                .containsEntry("leftUntilDone", 0L)
                .containsEntry("isFinished", false)
                .containsEntry("errorString", "")
                .containsEntry("file-count", 2L)
                .containsEntry("labels", List.of(category))
                .doesNotContainKey("fileCount");
        List.of("id", "eta", "status", "secondsDownloading", "secondsSeeding", "uploadedEver", "downloadedEver")
                .forEach(name -> assertThat(torrent.get(name)).as(name).isInstanceOf(Long.class));
        List.of("seedRatioMode", "seedIdleLimit", "seedIdleMode")
                .forEach(name -> assertThat(torrent.get(name)).as(name).isInstanceOf(Long.class));
        assertThat(torrent.get("seedRatioLimit")).isInstanceOf(Number.class);
        if (!imported.isEmpty()) {
            app.call("{'method':'torrent-set','arguments':{'ids':['" + hash + "'],'labels':['" + imported + "']}}");
            assertThat(torrent()).containsEntry("labels", List.of(imported));
        }
        app.call("{'method':'torrent-remove','arguments':{'ids':['" + hash + "'],'delete-local-data':false}}");
        assertThat(session.torrents()).isEmpty();
        assertThat(folder.resolve("tv-sonarr/content/a.mkv")).exists();
    }

    @Test
    void aMagnetLinkIsQueuedUntilItsMetadataIsKnown() {
        connect();
        app.call("{'method':'torrent-add','arguments':{'filename':'magnet:?xt=urn:btih:" + "A1".repeat(20)
                + "&dn=linked','paused':false,'labels':['tv-sonarr']}}");
        assertThat(torrent())
                .containsEntry("hashString", "a1".repeat(20))
                .containsEntry("name", "linked")
                .containsEntry("totalSize", 0L)
                .containsEntry("leftUntilDone", 0L)
                .containsEntry("file-count", 0L);
    }

    @Test
    void whatCannotBeAddedIsToldByTheResult() {
        connect();
        Map<String, Object> answer =
                App.answer(app.post("{'method':'torrent-add','arguments':{'metainfo':'aGVsbG8=','paused':false}}"));
        assertThat(answer.get("result").toString()).contains("invalid .torrent file");
    }

    @Test
    void anOldSessionIdIsRenewed() {
        app.keep("Content-Type", "application/json");
        HttpResponse<String> response = app.post("{'method':'session-get'}", App.SESSION_ID, "of before a restart");
        assertThat(response.statusCode()).isEqualTo(409);
        connect();
        app.call("{'method':'session-get'}");
    }
}
