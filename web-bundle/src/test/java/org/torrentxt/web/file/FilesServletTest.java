package org.torrentxt.web.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.testing.FakeChannel;
import org.torrentxt.web.WebServer;

/** What requests for files are answered with, whatever the torrent does. */
@Timeout(60)
class FilesServletTest {
    private static final byte[] CONTENT = new byte[1_000_000];
    private static final String FILE = "fake/1/3/film.mkv";

    private FakeFiles files;
    private String tag;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        new Random(1).nextBytes(CONTENT);
        files = new FakeFiles()
                .file(3, "folder/film.mkv", CONTENT.length)
                .file(5, "folder/empty.txt", 0)
                .opens((torrent, index) -> new FakeChannel(CONTENT));
        tag = header(files.send("HEAD", FILE), "ETag");
    }

    @AfterEach
    void stop() {
        files.close();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static byte[] part(int from, int to) {
        return Arrays.copyOfRange(CONTENT, from, to);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsSentWithWhatItIs() throws Exception {
        HttpResponse<byte[]> response = files.get(FILE);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(CONTENT);
        assertThat(header(response, "Content-Type")).isEqualTo("video/x-matroska");
        assertThat(header(response, "Content-Length")).isEqualTo("1000000");
        assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(response, "Content-Disposition")).isEqualTo("inline; filename=\"film.mkv\"");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(header(response, "ETag")).matches("\"[0-9a-f]{40}-3\"");
        assertThat(header(response, "Last-Modified")).as("not known").isEmpty();
    }

    @Test
    void headSaysTheSameAsGetAndReadsNothing() throws Exception {
        HttpResponse<byte[]> got = files.get(FILE);
        files.opened.clear();
        HttpResponse<byte[]> head = files.send("HEAD", FILE, "Range", "bytes=1-2");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().map().keySet()).isEqualTo(got.headers().map().keySet());
        assertThat(header(head, "Content-Length")).isEqualTo("1000000");
        assertThat(files.opened).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=500000-, 500000, 1000000",
        "bytes=-1000, 999000, 1000000",
        "bytes=100-300099, 100, 300100",
        "bytes=999999-2000000, 999999, 1000000",
    })
    void aRangeIsSent(String range, int from, int to) throws Exception {
        HttpResponse<byte[]> response = files.get(FILE, "Range", range);
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(part(from, to));
        assertThat(header(response, "Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/1000000");
        assertThat(header(response, "Content-Length")).isEqualTo(String.valueOf(to - from));
        assertThat(header(response, "ETag")).isEqualTo(tag);
    }

    @Test
    void aRangeBehindTheEndIsRefused() throws Exception {
        HttpResponse<byte[]> response = files.get(FILE, "Range", "bytes=1000000-");
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes */1000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=x", "lines=1-2", "bytes=5-4", "bytes=0-10,5-20"})
    void aRangeThatIsNoneIsIgnored(String range) throws Exception {
        HttpResponse<byte[]> response = files.get(FILE, "Range", range);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(CONTENT);
    }

    @Test
    void severalRangesAreSentAsParts() throws Exception {
        HttpResponse<byte[]> response = files.get(FILE, "Range", "bytes=10-19,500000-899999,-5");
        assertThat(response.statusCode()).isEqualTo(206);
        String type = header(response, "Content-Type");
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        assertThat(header(response, "Content-Range")).isEmpty();
        String boundary = "\r\n--" + type.substring(type.indexOf('=') + 1);
        String expected = "";
        for (int[] range : new int[][] {{10, 20}, {500_000, 900_000}, {999_995, 1_000_000}}) {
            expected += boundary + "\r\nContent-Type: video/x-matroska\r\nContent-Range: bytes " + range[0] + "-"
                    + (range[1] - 1) + "/1000000\r\n\r\n"
                    + new String(part(range[0], range[1]), StandardCharsets.ISO_8859_1);
        }
        assertThat(new String(response.body(), StandardCharsets.ISO_8859_1)).isEqualTo(expected + boundary + "--\r\n");
    }

    @Test
    void conditionsAreHonoured() throws Exception {
        assertThat(files.get(FILE, "If-None-Match", "\"x\", W/" + tag).statusCode())
                .isEqualTo(304);
        assertThat(files.get(FILE, "If-None-Match", "*").statusCode()).isEqualTo(304);
        HttpResponse<byte[]> unchanged = files.send("HEAD", FILE, "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(header(unchanged, "ETag")).isEqualTo(tag);
        assertThat(files.get(FILE, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
        assertThat(files.get(FILE, "If-Match", "\"x\"").statusCode()).isEqualTo(412);
        assertThat(files.get(FILE, "If-Match", "W/" + tag).statusCode())
                .as("weak")
                .isEqualTo(412);
        assertThat(files.get(FILE, "If-Match", tag).statusCode()).isEqualTo(200);
        assertThat(files.get(FILE, "If-Match", "*", "Range", "bytes=1-1").statusCode())
                .isEqualTo(206);
        String past = "Sat, 01 Jan 2000 00:00:00 GMT";
        String future = "Fri, 01 Jan 2100 00:00:00 GMT";
        assertThat(files.get(FILE, "If-Modified-Since", future).statusCode()).isEqualTo(200);
        assertThat(files.get(FILE, "If-Unmodified-Since", past).statusCode()).isEqualTo(200);
    }

    @Test
    void aRangeOfAnotherFileMeansAllOfThisOne() throws Exception {
        assertThat(files.get(FILE, "Range", "bytes=1-1", "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(files.get(FILE, "Range", "bytes=1-1", "If-Range", "W/" + tag).statusCode())
                .isEqualTo(200);
        assertThat(files.get(FILE, "Range", "bytes=1-1", "If-Range", "\"x\"").statusCode())
                .isEqualTo(200);
        assertThat(files.get(FILE, "Range", "bytes=1-1", "If-Range", "Fri, 01 Jan 2100 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anEmptyFileIsSent() throws Exception {
        HttpResponse<byte[]> response = files.get("fake/1/5/empty.txt");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Length")).isEqualTo("0");
        assertThat(files.get("fake/1/5/empty.txt", "Range", "bytes=0-").statusCode())
                .isEqualTo(416);
    }

    @Test
    void aFileOverFourGibibytesIsSentFromAnywhere() throws Exception {
        long size = (5L << 30) + 7;
        files.file(9, "great.mkv", size).opens((torrent, index) -> new GreatFile(size));
        HttpResponse<byte[]> response = files.get("fake/1/9/great.mkv", "Range", "bytes=-1000");
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(header(response, "Content-Range"))
                .isEqualTo("bytes " + (size - 1000) + "-" + (size - 1) + "/" + size);
        for (int i = 0; i < 1000; i++) {
            assertThat(response.body()[i]).isEqualTo(GreatFile.at(size - 1000 + i));
        }
        assertThat(header(files.send("HEAD", "fake/1/9/x"), "Content-Length")).isEqualTo(String.valueOf(size));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other/1/3/film.mkv",
                "fake/2/3/film.mkv",
                "fake/1/4/film.mkv",
                "fake/1/99999999999/x",
                "fake/0/3/x",
                "fake/-1/3/x",
                "fake/1/x/y",
                "fake/1/-3/y",
                "fake/01/3/x",
                "fake/1",
                "fake",
                "",
                "fake/1/",
                "fake/2.m3u",
                "fake/1.m3u9",
                "fake/x.m3u"
            })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        HttpResponse<byte[]> response = files.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain;charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fake/1/3", "fake/1/3/", "fake/1/3/a/b%2Fc", "fake/1/3/%E2%80%AE%0D%0A", "fake/1/3/x;y?z=1"})
    void theNameIsForPeopleOnly(String path) throws Exception {
        assertThat(files.get(path).body()).isEqualTo(CONTENT);
    }

    @Test
    void aNameThatIsMeantToHarmStaysInItsHeader() throws Exception {
        files.file(7, "a/\"x\"\r\nSet-Cookie: stolen=1\r\n\r\n<script>.html", CONTENT.length);
        try (Socket socket = FakeFiles.ask(files.port(), "GET /torrentxt/files/fake/1/7/x HTTP/1.1")) {
            String head = FakeFiles.head(socket);
            assertThat(head).startsWith("HTTP/1.1 200");
            assertThat(head.lines()).noneMatch(line -> line.startsWith("Set-Cookie") || line.startsWith("<"));
            assertThat(head)
                    .contains(
                            "Content-Disposition: attachment; filename=\"_x___Set-Cookie: stolen=1____<script>.html\"")
                    .contains("Content-Type: application/octet-stream\r\n");
        }
    }

    @Test
    void browsersSaveAFileWhenAsked() throws Exception {
        assertThat(header(files.send("HEAD", FILE + "?download"), "Content-Disposition"))
                .startsWith("attachment; ");
    }

    @Test
    void onlyGetAndHeadAreAllowed() throws Exception {
        for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
            HttpResponse<byte[]> response = files.send(method, FILE, "X-Requested-With", "test");
            assertThat(response.statusCode()).as(method).isEqualTo(405);
            assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
        }
    }

    @Test
    void whatIsSkippedAndMissingIsRefusedUntilItIsThere() throws Exception {
        FileInfo skipped = FileInfo.builder(8, "skipped.mkv")
                .size(CONTENT.length)
                .priority(FilePriority.SKIP)
                .progress(999_999)
                .build();
        HttpResponse<byte[]> response = files.file(skipped).get("fake/1/8/skipped.mkv");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(text(response)).contains("skipped");
        files.file(skipped.toBuilder().progress(CONTENT.length).build());
        assertThat(files.get("fake/1/8/skipped.mkv").statusCode()).isEqualTo(200);
    }

    @Test
    void whatCannotBeReadIsSaidBeforeTheFirstByte() throws Exception {
        files.opens((torrent, index) -> {
            throw new TorrentException(ErrorCode.BAD_HANDLE, "no such torrent");
        });
        assertThat(files.get(FILE).statusCode()).isEqualTo(404);
        FakeChannel broken = new FakeChannel(CONTENT);
        broken.setAvailable(0);
        broken.fail(new TorrentException(ErrorCode.ENGINE, "stopped by an error: disk full"));
        files.opens((torrent, index) -> broken);
        HttpResponse<byte[]> response = files.get(FILE, "Range", "bytes=5-");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(text(response)).isEqualTo("stopped by an error: disk full\n");
        assertThat(header(response, "Content-Range")).isEmpty();
        assertThat(header(response, "ETag")).isEmpty();
        assertThat(broken.isOpen()).isFalse();
    }

    @Test
    void filesThatAreNotKnownYetAreAskedForLater() throws Exception {
        files.session.answer("files", (torrent, arguments) -> List.of());
        HttpResponse<byte[]> response = files.get(FILE);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Retry-After")).isNotEmpty();
    }

    @Test
    void torrentsThatAreStillLoadedAreAskedForLater() throws Exception {
        files.session.setLoading(1, 2);
        assertThat(files.get("fake/2/3/x").statusCode()).isEqualTo(503);
        assertThat(files.get(FILE).statusCode()).isEqualTo(200);
        files.session.setLoading(2, 2);
        assertThat(files.get("fake/2/3/x").statusCode()).isEqualTo(404);
    }

    @Test
    void streamingCanBeTurnedOff() throws Exception {
        try (FakeFiles off = new FakeFiles(Map.of("stream", "false")).file(3, "film.mkv", 10)) {
            HttpResponse<byte[]> response = off.get(FILE);
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(text(response)).contains("stream=true");
            assertThat(off.get("fake/1.m3u").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aPlaylistHasFilmsAndMusicThatCanBePlayed() throws Exception {
        files.file(6, "folder/Grüße #1\nhttp://evil/.mp3", 10)
                .file(FileInfo.builder(7, "skipped.mkv")
                        .size(10)
                        .priority(FilePriority.SKIP)
                        .build());
        HttpResponse<byte[]> response = files.get("fake/1.m3u");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("audio/x-mpegurl");
        String folder = files.uri("fake/1/").toString();
        assertThat(text(response))
                .isEqualTo("#EXTM3U\n#EXTINF:-1,film.mkv\n" + folder + "3/film.mkv\n" + "#EXTINF:-1,.mp3\n" + folder
                        + "6/.mp3\n");
        assertThat(files.get("fake/1.m3u8").body()).isEqualTo(response.body());
    }

    @Test
    void namesInPlaylistsEndNoLine() throws Exception {
        files.file(6, "Grüße #1\nEvil \u2028.mp3", 10);
        assertThat(text(files.get("fake/1.m3u")))
                .endsWith("\n#EXTINF:-1,Grüße #1_Evil _.mp3\n" + files.uri("fake/1/6/")
                        + "Gr%C3%BC%C3%9Fe%20%231_Evil%20_.mp3\n");
    }

    @Test
    void aTorrentWithoutFilmsHasNoPlaylist() throws Exception {
        try (FakeFiles none = new FakeFiles().file(0, "a.txt", 10)) {
            HttpResponse<byte[]> response = none.get("fake/1.m3u");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(text(response)).contains("no films or music");
        }
    }

    @Test
    void onlyUsersAreServed() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(files.uri(FILE)).build();
        HttpResponse<Void> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void aConnectionIsKeptForTheNextRequest() throws Exception {
        try (Socket socket = FakeFiles.ask(files.port(), "GET /torrentxt/files/" + FILE + " HTTP/1.1")) {
            assertThat(FakeFiles.head(socket)).startsWith("HTTP/1.1 200");
            assertThat(socket.getInputStream().readNBytes(CONTENT.length)).isEqualTo(CONTENT);
            String line = "HEAD /torrentxt/files/" + FILE + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                    + WebServer.basic("viewer") + "\r\n\r\n";
            socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            assertThat(FakeFiles.head(socket)).startsWith("HTTP/1.1 200");
        }
    }
}
