package org.torrentxt.web.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.web.rpc.session.SessionFields;

/** What the methods do to a session of the engine, as the protocol shows it. */
class BehaviourTest {
    private static final String HASH = "a1".repeat(20);

    @TempDir
    Path folder;

    private EngineSession session;
    private RpcClient client;
    private CreatedTorrent created;

    @BeforeEach
    void start() {
        session = RealSession.start("default", folder);
        client = RpcClient.serving(session);
        created = RealSession.torrent(RealSession.content(folder, "content"));
    }

    @AfterEach
    void stop() {
        client.close();
        session.close();
    }

    private long add(String more) {
        Map<String, Object> added = RpcClient.object(
                client.call("torrent-add", "{'metainfo':'" + RealSession.base64(created) + "'" + more + "}")
                        .get("torrent-added"));
        return (Long) added.get("id");
    }

    private int addSeeding() {
        int id = (int) add("");
        untilStatus(id, 6);
        return id;
    }

    private void untilStatus(int id, long status) {
        RealSession.until("status " + status, () -> client.field(id, "status").equals(status));
    }

    @Test
    void filesThatAreThereAreFoundAndSeeded() {
        int id = addSeeding();
        assertThat(client.torrents("{'ids':" + id + ",'fields':['name','percentDone','leftUntilDone','file-count',"
                        + "'primary-mime-type','downloadDir','hashString']}"))
                .isEqualTo(List.of(Map.of(
                        "name",
                        "content",
                        "percentDone",
                        1.0,
                        "leftUntilDone",
                        0L,
                        "file-count",
                        2L,
                        "primary-mime-type",
                        "video/x-matroska",
                        "downloadDir",
                        folder.toString(),
                        "hashString",
                        created.infoHashes().best().orElseThrow().hex())));
        assertThat(client.field(id, "pieces").toString()).startsWith("//");
    }

    @Test
    void nullIsNoArgument() {
        client.call(
                "torrent-add",
                "{'filename':'" + HASH + "','metainfo':null,'download-dir':null,'paused':'true','labels':null,"
                        + "'peer-limit':null,'files-unwanted':null,'bandwidthPriority':null,'cookies':null}");
        assertThat(client.torrents("{'fields':['status','downloadDir','startDate']}"))
                .isEqualTo(List.of(Map.of("status", 0L, "downloadDir", folder.toString(), "startDate", 0L)));
        client.call("session-set", "{'incomplete-dir':null,'speed-limit-down':null,'encryption':null}");
    }

    @Test
    void beforeItsMetadataIsKnownATorrentHasNothing() {
        client.call("torrent-add", "{'filename':'" + HASH + "'}");
        Map<String, Object> torrent = client.torrents("{'fields':['files','fileStats','wanted','priorities','pieces',"
                        + "'availability','pieceCount','pieceSize','file-count','totalSize','sizeWhenDone',"
                        + "'leftUntilDone','percentDone','percentComplete','desiredAvailable','eta','comment',"
                        + "'primary-mime-type']}")
                .get(0);
        List.of("files", "fileStats", "wanted", "priorities", "availability")
                .forEach(name -> assertThat(torrent).containsEntry(name, List.of()));
        List.of("pieceCount", "pieceSize", "file-count", "totalSize", "sizeWhenDone", "leftUntilDone")
                .forEach(name -> assertThat(torrent).containsEntry(name, 0L));
        assertThat(torrent)
                .containsEntry("pieces", "")
                .containsEntry("percentDone", 0.0)
                .containsEntry("percentComplete", 0.0)
                .containsEntry("desiredAvailable", 0L)
                .containsEntry("eta", -1L)
                .containsEntry("comment", "")
                .containsEntry("primary-mime-type", "application/octet-stream");
    }

