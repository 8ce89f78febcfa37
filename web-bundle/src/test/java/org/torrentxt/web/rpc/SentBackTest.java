package org.torrentxt.web.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.impl.engine.EngineSession;

/**
 * Clients read everything, let their user change one value, and send everything back. What nobody has changed stays what
 * it is, also where the protocol shows it rounded, or without a password.
 */
class SentBackTest {
    private static final String PRIVATE = "http://user:secret@127.0.0.1:1/announce";

    @TempDir
    Path folder;

    private EngineSession session;
    private RpcClient client;

    @BeforeEach
    void start() {
        session = RealSession.start("default", folder);
        client = RpcClient.serving(session);
    }

    @AfterEach
    void stop() {
        client.close();
        session.close();
    }

    private Torrent add() {
        return session.add(AddTorrent.torrentBytes(RealSession.torrent(RealSession.content(folder, "content"))
                                .content())
                        .tracker(PRIVATE)
                        .tracker("udp://127.0.0.1:2/announce")
                        .paused()
                        .build())
                .torrent();
    }

    private Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        session.settings().list().forEach(setting -> all.put(setting.name(), setting.value()));
        return all;
    }

    /** What it has answered, as it was sent. */
    private String shown(String method, String arguments) {
        HttpResponse<String> response =
                client.post("{\"method\":\"" + method + "\",\"arguments\":" + arguments.replace('\'', '"') + "}");
        String body = response.body();
        return body.substring(body.indexOf(':') + 1, body.lastIndexOf(",\"result\""));
    }

    @Test
    void allFieldsOfASessionChangeNothing() {
        session.settings()
                .set(Map.of(
                        "download_rate_limit", 70_500,
                        "upload_rate_limit", 1,
                        "auto_manage_startup", 90,
                        "enable_outgoing_utp", true,
                        "enable_incoming_utp", false,
                        "max_queued_disk_bytes", 700_000,
                        "in_enc_policy", 2,
                        "out_enc_policy", 0));
        Map<String, Object> before = settings();
        String all = shown("session-get", "{}");
        assertThat(client.post("{\"method\":\"session-set\",\"arguments\":" + all + "}")
                        .body())
                .contains("\"success\"");
        assertThat(settings()).isEqualTo(before);
        client.call("session-set", all.replace("\"speed-limit-down\":71", "\"speed-limit-down\":80"));
        before.put("download_rate_limit", 80_000L);
        assertThat(settings()).isEqualTo(before);
    }

    @Test
    void thePasswordOfTheBlockListStaysAndIsNotShown() {
        client.call("session-set", "{'blocklist-url':'http://user:secret@127.0.0.1:1/list'}");
        String shown = "http://***@127.0.0.1:1/list";
        assertThat(client.call("session-get", "{'fields':['blocklist-url']}")).containsEntry("blocklist-url", shown);
        client.call("session-set", "{'blocklist-url':'" + shown + "'}");
        assertThat(client.result("session-set", "{'blocklist-url':'http://***@127.0.0.1:1/other'}"))
                .startsWith("invalid blocklist-url: expected a URL with its user and password, which are hidden");
        assertThat(client.call("session-get", "{'fields':['blocklist-url']}")).containsEntry("blocklist-url", shown);
    }

    @Test
    void whatIsShownInAnotherFormIsTheSame() {
        session.settings().set(Map.of("download_rate_limit", 70_500));
        client.call("session-set", "{'speed-limit-down':71.0,'speed-limit-down-enabled':1}");
        client.call("session-set", "{'speed-limit-down-enabled':'true'}");
        SessionSettings settings = session.settings();
        assertThat(settings.get("download_rate_limit").value()).isEqualTo(70_500L);
    }

    @Test
    void theLimitsOfATorrentChangeNothing() {
        Torrent torrent = add();
        torrent.setDownloadLimit(70_500);
        String fields = "['downloadLimit','downloadLimited','uploadLimit','uploadLimited','peer-limit',"
                + "'honorsSessionLimits','bandwidthPriority','labels','queuePosition']";
        String shown = shown("torrent-get", "{'ids':1,'fields':" + fields + "}");
        String values = shown.substring(shown.indexOf("[{") + 2, shown.lastIndexOf("}]"));
        client.call("torrent-set", "{'ids':1," + values + "}");
        assertThat(torrent.downloadLimit()).isEqualTo(70_500);
        assertThat(torrent.uploadLimit()).isZero();
        assertThat(torrent.maxConnections()).isEqualTo(-1); // still that of the session
        client.call("torrent-set", "{'ids':1,'peer-limit':9}");
        assertThat(torrent.maxConnections()).isEqualTo(9);
    }

    @Test
    void aPositionInTheQueueOfATorrentThatIsNotInItChangesNothing() {
        Torrent torrent = add();
        torrent.resume();
        RealSession.until("seeding", () -> client.field(1, "status").equals(6L));
        assertThat(client.field(1, "queuePosition")).isEqualTo(-1L);
        client.call("torrent-set", "{'ids':1,'queuePosition':-1,'labels':['x']}");
        assertThat(client.field(1, "labels")).isEqualTo(List.of("x"));
        session.add(AddTorrent.magnet("magnet:?xt=urn:btih:" + "a1".repeat(20)).build());
        assertThat(client.result("torrent-set", "{'ids':[1,2],'queuePosition':-1,'labels':['y']}"))
                .isEqualTo("invalid queuePosition: expected a number from 0, got -1");
    }

    @Test
    void thePrioritiesOfFilesKeepTheirLevels() {
        Torrent torrent = add();
        int second = torrent.files().get(1).index();
        torrent.setFilePriorities(Map.of(0, new FilePriority(6), second, new FilePriority(2)));
        client.call("torrent-set", "{'ids':1,'files-wanted':[0,1],'priority-high':[0],'priority-low':[1]}");
        assertThat(torrent.files())
                .extracting(FileInfo::priority)
                .containsExactly(new FilePriority(6), new FilePriority(2));
        client.call("torrent-set", "{'ids':1,'files-wanted':[0,1],'priority-low':[0],'priority-high':[1]}");
        assertThat(torrent.files()).extracting(FileInfo::priority).containsExactly(FilePriority.LOW, FilePriority.TOP);
    }

    private String torrentFile(Torrent torrent) {
        return new String(torrent.torrentFile().orElseThrow(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void passwordsOfTrackersStayAndAreNotShown() {
        Torrent torrent = add();
        assertThat(torrentFile(torrent)).contains(PRIVATE);
        String list = (String) client.field(1, "trackerList");
        assertThat(list).contains("http://***@127.0.0.1:1/announce").doesNotContain("secret");
        String lines = list.replace("\n", "\\n");
        client.call("torrent-set", "{'ids':1,'trackerList':'" + lines + "\\n\\nhttp://127.0.0.1:3/announce'}");
        assertThat(torrentFile(torrent)).contains(PRIVATE).contains("http://127.0.0.1:3/announce");
        client.call("torrent-set", "{'ids':1,'trackerAdd':['http://127.0.0.1:4/announce']}");
        assertThat(torrentFile(torrent)).contains(PRIVATE);
        Map<String, Object> udp = RpcClient.objects(client.field(1, "trackers")).stream()
                .filter(tracker -> tracker.get("announce").toString().startsWith("udp"))
                .findFirst()
                .orElseThrow();
        client.call("torrent-set", "{'ids':1,'trackerRemove':[" + udp.get("id") + "]}");
        assertThat(torrentFile(torrent)).contains(PRIVATE).doesNotContain("udp://");
        Map<String, Object> secret = RpcClient.objects(client.field(1, "trackers")).stream()
                .filter(tracker -> tracker.get("announce").toString().contains("***"))
                .findFirst()
                .orElseThrow();
        client.call(
                "torrent-set", "{'ids':1,'trackerReplace':[" + secret.get("id") + ",'http://***@127.0.0.1:1/other']}");
        assertThat(torrentFile(torrent)).contains("http://user:secret@127.0.0.1:1/other");
    }

    @Test
    void aHiddenPasswordOfNobodyIsRefused() {
        add();
        assertThat(client.result("torrent-set", "{'ids':1,'trackerList':'http://***@127.0.0.9:1/announce'}"))
                .contains("hidden");
        assertThat(client.field(1, "trackerList").toString()).contains("***@127.0.0.1:1");
    }

    @Test
    void whatIsUnwantedStaysSoWhileLevelsAreSent() {
        Torrent torrent = add();
        client.call("torrent-set", "{'ids':1,'files-unwanted':[1],'files-wanted':[0],'priority-normal':[0,1]}");
        assertThat(torrent.files())
                .extracting(FileInfo::priority)
                .containsExactly(FilePriority.NORMAL, FilePriority.SKIP);
        assertThat(client.field(1, "wanted")).isEqualTo(List.of(1L, 0L));
    }
}
