package org.torrentxt.impl.engine.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.TorrentState;

/** A saved torrent whose files cannot be used remains as it was, can be changed, and never touches its place. */
class AbsentFilesTest {
    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private Path state;
    private LocalSession local;

    @BeforeEach
    void start() {
        state = folder.resolve("state");
        local = start(Duration.ofHours(1));
    }

    private LocalSession start(Duration interval) {
        return sessions.use(LocalSession.startSaved(
                "local", folder, new EngineOptions.State(state, interval, Duration.ofSeconds(10)), Map.of()));
    }

    private Torrent restart(int id) {
        local.close();
        local = start(Duration.ofHours(1));
        return find(id);
    }

    private Torrent find(int id) {
        return local.session().find(id).orElseThrow();
    }

    private static TorrentStatus status(Torrent torrent) {
        return torrent.status().orElseThrow();
    }

    private Torrent seed(TorrentFormat format) {
        Torrent torrent =
                sessions.seedWith(local, Content.write(folder, 100_000), format).seeding();
        Wait.until("it is complete", () -> status(torrent).isSeeding());
        return torrent;
    }

    private Torrent restartWithoutContent(int id) throws IOException {
        local.close();
        Files.move(folder.resolve("content"), folder.resolve("elsewhere"));
        local = start(Duration.ofHours(1));
        return find(id);
    }