    @Test
    void whatIsThereAlreadyIsADuplicate() {
        long id = add("");
        Map<String, Object> again =
                client.call("torrent-add", "{'metainfo':'" + RealSession.base64(created) + "','paused':true}");
        assertThat(again)
                .isEqualTo(Map.of(
                        "torrent-duplicate",
                        Map.of(
                                "id",
                                id,
                                "name",
                                "content",
                                "hashString",
                                created.infoHashes().best().orElseThrow().hex())));
    }

    @ParameterizedTest
    @CsvSource({"magnet:?xt=urn:btih:HASH&dn=film, film", "HASH, HASH"})
    void magnetLinksAndInfoHashesAreAdded(String filename, String name) {
        Map<String, Object> added = RpcClient.object(
                client.call("torrent-add", "{'filename':'" + filename.replace("HASH", HASH) + "','paused':true}")
                        .get("torrent-added"));
        assertThat(added).containsEntry("name", name.replace("HASH", HASH)).containsEntry("hashString", HASH);
        assertThat(client.torrents("{'fields':['status','metadataPercentComplete','percentDone','magnetLink']}")
                        .get(0))
                .containsEntry("status", 0L)
                .containsEntry("metadataPercentComplete", 0.0)
                .containsEntry("percentDone", 0.0)
                .hasEntrySatisfying(
                        "magnetLink", link -> assertThat(link.toString()).contains(HASH));
    }

