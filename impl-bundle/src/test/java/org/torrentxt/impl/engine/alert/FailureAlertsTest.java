package org.torrentxt.impl.engine.alert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.torrentxt.impl.fixture.AlertAssertions.assertAlert;
import static org.torrentxt.impl.fixture.AlertAssertions.assertFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.FastresumeRejected;
import org.torrentxt.api.alert.FileError;
import org.torrentxt.api.alert.FileRenameFailed;
import org.torrentxt.api.alert.MetadataFailed;
import org.torrentxt.api.alert.ResumeDataFailed;
import org.torrentxt.api.alert.StorageMovedFailed;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.alert.TorrentDeleteFailed;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.fixture.AlertLog;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalWebSeed;
import org.torrentxt.impl.fixture.net.LyingPeer;

/** What goes wrong with files, metadata and peers is told, each time with what and why. */
class FailureAlertsTest {
    private static final int SIZE = 500_000;
    private static final int NOT_A_DIRECTORY = 20;
    private static final int NO_SPACE_LEFT = 28;
    private static final int DIRECTORY_NOT_EMPTY = 39;
    // libtorrent's own numbers
    private static final int NO_PIECE_LENGTH = 6;
    private static final int INVALID_METADATA = 14;
    private static final int MISMATCHING_INFO_HASH = 30;
    private static final int MISMATCHING_FILE_SIZE = 134;
    private static final int RESUME_DATA_NOT_MODIFIED = 143;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    // in plain text, as the lying peer knows no encryption
    private LocalSession leecherFrom(LyingPeer peer, InfoHash hash) {
        LocalSession leecher = sessions.leecher(folder, Map.of("out_enc_policy", 2));
        leecher.session()
                .add(AddTorrent.infoHash(hash).peer(peer.endpoint()).started().build());
        return leecher;
    }

    @Test
    void ofMetadataThatIsNotWhatTheHashSays() {
        LyingPeer peer = sessions.use(LyingPeer.start("d4:name1:xe"));
        LocalSession leecher = leecherFrom(peer, new InfoHash("ab".repeat(20)));
        Torrent torrent = leecher.session().torrents().get(0);
        assertFailure(
                assertAlert(leecher.alerts().await(MetadataFailed.class), "metadataFailed", 1044, leecher, torrent),
                MISMATCHING_INFO_HASH,
                Map.of());
        assertThat(torrent.status().orElseThrow().hasMetadata()).isFalse();
        assertThat(torrent.status().orElseThrow().error()).isEmpty();
    }

    @Test
    void ofMetadataThatIsOfNoUse() throws Exception {
        String metadata = "d4:name1:xe";
        LyingPeer peer = sessions.use(LyingPeer.start(metadata));
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(metadata.getBytes(ISO_8859_1));
        LocalSession leecher = leecherFrom(peer, InfoHash.of(digest));
        Torrent torrent = leecher.session().torrents().get(0);
        assertFailure(
                assertAlert(leecher.alerts().await(TorrentError.class), "torrentError", 5, leecher, torrent),
                INVALID_METADATA,
                Map.of());
        assertFailure(
                assertAlert(leecher.alerts().await(MetadataFailed.class), "metadataFailed", 1044, leecher, torrent),
                NO_PIECE_LENGTH,
                Map.of());
        assertThat(leecher.alerts().typesOf(torrent.id()))
                .containsSubsequence(AlertType.TORRENT_ADDED, AlertType.METADATA_FAILED, AlertType.TORRENT_ERROR);
        assertThat(torrent.status().orElseThrow().error()).isNotBlank();
    }

