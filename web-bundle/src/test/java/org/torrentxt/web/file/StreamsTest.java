package org.torrentxt.web.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.testing.FakeChannel;
import org.torrentxt.web.Leaving;
import org.torrentxt.web.Wait;

/** Clients that wait, are slow or leave, and torrents that do. */
@Timeout(60)
class StreamsTest {
    private static final int MANY = 200;
    private static final byte[] CONTENT = new byte[1_000_000];
    private static final String LINE = "GET /torrentxt/files/fake/1/3/film.mkv HTTP/1.1";

    private final List<AutoCloseable> used = new ArrayList<>();
    private FakeChannel channel;

    static {
        new Random(2).nextBytes(CONTENT);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : used) {
            each.close();
        }
    }

    private FakeFiles started(FakeFiles files) {
        used.add(files);
        return files.file(3, "film.mkv", CONTENT.length);
    }

    private FakeFiles withOneChannel(int available) {
        channel = new FakeChannel(CONTENT);
        channel.setAvailable(available);
        return started(new FakeFiles()).opens((torrent, index) -> channel);
    }

    /** One whose file never ends for a client that does not read. */
    private FakeFiles great(FakeFiles files) {
        long size = 1L << 40;
        return started(files).file(3, "film.mkv", size).opens((torrent, index) -> new GreatFile(size));
    }

    @Test
    void whileNothingIsBeingSentNoThreadIsWoken() {
        long before = threads();
        try (Streams streams = new Streams(1)) {
            assertThat(streams).isNotNull();
            assertThat(threads()).isLessThanOrEqualTo(before);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(Streams.THREAD))
                .count();
    }

    private Socket ask(FakeFiles files, String... headers) throws IOException {
        Socket socket = FakeFiles.ask(files.port(), LINE, headers);
        used.add(0, socket);
        return socket;
    }

    private static byte[] read(Socket socket, int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    private static byte[] part(int from, int to) {
        return Arrays.copyOfRange(CONTENT, from, to);
    }

    /** How many bytes come before the connection ends; it must not end like one whose answer is complete. */
    private static int countBeforeEnd(Socket socket) throws IOException {
        int count = 0;
        byte[] bytes = new byte[65_536];
        try {
            for (int read = socket.getInputStream().read(bytes);
                    read >= 0;
                    read = socket.getInputStream().read(bytes)) {
                count += read;
            }
        } catch (SocketException e) {
            // reset
        }
        return count;
    }

    @Test
    void aClientGetsWhatIsThereAndWaitsForTheRest() throws Exception {
        FakeFiles files = withOneChannel(0);
        Socket client = ask(files, "Range: bytes=1000-");
        assertThat(FakeFiles.head(client)).startsWith("HTTP/1.1 206").contains("Content-Length: 999000\r\n");
        channel.setAvailable(1_500);
        assertThat(read(client, 500)).isEqualTo(part(1_000, 1_500));
        channel.setAvailable(700_000);
        assertThat(read(client, 698_500)).isEqualTo(part(1_500, 700_000));
        channel.setAvailable(CONTENT.length);
        assertThat(read(client, 300_000)).isEqualTo(part(700_000, CONTENT.length));
        Wait.until("its channel is closed", () -> !channel.isOpen());
    }

    @Test
    void aTorrentThatFailsMeanwhileAbortsTheConnection() throws Exception {
        FakeFiles files = withOneChannel(400_000);
        Socket client = ask(files);
        assertThat(FakeFiles.head(client)).startsWith("HTTP/1.1 200").contains("Content-Length: 1000000\r\n");
        assertThat(read(client, 400_000)).isEqualTo(part(0, 400_000));
        channel.fail(new TorrentException(ErrorCode.BAD_HANDLE, "removed"));
        assertThat(countBeforeEnd(client)).isZero();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aTorrentThatFailsWhileItsClientIsSlowAbortsTheConnection() throws Exception {
        FakeFiles files = great(new FakeFiles());
        Socket client = ask(files);
        FakeFiles.head(client);
        files.stopStreams();
        assertThat(countBeforeEnd(client)).isPositive();
        assertThat(files.opened).allMatch(each -> !each.isOpen());
    }

    @Test
    void aChangeOfTheConfigurationAbortsWhatIsSentAndWhatWaits() throws Exception {
        FakeFiles files = withOneChannel(0);
        Socket client = ask(files);
        FakeFiles.head(client);
        files.stopStreams();
        assertThat(countBeforeEnd(client)).isZero();
    }

    @Test
    void aClientThatLeavesTakesItsRequestsBack() throws Exception {
        FakeFiles files = great(new FakeFiles());
        Socket client = ask(files);
        FakeFiles.head(client);
        client.close();
        Wait.until(
                "its channel is closed",
                () -> files.opened.size() == 1 && !files.opened.get(0).isOpen());
    }

    private FakeFiles withFirstBytesOnly() {
        return started(new FakeFiles()).opens((torrent, index) -> {
            FakeChannel missing = new FakeChannel(CONTENT);
            missing.setAvailable(100);
            return missing;
        });
    }

    /** Asks for a file that begins to be sent, and then waits. */
    private Socket waiting(FakeFiles files) throws IOException {
        Socket client = ask(files);
        FakeFiles.head(client);
        assertThat(read(client, 100)).isEqualTo(part(0, 100));
        return client;
    }

    @Test
    void clientsThatLeaveWhileTheyWaitAreNoticed() throws Exception {
        FakeFiles files = withFirstBytesOnly();
        List<Socket> leaving = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            leaving.add(waiting(files));
        }
        Socket staying = waiting(files);
        FakeChannel its = (FakeChannel) files.opened.get(MANY);
        for (Socket client : leaving) {
            Leaving.values()[leaving.indexOf(client) % Leaving.values().length].leave(client);
        }
        Wait.until(
                "their channels are closed",
                () -> files.opened.stream().filter(each -> each != its).noneMatch(each -> each.isOpen()));
        for (Socket client : leaving) {
            if (!client.isClosed()) {
                assertThat(countBeforeEnd(client)).isZero();
            }
        }
        its.setAvailable(CONTENT.length);
        assertThat(read(staying, CONTENT.length - 100)).isEqualTo(part(100, CONTENT.length));
    }

    @Test
    void aRequestThatIsSentAheadIsAnsweredInItsTurn() throws Exception {
        FakeFiles files = withFirstBytesOnly();
        Socket client = waiting(files);
        FakeChannel its = (FakeChannel) files.opened.get(0);
        FakeFiles.send(client, files.port(), LINE, "Range: bytes=10-19");
        for (int i = 0; i < 2; i++) { // with the second one, all have been looked at
            Socket other = waiting(files);
            other.close();
            Wait.until(
                    "it is noticed",
                    () -> !files.opened.get(files.opened.size() - 1).isOpen());
        }
        its.setAvailable(CONTENT.length);
        assertThat(read(client, CONTENT.length - 100)).isEqualTo(part(100, CONTENT.length));
        assertThat(FakeFiles.head(client)).startsWith("HTTP/1.1 206").contains("bytes 10-19/");
        assertThat(read(client, 10)).isEqualTo(part(10, 20));
    }

    @Test
    void aClientThatTakesNothingHasItsRequestsTakenBackUntilItGoesOn() throws Exception {
        FakeFiles files = great(new FakeFiles(Duration.ZERO, Duration.ofMinutes(1)));
        Socket client = ask(files);
        FakeFiles.head(client);
        Wait.until(
                "its channel is closed",
                () -> files.opened.size() == 1 && !files.opened.get(0).isOpen());
        int count = 0;
        while (files.opened.size() == 1) {
            byte[] bytes = read(client, 100_000);
            for (byte each : bytes) {
                assertThat(each).isEqualTo(GreatFile.at(count++));
            }
        }
        for (byte each : read(client, 20_000_000)) {
            if (each != GreatFile.at(count++)) {
                throw new AssertionError("wrong byte at " + (count - 1));
            }
        }
    }

    @Test
    void aPieceThatNeverComesIsNotWaitedForForever() throws Exception {
        channel = new FakeChannel(CONTENT);
        channel.setAvailable(0);
        FakeFiles files =
                started(new FakeFiles(Duration.ofMinutes(1), Duration.ZERO)).opens((torrent, index) -> channel);
        Socket client = ask(files);
        assertThat(FakeFiles.head(client)).startsWith("HTTP/1.1 200");
        assertThat(countBeforeEnd(client)).isZero();
        assertThat(channel.isOpen()).isFalse();
    }

    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(Streams.THREAD))
                .count();
    }

    @Test
    void manyClientsThatWaitForPiecesHoldNoThread() throws Exception {
        FakeFiles files = withFirstBytesOnly();
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            clients.add(ask(files));
        }
        for (Socket client : clients) {
            FakeFiles.head(client);
            assertThat(read(client, 100)).isEqualTo(part(0, 100));
        }
        FakeFiles.awaitNoThread();
        Wait.until("four threads read for all", () -> readers() <= 4); // those of other tests may be ending
        assertThat(files.get("fake/1/3/x", "Range", "bytes=0-9").body()).isEqualTo(part(0, 10));
        for (int i = 0; i < files.opened.size(); i++) {
            if (files.opened.get(i).isOpen()) {
                ((FakeChannel) files.opened.get(i)).setAvailable(CONTENT.length);
            }
        }
        for (Socket client : clients) {
            assertThat(read(client, CONTENT.length - 100)).isEqualTo(part(100, CONTENT.length));
        }
    }

    @Test
    void manySlowClientsHoldNoThreadAndOthersAreServed() throws Exception {
        FakeFiles files = great(new FakeFiles()).file(4, "other.mkv", CONTENT.length);
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            clients.add(ask(files));
        }
        for (Socket client : clients) {
            FakeFiles.head(client);
        }
        FakeFiles.awaitNoThread();
        Wait.until("four threads read for all", () -> readers() <= 4); // those of other tests may be ending
        for (int i = 0; i < 10; i++) {
            assertThat(files.get("fake/1/4/other.mkv").body()).hasSize(CONTENT.length);
        }
        for (Socket client : clients) {
            client.close();
        }
        Wait.until("all are closed", () -> files.opened.stream().noneMatch(each -> each.isOpen()));
    }

    @Test
    void moreClientsThanAllowedAreAskedToComeLater() throws Exception {
        FakeFiles files = great(new FakeFiles(Map.of("stream.limit", "2")));
        Socket first = ask(files);
        FakeFiles.head(first);
        Socket second = ask(files);
        FakeFiles.head(second);
        HttpResponse<byte[]> refused = files.get("fake/1/3/x");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(files.send("HEAD", "fake/1/3/x").statusCode()).isEqualTo(200);
        first.close();
        Wait.until("there is a place", () -> statusOf(files) == 206);
    }

    private static int statusOf(FakeFiles files) {
        try {
            return files.get("fake/1/3/x", "Range", "bytes=0-9").statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