    @Test
    void aFileOfTheServerIsAdded() throws IOException {
        Path file = Files.write(folder.resolve("x.torrent"), created.content());
        assertThat(client.call("torrent-add", "{'filename':'" + file + "'}")).containsKey("torrent-added");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|nothing to add: expected filename or metainfo",
                "{'metainfo':'%%'}|invalid metainfo: expected a .torrent file in Base64",
                "{'metainfo':'aGVsbG8='}|invalid .torrent file",
                "{'filename':'x.torrent'}|invalid filename: expected a magnet link, an info-hash",
                "{'filename':'/none/x.torrent'}|/none/x.torrent",
                "{'filename':'http://example.org/x'}|the session's network is local",
                "{'filename':'magnet:?xt=urn:btih:1'}|info-hash",
                "{'filename':'HASH','download-dir':'x'}|invalid download-dir: expected the full path of a folder",
                "{'filename':'HASH','labels':['a,b']}|invalid label 'a,b'",
                "{'filename':'HASH','labels':'a'}|invalid labels: expected a list of texts",
                "{'filename':'HASH','peer-limit':0}|invalid peer-limit: expected a number from 2 to",
                "{'filename':'HASH','paused':'yes'}|invalid paused: expected true or false, got 'yes'",
                "{'filename':'HASH','files-unwanted':[0]}|files cannot be chosen before the metadata"
            })
    void whatCannotBeAddedIsSaid(String arguments, String result) {
        assertThat(client.result("torrent-add", arguments.replace("HASH", HASH)))
                .contains(result);
        assertThat(session.torrents()).isEmpty();
    }

    @Test
    void aTorrentWhoseFilesDoNotExistIsNotAdded() {
        String request = "{'metainfo':'" + RealSession.base64(created) + "','files-unwanted':[4]}";
        assertThat(client.result("torrent-add", request)).isEqualTo("file index out of range: 4; expected 0 to 3");
        assertThat(session.torrents()).isEmpty();
    }

    @Test
    void filesAreChosenWhenAddingAndLater() {
        // clients that read the file count its pad files, 1 and 3
        int id = (int) add(
                ",'files-wanted':[0,1,3],'files-unwanted':[2],'priority-high':[0],'priority-normal':[1,2,3],'paused':true,'labels':['"
                        + " b ','a']");
        untilStatus(id, 0);
        String fields = "{'ids':" + id + ",'fields':['wanted','priorities','labels','status']}";
        assertThat(client.torrents(fields))
                .isEqualTo(List.of(Map.of(
                        "wanted", List.of(1L, 0L),
                        "priorities", List.of(1L, 0L),
                        "labels", List.of("a", "b"),
                        "status", 0L)));
        client.call("torrent-set", "{'ids':" + id + ",'files-wanted':[],'priority-low':[1],'labels':['c']}");
        assertThat(client.torrents(fields).get(0))
                .containsEntry("wanted", List.of(1L, 1L))
                .containsEntry("priorities", List.of(1L, -1L))
                .containsEntry("labels", List.of("c"));
        assertThat(client.result("torrent-set", "{'ids':" + id + ",'labels':['d'],'files-unwanted':[0,7]}"))
                .isEqualTo("file index out of range: 7; expected 0 to 1");
        assertThat(client.field(id, "labels")).isEqualTo(List.of("c"));
    }

    @Test
    void filesOfATorrentOfV2AreCountedWithoutPadFiles() {
        created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(folder.resolve("content"))
                        .format(TorrentFormat.V2)
                        .build())
                .join();
        int id = (int) add(",'files-unwanted':[1],'files-wanted':[],'paused':true");
        assertThat(client.field(id, "wanted")).isEqualTo(List.of(1L, 0L));
    }

    @Test
    void torrentsStopStartAndAreVerified() {
        int id = addSeeding();
        client.call("torrent-stop", "{'ids':[" + id + "]}");
        untilStatus(id, 0);
        client.call("torrent-verify", "{'ids':[" + id + "]}");
        untilStatus(id, 0);
        client.call("torrent-start", "{'ids':'" + created.infoHashes().best().orElseThrow() + "'}");
        untilStatus(id, 6);
        client.call("torrent-stop", "{}");
        untilStatus(id, 0);
        client.call("torrent-start-now", "{}");
        untilStatus(id, 6);
    }

    @Test
    void oneThatIsAddedPausedIsStoppedUntilItIsStarted() {
        int id = (int) add(",'paused':true");
        assertThat(client.field(id, "status")).isIn(0L, 1L);
        client.call("torrent-start", "{'ids':" + id + "}");
        untilStatus(id, 6);
    }

    @Test
    void onlyWhatHasMetadataIsVerified() {
        int id = session.add(AddTorrent.magnet("magnet:?xt=urn:btih:" + HASH).build())
                .torrent()
                .id();
        assertThat(client.result("torrent-verify", "{'ids':" + id + "}")).contains("its metadata is not known yet");
        assertThat(client.result("torrent-verify", "{}")).isEqualTo("success");
    }

    @Test
    void limitsAreKeptWhileTheyAreOff() {
        int id = (int) add("");
        String fields = "{'ids':" + id + ",'fields':['downloadLimit','downloadLimited','uploadLimited','peer-limit']}";
        client.call("torrent-set", "{'ids':" + id + ",'downloadLimit':70,'downloadLimited':true,'peer-limit':9}");
        assertThat(client.torrents(fields))
                .isEqualTo(List.of(Map.of(
                        "downloadLimit", 70L, "downloadLimited", true, "uploadLimited", false, "peer-limit", 9L)));
        assertThat(session.find(id).orElseThrow().downloadLimit()).isEqualTo(70_000);
        client.call("torrent-set", "{'ids':" + id + ",'downloadLimited':false}");
        assertThat(client.torrents(fields).get(0))
                .containsEntry("downloadLimit", 70L)
                .containsEntry("downloadLimited", false);
        assertThat(session.find(id).orElseThrow().downloadLimit()).isZero();
        client.call("torrent-set", "{'ids':" + id + ",'downloadLimited':true}");
        assertThat(session.find(id).orElseThrow().downloadLimit()).isEqualTo(70_000);
    }

    @Test
    void trackersAreListedAddedReplacedAndRemoved() {
        int id = (int) add("");
        client.call("torrent-set", "{'ids':" + id + ",'trackerAdd':['http://127.0.0.1:2/announce']}");
        assertThat(client.field(id, "trackerList"))
                .isEqualTo("http://127.0.0.1:1/announce\n\nhttp://127.0.0.1:2/announce");
        Object first = RpcClient.objects(client.field(id, "trackers")).get(0).get("id");
        client.call("torrent-set", "{'ids':" + id + ",'trackerReplace':[" + first + ",'http://127.0.0.1:3/announce']}");
        assertThat(client.field(id, "trackerList"))
                .isEqualTo("http://127.0.0.1:3/announce\n\nhttp://127.0.0.1:2/announce");
        Object last = RpcClient.objects(client.field(id, "trackers")).get(1).get("id");
        client.call("torrent-set", "{'ids':" + id + ",'trackerRemove':[" + last + "]}");
        assertThat(client.field(id, "trackerList")).isEqualTo("http://127.0.0.1:3/announce");
        client.call(
                "torrent-set",
                "{'ids':" + id
                        + ",'trackerList':'http://127.0.0.1:4/a\\nhttp://127.0.0.1:5/a\\n\\nhttp://127.0.0.1:6/a'}");
        assertThat(client.field(id, "trackerList"))
                .isEqualTo("http://127.0.0.1:4/a\nhttp://127.0.0.1:5/a\n\nhttp://127.0.0.1:6/a");
        assertThat(client.result("torrent-set", "{'ids':" + id + ",'trackerList':'nonsense','labels':['x']}"))
                .contains("nonsense");
        assertThat(client.field(id, "labels")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'trackerRemove':[7]|invalid trackerRemove: expected an id of trackers, which are [",
                "'trackerReplace':[7,'http://127.0.0.1:3/a']|invalid trackerReplace: expected an id of trackers"
            })
    void aTrackerThatDoesNotExistIsNamed(String arguments, String result) {
        int id = (int) add("");
        assertThat(client.result("torrent-set", "{'ids':" + id + "," + arguments + ",'labels':['x']}"))
                .startsWith(result)
                .endsWith("got 7");
        assertThat(client.field(id, "labels")).isEqualTo(List.of());
    }

    @Test
    void filesMoveToAnotherFolder() throws IOException {
        int id = addSeeding();
        Path other = Files.createDirectory(folder.resolve("other"));
        assertThat(client.result("torrent-set-location", "{'ids':" + id + ",'location':'" + other + "'}"))
                .contains("use move=true");
        client.call("torrent-set-location", "{'ids':" + id + ",'location':'" + other + "','move':true}");
        RealSession.until("moved", () -> Files.exists(other.resolve("content/sub/b.txt")));
        RealSession.until("shown", () -> client.field(id, "downloadDir").equals(other.toString()));
    }

    @ParameterizedTest
    @CsvSource({"content/sub/b.txt, c.txt, content/sub/c.txt", "content/sub, box, content/box/b.txt"})
    void filesAndFoldersAreRenamed(String path, String name, String file) {
        int id = addSeeding();
        assertThat(client.call(
                        "torrent-rename-path", "{'ids':[" + id + "],'path':'" + path + "','name':'" + name + "'}"))
                .isEqualTo(Map.of("id", (long) id, "path", path, "name", name));
        assertThat(folder.resolve(file)).exists();
        assertThat(RpcClient.objects(client.field(id, "files")))
                .extracting(one -> one.get("name"))
                .contains(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'path':'content/sub/b.txt','name':'../c'|invalid name: expected a name without slashes",
                "'path':'content/sub/b.txt','name':'..'|invalid name: expected a name without slashes",
                "'path':'content/none','name':'c'|has no file or folder 'content/none'",
                "'name':'c'|invalid path: expected a text, got null"
            })
    void nothingIsRenamedOtherwise(String arguments, String result) {
        int id = addSeeding();
        assertThat(client.result("torrent-rename-path", "{'ids':[" + id + "]," + arguments + "}"))
                .contains(result);
        assertThat(folder.resolve("content/sub/b.txt")).exists();
    }

    @Test
    void removedTorrentsAreGoneWithTheirFilesIfAsked() {
        int id = addSeeding();
        client.call("torrent-get", "{'ids':'recently-active','fields':['id']}");
        client.call("torrent-remove", "{'ids':[" + id + "],'delete-local-data':true}");
        assertThat(client.call("torrent-get", "{'ids':'recently-active','fields':['id']}"))
                .isEqualTo(Map.of("torrents", List.of(), "removed", List.of((long) id)));
        RealSession.until("files are deleted", () -> Files.notExists(folder.resolve("content")));
    }

    @Test
    void theQueueMoves() {
        for (int i = 1; i <= 3; i++) {
            session.add(AddTorrent.magnet("magnet:?xt=urn:btih:" + ("b" + i).repeat(20))
                    .build());
        }
        assertThat(queue()).isEqualTo("1 2 3");
        client.call("queue-move-top", "{'ids':[2,3]}");
        assertThat(queue()).isEqualTo("2 3 1");
        client.call("queue-move-bottom", "{'ids':[2,3]}");
        assertThat(queue()).isEqualTo("1 2 3");
        client.call("queue-move-up", "{'ids':3}");
        assertThat(queue()).isEqualTo("1 3 2");
        client.call("queue-move-down", "{'ids':[1,3]}");
        assertThat(queue()).isEqualTo("2 1 3");
        client.call("torrent-set", "{'ids':3,'queuePosition':0}");
        assertThat(queue()).isEqualTo("3 2 1");
    }

    private String queue() {
        return client.torrents("{'fields':['id','queuePosition']}").stream()
                .sorted(java.util.Comparator.comparing(torrent -> (Long) torrent.get("queuePosition")))
                .map(torrent -> torrent.get("id").toString())
                .collect(java.util.stream.Collectors.joining(" "));
    }

    @Test
    void theSessionShowsAllItsFields() {
        Map<String, Object> all = client.call("session-get", "{}");
        assertThat(all.keySet()).containsAll(SessionFields.names()).contains("session-id");
        assertThat(all).doesNotContainValue(null);
        assertThat(all)
                .containsEntry("rpc-version", 17L)
                .containsEntry("rpc-version-minimum", 14L)
                .containsEntry("download-dir", folder.toString())
                .hasEntrySatisfying(
                        "version", version -> assertThat(version.toString()).startsWith("4.0.6 (TorrentXT"));
        assertThat(client.call("session-get", "{'fields':['rpc-version','nonsense']}"))
                .isEqualTo(Map.of("rpc-version", 17L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "speed-limit-down|70",
                "speed-limit-up-enabled|true",
                "download-queue-size|7",
                "seed-queue-enabled|false",
                "seed-queue-size|9",
                "dht-enabled|true",
                "utp-enabled|false",
                "queue-stalled-enabled|false",
                "queue-stalled-minutes|3",
                "peer-limit-global|77",
                "peer-limit-per-torrent|11",
                "cache-size-mb|9",
                "encryption|'required'",
                "encryption|'tolerated'",
                "blocklist-url|'http://127.0.0.1/list'",
                "start-added-torrents|false",
                "download-dir|'/tmp'"
            })
    void whatIsSetIsShown(String name, String value) {
        client.call("session-set", "{'" + name + "':" + value + "}");
        Object shown = client.call("session-get", "{'fields':['" + name + "']}").get(name);
        assertThat(shown).isEqualTo(RpcClient.parse(value.replace('\'', '"')));
    }

    @Test
    void aRateLimitIsKeptWhileItIsOff() {
        client.call("session-set", "{'speed-limit-down':70,'speed-limit-down-enabled':true}");
        assertThat(session.settings().get("download_rate_limit").value()).isEqualTo(70_000L);
        client.call("session-set", "{'speed-limit-down-enabled':false}");
        assertThat(session.settings().get("download_rate_limit").value()).isEqualTo(0L);
        client.call("session-set", "{'speed-limit-down-enabled':true}");
        assertThat(session.settings().get("download_rate_limit").value()).isEqualTo(70_000L);
    }

    @Test
    void rateLimitsMayHaveFractions() {
        client.call("session-set", "{'speed-limit-up':68.359375,'speed-limit-up-enabled':true}");
        assertThat(session.settings().get("upload_rate_limit").value()).isEqualTo(68_359L);
        assertThat(client.call("session-get", "{'fields':['speed-limit-up']}")).containsEntry("speed-limit-up", 69L);
    }

    @Test
    void thePortChangesAndTheAddressStays() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        client.call("session-set", "{'peer-port':" + port + "}");
        assertThat(session.settings().get("listen_interfaces").value()).isEqualTo("127.0.0.1:" + port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'speed-limit-down':-1}|invalid speed-limit-down: expected a number from 0 to 2147483, got -1",
                "{'speed-limit-down':7,'encryption':'no'}|invalid encryption: expected 'required', 'preferred'",
                "{'speed-limit-down':7,'download-dir':'x'}|invalid download-dir: expected the full path",
                "{'speed-limit-down':7,'incomplete-dir-enabled':true}"
                        + "|invalid incomplete-dir-enabled: expected false (the session has no policies",
                "{'speed-limit-down':7,'rename-partial-files':true}"
                        + "|invalid rename-partial-files: expected false (the session has no policies",
                "{'speed-limit-down':7,'trash-original-torrent-files':true}"
                        + "|invalid trash-original-torrent-files: expected false (TorrentXT does not have this), got"
                        + " true",
                "{'speed-limit-down':7,'alt-speed-enabled':true}|invalid alt-speed-enabled: expected false",
                "{'speed-limit-down':7,'lpd-enabled':true}|lsd",
                "{'speed-limit-down':7,'peer-port':70000}|invalid peer-port: expected a number from 1 to 65535"
            })
    void nothingIsSetIfOneValueIsWrong(String arguments, String result) {
        assertThat(client.result("session-set", arguments)).contains(result);
        assertThat(session.settings().get("download_rate_limit").value()).isEqualTo(0L);
        assertThat(client.call("session-get", "{'fields':['speed-limit-down']}"))
                .containsEntry("speed-limit-down", 100L);
    }

    @Test
    void addedTorrentsFollowThePreferences() {
        Path other = folder.resolve("other");
        client.call(
                "session-set",
                "{'start-added-torrents':false,'download-dir':'" + other + "','peer-limit-per-torrent':7}");
        int id = (int) add("");
        assertThat(client.torrents("{'ids':" + id + ",'fields':['status','downloadDir','peer-limit']}"))
                .isEqualTo(List.of(Map.of("status", 0L, "downloadDir", other.toString(), "peer-limit", 7L)));
    }

    @Test
    void freeSpaceIsToldOfFolders() {
        assertThat(client.call("free-space", "{'path':'" + folder + "'}"))
                .containsEntry("path", folder.toString())
                .containsKeys("size-bytes", "total_size");
        assertThat(client.call("free-space", "{'path':'" + folder + "/'}")).containsEntry("path", folder + "/");
        assertThat(client.result("free-space", "{'path':'/none/at/all'}")).contains("/none/at/all");
        assertThat(client.as("viewer").result("free-space", "{'path':'" + folder + "'}"))
                .isEqualTo("success");
        assertThat(client.as("viewer").result("free-space", "{'path':'/'}")).contains("read-only access");
    }

    @ParameterizedTest
    @CsvSource({
        "port-test, the port is not tested",
        "session-close, a session is not closed by clients",
        "blocklist-update, there is no block list to fetch"
    })
    void whatIsNotDoneIsSaid(String method, String result) {
        assertThat(client.result(method, "{}")).contains(result);
    }
}
