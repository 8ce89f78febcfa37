package org.torrentxt.impl.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.create.TestCreator;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** URLs of files in torrents of real sessions: what they give, what they wait for, and how they fail. */
@Timeout(60)
class TorrentUrlHandlerTest {
    private static final int SIZE = 1_000_000;
    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private final TorrentUrlHandler handler = new TorrentUrlHandler();

    private URL url(String text) throws MalformedURLException {
        return new URL(null, text, new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return handler.openConnection(url);
            }
        });
    }

    private byte[] read(String text) throws IOException {
        try (InputStream in = url(text).openStream()) {
            return in.readAllBytes();
        }
    }

    private Seed seed() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        Wait.until("it seeds", () -> seed.seeding().status().orElseThrow().isSeeding());
        return seed;
    }

    private static InfoHash hash(Seed seed) {
        return seed.created().infoHashes().best().orElseThrow();
    }

    private Torrent leech(Seed seed, boolean isStarted) {
        LocalSession leecher = sessions.leecher(folder);
        handler.addSession(leecher.session());
        if (isStarted) {
            return leecher.session().add(seed.magnet().build()).torrent();
        }
        Torrent torrent = leecher.session().add(seed.torrent().paused().build()).torrent();
        leecher.alerts().await(TorrentChecked.class, alert -> alert.torrent() == torrent.id());
        return torrent;
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void aFileIsReadWhileItsTorrentIsFetchedByAMagnetLink(TorrentFormat format) throws IOException {
        Seed seed = sessions.seed(folder, SIZE, format, Map.of("upload_rate_limit", 1_000_000));
        Torrent torrent = leech(seed, true);

        assertThat(read("torrent:" + hash(seed).hex() + "/content/sub/b.bin"))
                .isEqualTo(Files.readAllBytes(folder.resolve("content/sub/b.bin")));
        assertThat(torrent.openChannels()).isZero();
    }

    @Test
    void namesAreDecodedAndSizesKnown() throws IOException {
        Path odd = Files.createDirectories(folder.resolve("odd"));
        Files.writeString(odd.resolve("a b+c#d?100%é.txt"), "odd");
        LocalSession local = sessions.start("local", folder);
        handler.addSession(local.session());
        Seed seed = sessions.seedWith(local, odd, TorrentFormat.V1);
        String url = "torrent:" + hash(seed).hex().toUpperCase() + "/odd/a%20b+c%23d%3F100%25%C3%A9.txt";

        assertThat(read(url)).asString().isEqualTo("odd");
        assertThat(read(url.replace("%20", " "))).asString().isEqualTo("odd");
        assertThat(url(url).openConnection().getContentLengthLong()).isEqualTo(3);
    }

    @Test
    void amongSessionsTheOneWithTheCompleteTorrentIsRead() throws IOException {
        Seed seed = seed();
        leech(seed, false);
        handler.addSession(seed.session().session());

        assertThat(read("torrent:" + hash(seed).hex() + "/content/a.bin"))
                .isEqualTo(Files.readAllBytes(folder.resolve("content/a.bin")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "torrent:",
                "torrent:" + HASH,
                "torrent:" + HASH + "/",
                "torrent:/" + HASH + "/a",
                "torrent://" + HASH + "/a",
                "torrent:" + HASH + "/a?b",
                "torrent:" + HASH + "/a#b",
                "torrent:" + HASH + "/a%zz",
                "torrent:abc/a"
            })
    void whatIsNoSuchUrlIsRefusedWithTheRightForm(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedURLException.class)
                .hasMessageContaining("invalid URL '" + text + "'")
                .hasMessageContaining("expected");
        assertThat(handler.getHostAddress(null)).as("no name is looked up").isNull();
    }

    @Test
    void torrentsAndFilesThatDoNotExistAreNamed() throws IOException {
        assertThatThrownBy(() -> read("torrent:" + HASH + "/a"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("no session has torrent " + HASH + "; add it first, as with torrent:add");

        Seed seed = seed();
        handler.addSession(seed.session().session());
        Files.writeString(folder.resolve("secret"), "secret");
        String start = "torrent:" + hash(seed).hex() + "/";
        for (String path : Set.of("secret", "content/..%2F..%2Fsecret", "content/%2e%2e/secret", "content", "a.bin")) {
            assertThatThrownBy(() -> read(start + path))
                    .isInstanceOf(FileNotFoundException.class)
                    .hasMessageContaining("has no file")
                    .hasMessageContaining("'content/a.bin', 'content/sub/b.bin', 'content/sub/c.bin'");
        }
        assertThat(url(start + "none").openConnection().getContentLengthLong()).isEqualTo(-1);

        handler.removeSession(seed.session().session());
        assertThatThrownBy(() -> read(start + "content/a.bin")).hasMessageContaining("no session has torrent");
    }

    @Test
    void waitingHasAnEndThatSaysWhatIsMissing() throws IOException {
        Seed seed = seed();
        Torrent torrent = leech(seed, false);
        URLConnection connection =
                url("torrent:" + hash(seed).hex() + "/content/a.bin").openConnection();
        connection.setReadTimeout(200);
        try (InputStream in = connection.getInputStream()) {
            assertThatThrownBy(in::read)
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageEndingWith("the torrent is paused, resume it");
            torrent.setFilePriority(0, FilePriority.SKIP);
            Wait.until("skipped", () -> torrent.files().get(0).priority().equals(FilePriority.SKIP));
            assertThatThrownBy(in::read)
                    .hasMessageStartingWith("cannot read torrent:")
                    .cause()
                    .isInstanceOfSatisfying(
                            TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
        }
    }

    @Test
    void metadataThatNobodyHasIsWaitedForNoLonger() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "other");
        String magnet = TestCreator.create(
                        CreateTorrent.of(other).format(TorrentFormat.V1).build())
                .magnetUri();
        LocalSession local = sessions.start("local", folder);
        handler.addSession(local.session());
        InfoHash hash = local.session()
                .add(AddTorrent.magnet(magnet).started().build())
                .torrent()
                .infoHashes()
                .best()
                .orElseThrow();
        URLConnection connection = url("torrent:" + hash.hex() + "/other").openConnection();
        connection.setConnectTimeout(200);

        assertThatThrownBy(connection::connect)
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("the metadata of the torrent has not arrived");
    }

    @Test
    void aTorrentThatIsRemovedMeanwhileEndsTheRead() throws IOException {
        Seed seed = seed();
        Torrent torrent = leech(seed, false);
        try (InputStream in =
                url("torrent:" + hash(seed).hex() + "/content/a.bin").openStream()) {
            torrent.remove(false).toCompletableFuture().join();
            assertThatThrownBy(in::read)
                    .hasMessageStartingWith("cannot read torrent:")
                    .cause()
                    .isInstanceOfSatisfying(
                            TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_HANDLE));
        }
    }
}
