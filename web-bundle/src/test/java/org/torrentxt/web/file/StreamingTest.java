package org.torrentxt.web.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.web.Wait;
import org.torrentxt.web.WebServer;

/** Files of real torrents, sent while they are downloaded. */
@Timeout(60)
class StreamingTest {
    private static final int SIZE = 3_000_000;
    private static final int SLOWLY = 1_000_000;

    @TempDir
    Path folder;

    private Path film;
    private byte[] content;

    @BeforeEach
    void write() throws IOException {
        content = new byte[SIZE];
        new Random(3).nextBytes(content);
        film = Files.write(folder.resolve("film.mkv"), content);
    }

    private static HttpResponse<byte[]> get(URI uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Authorization", WebServer.basic("viewer"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Socket ask(Downloading files, String... headers) throws IOException {
        return FakeFiles.ask(files.port(), "GET " + files.path(0) + " HTTP/1.1", headers);
    }

    private static int countBeforeEnd(Socket socket) throws IOException {
        int count = 0;
        try {
            while (socket.getInputStream().read() >= 0) {
                count++;
            }
        } catch (IOException e) {
            // reset
        }
        return count;
    }

    @Test
    void aFileIsSentWhileItIsDownloaded() throws Exception {
        try (Downloading files = Downloading.start(film, 3 * SLOWLY)) {
            HttpResponse<byte[]> response = get(files.uri(0));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(content);
            assertThat(response.headers().firstValue("ETag").orElseThrow())
                    .isEqualTo("\""
                            + files.torrent.infoHashes().best().orElseThrow().hex() + "-0\"");
        }
    }

    @Test
    void theEndIsSentBeforeTheMiddleHasArrived() throws Exception {
        try (Downloading files = Downloading.start(film, SLOWLY / 8)) {
            HttpResponse<byte[]> response = get(files.uri(0), "Range", "bytes=-100000");
            assertThat(response.statusCode()).isEqualTo(206);
            assertThat(response.body()).isEqualTo(Arrays.copyOfRange(content, SIZE - 100_000, SIZE));
            assertThat(files.torrent.pieces().cardinality()).isLessThan(30); // of 46
        }
    }

    @Test
    void aClientThatLeavesHasItsPiecesRequestedNoLonger() throws Exception {
        try (Downloading files = Downloading.start(film, SLOWLY / 8)) {
            try (Socket client = ask(files)) {
                assertThat(FakeFiles.head(client)).startsWith("HTTP/1.1 200");
                client.getInputStream().readNBytes(1_000);
            }
            Wait.until("its channel is closed", () -> !files.opened.get(0).isOpen());
            assertThat(files.isFinished()).isFalse();
        }
    }

    @Test
    void aClientThatLeavesWhileItWaitsForAPieceHasItRequestedNoLonger() throws Exception {
        try (Downloading files = Downloading.paused(film, SLOWLY)) {
            try (Socket client = ask(files)) {
                assertThat(FakeFiles.head(client)).startsWith("HTTP/1.1 200");
            }
            Wait.until("its channel is closed", () -> !files.opened.get(0).isOpen());
        }
    }

    @Test
    void aTorrentThatIsRemovedAndASessionThatStopsAbortTheConnection() throws Exception {
        try (Downloading files = Downloading.paused(film, SLOWLY);
                Socket client = ask(files)) {
            assertThat(FakeFiles.head(client)).contains("Content-Length: " + SIZE);
            files.torrent.remove(false);
            assertThat(countBeforeEnd(client)).isZero();
            assertThat(get(files.uri(0)).statusCode()).isEqualTo(404);
        }
        try (Downloading files = Downloading.paused(film, SLOWLY);
                Socket client = ask(files)) {
            FakeFiles.head(client);
            files.session.close();
            assertThat(countBeforeEnd(client)).isZero();
            assertThat(get(files.uri(0)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aFileThatIsSkippedMeanwhileAbortsTheConnection() throws Exception {
        try (Downloading files = Downloading.paused(film, SLOWLY);
                Socket client = ask(files)) {
            FakeFiles.head(client);
            files.torrent.setFilePriority(0, FilePriority.SKIP);
            assertThat(countBeforeEnd(client)).isZero();
            assertThat(get(files.uri(0)).statusCode()).isEqualTo(409);
        }
    }

    @Test
    void manyClientsWaitForTheSamePiecesWithoutAThreadEach() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (Downloading files = Downloading.paused(film, 10 * SLOWLY)) {
            for (int i = 0; i < 200; i++) {
                clients.add(ask(files, "Range: bytes=" + i * 1_000 + "-" + (i * 1_000 + 99_999)));
            }
            for (Socket client : clients) {
                assertThat(FakeFiles.head(client)).startsWith("HTTP/1.1 206");
            }
            FakeFiles.awaitNoThread();
            files.torrent.resume();
            for (int i = 0; i < 200; i++) {
                assertThat(clients.get(i).getInputStream().readNBytes(100_000))
                        .isEqualTo(Arrays.copyOfRange(content, i * 1_000, i * 1_000 + 100_000));
            }
            Wait.until("all are closed", () -> files.opened.stream().noneMatch(each -> each.isOpen()));
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void padFilesAreNotFoundAndIndexesAreThoseOfTheTorrent() throws Exception {
        Path mixed = Files.createDirectories(folder.resolve("mixed"));
        Files.write(mixed.resolve("a.mp3"), Arrays.copyOf(content, 50_000));
        Files.createFile(mixed.resolve("b.txt"));
        Files.write(mixed.resolve("c.mp4"), Arrays.copyOf(content, 70_000));
        try (Downloading files = Downloading.start(mixed, 10 * SLOWLY)) {
            List<FileInfo> all = files.torrent.files();
            assertThat(all).hasSize(3);
            assertThat(all.get(2).index()).as("there is a pad file before").isGreaterThan(2);
            for (FileInfo file : all) {
                assertThat(get(files.uri(file.index())).body()).isEqualTo(Arrays.copyOf(content, (int) file.size()));
            }
            assertThat(get(files.uri(all.get(0).index() + 1)).statusCode()).isEqualTo(404);
            assertThat(new String(get(files.playlist()).body()).lines().filter(line -> line.startsWith("http")))
                    .containsExactly(
                            files.uri(all.get(0).index()).toString().replaceFirst("x$", "a.mp3"),
                            files.uri(all.get(2).index()).toString().replaceFirst("x$", "c.mp4"));
        }
    }
}
