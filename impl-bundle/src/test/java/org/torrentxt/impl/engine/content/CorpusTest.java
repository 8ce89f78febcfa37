package org.torrentxt.impl.engine.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.engine.torrent.EngineView;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.network.NetworkMode;

/** Odd and hostile input ends in a torrent or in one clear line, and never outside the save path. */
class CorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/torrents");

    @TempDir
    static Path folder;

    private static LocalSession local;

    @BeforeAll
    static void start() {
        local = LocalSession.start("corpus", folder);
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    static List<Path> corpus() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void endsInATorrentOrAClearError(Path file) {
        Torrent torrent;
        try {
            torrent = local.session()
                    .add(AddTorrent.torrentFile(file).paused().build())
                    .torrent();
        } catch (TorrentException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            assertThat(e.getMessage()).doesNotContain("\n").isNotBlank();
            return;
        }
        assertThat(torrent.status()).isPresent();
        for (FileInfo info : torrent.files()) {
            Path place = folder.resolve(info.path()).normalize();
            assertThat(place).startsWithRaw(folder);
        }
        assertThat(EngineView.trackers(torrent))
                .allSatisfy(url -> assertThat(url).contains("127.0.0.1"));
        assertThat(EngineView.webSeeds(torrent))
                .allSatisfy(url -> assertThat(url).contains("127.0.0.1"));
        torrent.remove(false);
    }

    @Test
    void leavesOutDhtNodesBeyondThisHost() throws IOException {
        byte[] content = Files.readAllBytes(CORPUS.resolve("dht_nodes.torrent"));
        InfoHashes hashes = Natives.infoHashes(TorrentFiles.read(content).info_hashes());
        assertThat(TorrentFiles.load(content, NetworkMode.INTERNET).info().nodes())
                .isNotEmpty();
        assertThat(TorrentFiles.load(content, NetworkMode.LOCAL).info().nodes()).isEmpty();
        Torrent torrent = local.session()
                .add(AddTorrent.torrentBytes(content).paused().build())
                .torrent();
        assertThat(torrent.infoHashes()).isEqualTo(hashes);
        torrent.remove(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "magnet:",
                "magnet:?",
                "magnet:?xt=urn:btih:",
                "magnet:?xt=urn:btih:zz",
                "magnet:?xt=urn:btih:dd8255ecdc7ca55fb0bbf81323d87062db1f6d1",
                "magnet:?xt=urn:sha1:YNCKHTQCWBTRNJIV4WNAE52SJUQCZO5C",
                "magnet:?xt=urn:btih:zz8255ecdc7ca55fb0bbf81323d87062db1f6d1c",
                "magnet:?xt=urn:btmh:1220zz8255ecdc7ca55fb0bbf81323d87062db1f6d1c",
                "magnet:?xt=urn:btih:dd8255ecdc7ca55fb0bbf81323d87062db1f6d1c&xt=urn:btmh:zz",
                "magnet:?dn=name"
            })
    void refusesMalformedMagnets(String uri) {
        assertThatThrownBy(() -> local.session().add(AddTorrent.magnet(uri).build()))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void refusesWhatIsNoTorrentFile() {
        assertThatThrownBy(() ->
                        local.session().add(AddTorrent.torrentBytes(new byte[0]).build()))
                .hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> local.session()
                        .add(AddTorrent.torrentBytes("hello".getBytes()).build()))
                .hasMessageContaining("invalid .torrent file");
        assertThatThrownBy(() -> local.session()
                        .add(AddTorrent.torrentFile(folder.resolve("none")).build()))
                .hasMessageContaining("no such file");
        assertThatThrownBy(
                        () -> local.session().add(AddTorrent.torrentFile(folder).build()))
                .isInstanceOf(TorrentException.class);
    }
}