    private void putBack() throws IOException {
        Files.move(folder.resolve("elsewhere"), folder.resolve("content"));
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void isShownAsItWas(TorrentFormat format) throws IOException {
        Torrent before = seed(format);
        before.setUploadLimit(7_000);
        TorrentStatus wanted = status(before);
        List<FileInfo> files = before.files();
        BitSet pieces = before.pieces();

        Torrent after = restartWithoutContent(before.id());

        TorrentStatus shown = status(after);
        assertThat(shown.name()).isEqualTo(wanted.name());
        assertThat(shown.totalSize()).isEqualTo(wanted.totalSize());
        assertThat(shown.totalDone()).isEqualTo(wanted.totalDone());
        assertThat(shown.progress()).isEqualTo(wanted.progress());
        assertThat(shown.numPieces()).isEqualTo(wanted.numPieces());
        assertThat(shown.hasMetadata()).isTrue();
        assertThat(shown.isPaused()).isTrue();
        assertThat(shown.error()).contains("file missing", "mount its disk");
        assertThat(after.files()).isEqualTo(files);
        assertThat(after.pieces()).isEqualTo(pieces);
        assertThat(after.uploadLimit()).isEqualTo(7_000);
        assertThat(after.torrentFile()).isPresent();
        assertThat(folder.resolve("content")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsChangedMeanwhileIsKept(boolean paused) throws IOException {
        Torrent torrent = restartWithoutContent(seed(TorrentFormat.V1).id());
        int id = torrent.id();
        torrent.setUploadLimit(12_345);
        torrent.setDownloadLimit(54_321);
        torrent.setMaxConnections(17);
        torrent.setMaxUploads(5);
        torrent.setFilePriority(0, new FilePriority(7));
        torrent.replaceTrackers(List.of(List.of("http://127.0.0.1:1/announce")));
        torrent.addTracker("http://127.0.0.1:2/announce", 2);
        torrent.addWebSeed("http://127.0.0.1:1/seed/");
        torrent.setLabels(Set.of("one"));
        torrent.setFlags(Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD), Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD));
        if (paused) {
            torrent.pause();
        }
        assertChanged(torrent);

        assertChanged(restart(id));
        assertChanged(restart(id));

        putBack();
        Torrent mended = restart(id);
        assertChanged(mended);
        Wait.until("it is complete", () -> status(mended).isFinished());
        assertThat(status(mended).error()).isEmpty();
        assertThat(status(mended).isPaused()).isEqualTo(paused);
        assertThat(mended.pieces().cardinality()).isEqualTo(status(mended).numPieces());
    }

    private static void assertChanged(Torrent torrent) {
        assertThat(torrent.uploadLimit()).isEqualTo(12_345);
        assertThat(torrent.downloadLimit()).isEqualTo(54_321);
        assertThat(torrent.maxConnections()).isEqualTo(17);
        assertThat(torrent.maxUploads()).isEqualTo(5);
        assertThat(torrent.files().get(0).priority()).isEqualTo(new FilePriority(7));
        assertThat(torrent.trackers())
                .extracting(TrackerInfo::url)
                .containsExactly("http://127.0.0.1:1/announce", "http://127.0.0.1:2/announce");
        assertThat(torrent.webSeeds()).containsExactly("http://127.0.0.1:1/seed/");
        assertThat(torrent.labels()).containsExactly("one");
        assertThat(torrent.flags()).contains(TorrentFlag.SEQUENTIAL_DOWNLOAD);
    }

    @Test
    void whatNeedsTheFilesIsRefusedWithTheReason() throws IOException {
        Torrent torrent = restartWithoutContent(seed(TorrentFormat.V1).id());
        List<ThrowingCallable> calls = List.of(
                torrent::resume,
                torrent::resumeNow,
                () -> torrent.renameFile(0, "content/other"),
                () -> torrent.moveStorage(Files.createDirectories(folder.resolve("target"))),
                () -> torrent.open(0, ReadOptions.defaults()),
                () -> torrent.readPiece(0));
        for (ThrowingCallable call : calls) {
            assertThatExceptionOfType(TorrentException.class)
                    .isThrownBy(call)
                    .withMessageContaining("file missing")
                    .withMessageContaining("resume the torrent");
        }
        torrent.setFlags(Set.of(), Set.of(TorrentFlag.PAUSED));
        assertThat(status(torrent).isPaused()).isTrue();
        local.session().pause();
        local.session().resume();
        assertThat(status(torrent).isPaused()).isTrue();
        assertThat(folder.resolve("content")).doesNotExist();
    }

    @Test
    void runsAsSoonAsItsFilesAreThereAgain() throws IOException {
        Torrent before = seed(TorrentFormat.V1);
        local.close();
        Files.move(folder.resolve("content"), folder.resolve("elsewhere"));
        local = start(Duration.ofSeconds(1));
        Torrent waiting = find(before.id());
        assertThat(status(waiting).error()).contains("file missing");

        putBack();

        Wait.until(
                "it runs",
                () -> status(waiting).error().isEmpty() && !status(waiting).isPaused());
        Wait.until("it seeds", () -> status(waiting).isSeeding());
    }

    @Test
    void skippedFilesAreCheckedOnceTheOthersAreThereAgain() throws IOException {
        Torrent before = seed(TorrentFormat.V1);
        before.setFilePriority(0, FilePriority.SKIP);
        int pieces = before.pieces().cardinality();
        Wait.answer(local.session().saveState());
        Torrent waiting = restartWithoutContent(before.id());
        assertThat(status(waiting).error()).isNotEmpty();
        waiting.setFilePriority(1, FilePriority.SKIP);
        waiting.setFilePriority(1, FilePriority.NORMAL);
        putBack();

        waiting.resume();

        Wait.until(
                "it has all",
                () -> waiting.pieces().cardinality() == pieces
                        && status(waiting).isFinished());
        assertThat(Wait.answer(waiting.readPiece(0))).isNotEmpty();
        Seed leech = new Seed(
                local, folder.resolve("content"), Content.torrentOf(folder.resolve("content"), TorrentFormat.V1));
        LocalSession other = sessions.leecher(folder);
        Torrent copy = other.session().add(leech.download().build()).torrent();
        Wait.answer(copy.whenFinished());
        leech.assertCopiedTo(Sessions.downloads(folder));
    }

    @Test
    void aPathThatLeadsOutNowIsNotUsed(@TempDir Path outside) throws IOException {
        Torrent before = seed(TorrentFormat.V1);
        local.close();
        Files.move(folder.resolve("content"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("content"), outside);
        local = start(Duration.ofHours(1));

        Torrent after = find(before.id());
        assertThat(status(after).error()).contains("content", "save path");
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(after::resume)
                .withMessageContaining("save path");
        assertThat(outside).isEmptyDirectory();

        Files.delete(folder.resolve("content"));
        putBack();
        after.resume();
        Wait.until(
                "it is complete",
                () -> status(after).isSeeding() && status(after).error().isEmpty());
    }

    @Test
    void aTorrentThatCannotBeLoadedKeepsItsIdAndLabelsWhenItIsAddedAgain() throws IOException {
        Torrent before = seed(TorrentFormat.V1);
        before.setLabels(Set.of("kept"));
        before.setAttributes(Map.of("org.example", "value"));
        int id = before.id();
        local.close();
        Path file = state.resolve(id + ".resume");
        TorrentState saved = TorrentState.read(Files.readAllBytes(file));
        ResumeDictionary bad = saved.resume().with("mapped_files", List.of(ByteString.of("../../out")));
        Files.write(file, saved.withResume(bad).toBytes());
        byte[] unusable = Files.readAllBytes(file);
        local = start(Duration.ofHours(1));
        Wait.answer(local.session().whenLoaded());
        assertThat(local.session().find(id)).isEmpty();
        assertThat(file).hasBinaryContent(unusable);
        assertThat(problems()).anyMatch(problem -> problem.contains("torrent " + id + " was not loaded"));

        Torrent again = seed(TorrentFormat.V1);

        assertThat(again.id()).isEqualTo(id);
        assertThat(again.labels()).containsExactly("kept");
        assertThat(again.attributes()).isEqualTo(Map.of("org.example", "value"));
        assertThat(problems()).isEmpty();
        Torrent restarted = restart(id);
        assertThat(local.session().torrents()).hasSize(1);
        assertThat(restarted.labels()).containsExactly("kept");
    }

    private List<String> problems() {
        return local.session().problems().stream().map(SessionProblem::text).toList();
    }
}
