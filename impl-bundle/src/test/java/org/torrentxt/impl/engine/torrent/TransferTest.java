package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.FileCompleted;
import org.torrentxt.api.alert.FileError;
import org.torrentxt.api.alert.MetadataReceived;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.alert.TorrentDeleted;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Wait;

class TransferTest {
    private static final int SIZE = 3_000_000;

    @TempDir
    Path folder;

    private Path content;
    private LocalSession seeder;
    private LocalSession leecher;

    @BeforeEach
    void start() {
        content = Content.write(folder, SIZE);
        seeder = LocalSession.start("seeder", folder);
        leecher = LocalSession.start("leecher", folder.resolve("downloads"));
    }

    @AfterEach
    void stop() {
        leecher.close();
        seeder.close();
    }

    private CreatedTorrent seed(TorrentFormat format) {
        CreatedTorrent created = Content.torrentOf(content, format);
        seeder.session()
                .add(AddTorrent.torrentBytes(created.content())
                        .savePath(folder)
                        .seed()
                        .started()
                        .build());
        return created;
    }

    private Torrent leech(AddTorrent.Builder request) {
        return leecher.session()
                .add(request.started().peer(seeder.endpoint()).build())
                .torrent();
    }

    private void assertSameFiles() {
        Path copy = folder.resolve("downloads/content");
        List<Path> files = Content.filesBelow(content);
        assertThat(Content.filesBelow(copy)).isEqualTo(files);
        assertThat(files)
                .allSatisfy(file -> assertThat(copy.resolve(file)).hasSameBinaryContentAs(content.resolve(file)));
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void aMagnetIsFoundAndDownloadedFromAPeer(TorrentFormat format) {
        CreatedTorrent created = seed(format);
        Torrent torrent = leech(AddTorrent.magnet(created.magnetUri()));
        leecher.alerts().await(TorrentFinished.class);

        assertSameFiles();
        assertThat(torrent.infoHashes()).isEqualTo(created.infoHashes());
        assertThat(created.infoHashes().stream().map(leecher.session()::find))
                .allSatisfy(found -> assertThat(found).contains(torrent));
        TorrentStatus status = torrent.status().orElseThrow();
        assertThat(status.progress()).isEqualTo(1.0);
        assertThat(status.totalSize()).isEqualTo(SIZE);
        assertThat(status.numPieces()).isEqualTo(created.numPieces());
        assertThat(status.piecesDone()).isEqualTo(created.numPieces());
        assertThat(status.pieceLength()).isEqualTo(created.pieceLength());
        assertThat(status.isFinished()).isTrue();
        assertThat(torrent.pieces().cardinality()).isEqualTo(created.numPieces());
        assertThat(torrent.files())
                .extracting(FileInfo::path)
                .containsExactly("content/a.bin", "content/sub/b.bin", "content/sub/c.bin");
        assertThat(torrent.files())
                .allSatisfy(file -> assertThat(file.progress()).isEqualTo(file.size()));
    }

    @Test
    void theAlertsOfADownloadComeInOrder() {
        CreatedTorrent created = seed(TorrentFormat.HYBRID);
        Torrent torrent = leech(AddTorrent.magnet(created.magnetUri()));
        leecher.alerts().await(TorrentFinished.class);
        leecher.alerts()
                .await(
                        FileCompleted.class,
                        alert -> alert.file() == torrent.files().get(2).index());

        List<AlertType> types = leecher.alerts().typesOf(torrent.id());
        assertThat(types.get(0)).isEqualTo(AlertType.TORRENT_ADDED);
        assertThat(types)
                .containsSubsequence(
                        AlertType.TORRENT_ADDED,
                        AlertType.METADATA_RECEIVED,
                        AlertType.STATE_CHANGED,
                        AlertType.PIECE_FINISHED,
                        AlertType.TORRENT_FINISHED);
        assertThat(leecher.alerts().await(MetadataReceived.class).torrentName()).isEqualTo("content");
        assertThat(types.stream().filter(AlertType.PIECE_FINISHED::equals)).hasSize(created.numPieces());
        assertThat(leecher.alerts().all())
                .filteredOn(alert -> alert.torrent() == torrent.id() && alert.type() != AlertType.TORRENT_ADDED)
                .allSatisfy(alert -> assertThat(alert.infoHashes()).isEqualTo(created.infoHashes()));
    }

    @Test
    void aPeerNamedWhilePausedIsDialledLater() {
        CreatedTorrent created = seed(TorrentFormat.V1);
        Torrent torrent = leecher.session()
                .add(AddTorrent.torrentBytes(created.content()).paused().build())
                .torrent();
        leecher.alerts().await(TorrentChecked.class);
        torrent.connectPeer(seeder.endpoint());
        assertThat(torrent.peers()).isEmpty();
        torrent.resume();
        leecher.alerts().await(TorrentFinished.class);
        assertSameFiles();
    }

    @Test
    void theTorrentFileOfAMagnetIsThatOfItsSource() {
        CreatedTorrent created = seed(TorrentFormat.HYBRID);
        Torrent torrent = leech(AddTorrent.magnet(created.magnetUri()));
        leecher.alerts().await(TorrentFinished.class);
        byte[] file = torrent.torrentFile().orElseThrow();
        try (LocalSession third = LocalSession.start("third", folder.resolve("third"))) {
            Torrent again =
                    third.session().add(AddTorrent.torrentBytes(file).build()).torrent();
            assertThat(again.infoHashes()).isEqualTo(created.infoHashes());
        }
    }

    @Test
    void peersAreListedWhileConnected() {
        CreatedTorrent created = seed(TorrentFormat.V1);
        seeder.session().settings().set("upload_rate_limit", 100_000);
        Torrent torrent = leech(AddTorrent.torrentBytes(created.content()));
        leecher.alerts().await(PieceFinished.class);
        // the engine may replace one connection by another
        PeerInfo peer = Wait.forValue(
                        "one peer sends",
                        torrent::peers,
                        peers -> peers.size() == 1 && peers.get(0).totalDown() > 0)
                .get(0);
        assertThat(peer.endpoint()).isEqualTo(seeder.endpoint());
        assertThat(peer.client()).startsWith("TorrentXT");
        torrent.setFlags(Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD), Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD));
        assertThat(torrent.flags()).contains(TorrentFlag.SEQUENTIAL_DOWNLOAD);
        torrent.pause();
        leecher.alerts().await(TorrentPaused.class);
        assertThat(torrent.status()).get().extracting(TorrentStatus::state).isEqualTo(TorrentState.DOWNLOADING);
    }

    @Test
    void removingWithFilesDeletesThem() {
        CreatedTorrent created = seed(TorrentFormat.V1);
        Torrent torrent = leech(AddTorrent.torrentBytes(created.content()));
        leecher.alerts().await(TorrentFinished.class);
        torrent.remove(true);
        assertThat(leecher.alerts().await(TorrentDeleted.class).torrent()).isEqualTo(torrent.id());
        assertThat(folder.resolve("downloads/content")).doesNotExist();
        assertThat(content).isDirectory();
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAndStopsTheTorrentAlone() throws Exception {
        CreatedTorrent created = seed(TorrentFormat.V1);
        // a file where the torrent's folder should be
        Files.createDirectories(folder.resolve("downloads"));
        Files.createFile(folder.resolve("downloads/content"));
        Torrent torrent = leech(AddTorrent.torrentBytes(created.content()));
        FileError error = leecher.alerts().await(FileError.class);
        assertThat(error.torrent()).isEqualTo(torrent.id());
        assertThat(error.file()).contains("content");
        assertThat(error.failure().message()).isNotBlank();
        assertThat(leecher.alerts().await(TorrentError.class).torrent()).isEqualTo(torrent.id());
        assertThat(torrent.status())
                .get()
                .extracting(TorrentStatus::error)
                .asString()
                .isNotBlank();
        assertThat(leecher.session().isPaused()).isFalse();
    }
}