    @Test
    void ofAFullDisk() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.torrent().paused().build()).torrent();
        Path file = Files.createDirectories(Sessions.downloads(folder).resolve("content"))
                .resolve("a.bin");
        Files.createSymbolicLink(file, Path.of("/dev/full")); // only now: a torrent is not added with such a link
        torrent.connectPeer(seed.session().endpoint());
        torrent.resume();
        assertFailure(
                assertAlert(leecher.alerts().await(FileError.class), "fileError", 18, leecher, torrent),
                NO_SPACE_LEFT,
                Map.of("file", file.toString()));
        Wait.until("it only uploads", () -> torrent.flags().contains(TorrentFlag.UPLOAD_MODE));
    }

    @Test
    void ofAFileInPlaceOfTheFolder() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession leecher = sessions.leecher(folder);
        Path inTheWay = Files.createFile(
                Files.createDirectories(Sessions.downloads(folder)).resolve("content"));
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        assertFailure(
                assertAlert(leecher.alerts().await(TorrentError.class), "torrentError", 5, leecher, torrent),
                NOT_A_DIRECTORY,
                Map.of());
        FileError failed = leecher.alerts().await(FileError.class);
        assertThat(failed.file()).startsWith(inTheWay + "/");
        assertFailure(
                assertAlert(failed, "fileError", 18, leecher, torrent), NOT_A_DIRECTORY, Map.of("file", failed.file()));
        assertThat(leecher.alerts().typesOf(torrent.id()))
                .containsSubsequence(AlertType.TORRENT_ADDED, AlertType.FILE_ERROR, AlertType.TORRENT_ERROR);
    }

    @Test
    void ofFilesThatCannotBeMovedOrDeleted() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession local = seed.session();
        Torrent torrent = seed.seeding();
        Path inTheWay = Files.createFile(
                Files.createDirectories(folder.resolve("elsewhere")).resolve("content"));
        torrent.moveStorage(folder.resolve("elsewhere"));
        StorageMovedFailed moved = local.alerts().await(StorageMovedFailed.class);
        assertFailure(
                assertAlert(moved, "storageMovedFailed", 1034, local, torrent),
                NOT_A_DIRECTORY,
                Map.of("file", moved.file()));
        Path file = seed.content().resolve("sub/c.bin");
        Files.delete(file);
        Files.createDirectories(file.resolve("foreign"));
        torrent.remove(true);
        assertFailure(
                assertAlert(
                        local.alerts().await(TorrentDeleteFailed.class), "torrentDeleteFailed", 1036, local, torrent),
                DIRECTORY_NOT_EMPTY,
                Map.of());
        assertThat(local.alerts().typesOf(torrent.id()))
                .containsSubsequence(
                        AlertType.STORAGE_MOVED_FAILED, AlertType.TORRENT_REMOVED, AlertType.TORRENT_DELETE_FAILED);
    }

    @Test
    void ofFilesThatCannotBeRenamedAreTooLargeOrHaveAnotherPriority() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        Torrent torrent = seed.seeding();
        AlertLog log = seed.session().alerts();
        torrent.renameFile(0, "content/sub/b.bin/below");
        assertFailure(
                assertAlert(log.await(FileRenameFailed.class), "fileRenameFailed", 1008, seed.session(), torrent),
                NOT_A_DIRECTORY,
                Map.of("file", 0));
        torrent.setFilePriority(1, FilePriority.TOP);
        assertAlert(log.await(AlertType.FILE_PRIO), "filePrio", 1097, seed.session(), torrent)
                .containsOnlyKeys("message");

        Files.write(seed.content().resolve("a.bin"), new byte[SIZE]);
        LocalSession other = sessions.start("other", folder);
        Torrent same = other.session().add(seed.torrent().started().build()).torrent();
        assertAlert(other.alerts().await(AlertType.OVERSIZED_FILE), "oversizedFile", 1098, other, same)
                .containsOnlyKeys("message");
        other.alerts().await(TorrentChecked.class);
        assertThat(same.status().orElseThrow().isSeeding()).isFalse();
    }

    @Test
    void ofResumeDataThatIsNotThereOrDoesNotFit() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        byte[] resume = Wait.answer(seed.seeding().saveResumeData());
        Path file = seed.content().resolve("a.bin");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1_000));
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session()
                .add(AddTorrent.resumeData(resume).savePath(folder).build())
                .torrent();
        assertFailure(
                assertAlert(
                        leecher.alerts().await(FastresumeRejected.class), "fastresumeRejected", 20, leecher, torrent),
                MISMATCHING_FILE_SIZE,
                Map.of("file", file.toString()));
        leecher.alerts().await(TorrentChecked.class);
        assertThat(leecher.alerts().typesOf(torrent.id()))
                .containsSubsequence(AlertType.TORRENT_ADDED, AlertType.FASTRESUME_REJECTED, AlertType.TORRENT_CHECKED);
        assertThat(leecher.alerts().statesOf(torrent.id())).startsWith(TorrentState.CHECKING);

        // the API never asks for it on condition, but only such a request is refused on a torrent that is there
        EngineTorrent seeding = (EngineTorrent) seed.seeding();
        seeding.pause(); // one that runs is modified each second, and one that stops until this is reported
        seed.session().alerts().await(TorrentPaused.class);
        Runnable request = () -> seeding.act(handle -> handle.save_resume_data(torrent_handle.only_if_modified));
        Wait.outcome(seeding.stages().saveResumeData(request));
        CompletionStage<byte[]> second = seeding.stages().saveResumeData(request);
        assertThat(Wait.failure(second))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE))
                .hasMessageContaining("not modified");
        assertFailure(
                assertAlert(
                        seed.session().alerts().await(ResumeDataFailed.class),
                        "resumeDataFailed",
                        10,
                        seed.session(),
                        seeding),
                RESUME_DATA_NOT_MODIFIED,
                Map.of());
    }

    @Test
    void ofAWebSeedThatSendsOtherBytesAndOneThatHasNone() throws IOException {
        Seed seed = Seed.of(sessions.start("creator", folder), Content.write(folder, SIZE), TorrentFormat.V1);
        Path changed = Content.write(folder.resolve("changed"), SIZE).resolve("a.bin");
        byte[] bytes = Files.readAllBytes(changed);
        bytes[0] ^= 1;
        Files.write(changed, bytes);
        LocalWebSeed other = sessions.use(LocalWebSeed.start(folder.resolve("changed")));
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session()
                .add(seed.torrent().webSeed(other.url()).started().build())
                .torrent();
        assertAlert(leecher.alerts().await(AlertType.HASH_FAILED), "hashFailed", 1018, leecher, torrent)
                .isEqualTo(Map.of("message", "content hash for piece 0 failed"));
        assertThat(torrent.pieces().get(0)).isFalse();

        LocalWebSeed none = sessions.use(LocalWebSeed.start(folder.resolve("none")));
        torrent.addWebSeed(none.url());
        assertAlert(leecher.alerts().await(AlertType.URL_SEED), "urlSeed", 1042, leecher, torrent)
                .hasEntrySatisfying("message", text -> assertThat((String) text).contains(none.url()));
        assertThat(leecher.alerts().all()).noneMatch(TorrentFinished.class::isInstance);
    }
}
