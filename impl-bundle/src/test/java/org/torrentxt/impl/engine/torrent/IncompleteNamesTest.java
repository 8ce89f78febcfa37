package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.FileRenamed;
import org.torrentxt.api.alert.TorrentDeleted;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.create.TestCreator;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.OtherFileSystem;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.storage.Leftovers;
import org.torrentxt.impl.suffix.SuffixedFiles;

/** Names of incomplete files end with .part on disk, whatever happens meanwhile, and nobody else sees that. */
class IncompleteNamesTest {
    private static final int SIZE = 400_000;
    private static final List<String> OWN = List.of("content/a.bin", "content/sub/b.bin", "content/sub/c.bin");

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @RegisterExtension
    final OtherFileSystem other = new OtherFileSystem();

    @TempDir
    Path folder;

    private Seed seed;
    private LocalSession leecher;

    private void start(TorrentFormat format) {
        seed = sessions.seed(folder, SIZE, format);
        leecher = sessions.leecher(folder);
    }

    private void startSaved() {
        seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        leecher = sessions.saved(Sessions.downloads(folder), folder.resolve("state"));
    }

    private Path downloads() {
        return Sessions.downloads(folder);
    }

    private List<String> onDisk() {
        return Content.filesBelow(downloads()).stream()
                .map(Path::toString)
                .filter(path -> !path.endsWith(".parts"))
                .toList();
    }

    private static List<String> paths(Torrent torrent) {
        return torrent.files().stream().map(FileInfo::path).toList();
    }

    private Torrent add(AddTorrent.Builder request) {
        return leecher.session().add(request.partSuffix().build()).torrent();
    }

    // one that no other file has a part of
    private static Map<Integer, FilePriority> middlePieces(Torrent torrent, FilePriority priority, int... files) {
        List<FileInfo> all = torrent.files();
        return IntStream.of(files)
                .mapToObj(all::get)
                .collect(Collectors.toMap(file -> file.firstPiece() + 1, file -> priority));
    }

    /** Has all but a piece of each of those files, by their order. */
    private Torrent downloadBut(int... files) {
        Torrent torrent = add(seed.torrent().paused());
        return downloadBut(torrent, files);
    }

    private Torrent downloadBut(Torrent torrent, int... files) {
        Map<Integer, FilePriority> skipped = middlePieces(torrent, FilePriority.SKIP, files);
        torrent.setPiecePriorities(skipped);
        torrent.resumeNow();
        torrent.connectPeer(seed.session().endpoint());
        int wanted = torrent.status().orElseThrow().numPieces() - skipped.size();
        Wait.until("all other pieces are there", () -> torrent.pieces().cardinality() == wanted);
        leecher.alerts().await(TorrentFinished.class); // as nothing else is wanted
        return torrent;
    }

    private void downloadRest(Torrent torrent, int... files) {
        leecher.alerts().clear();
        torrent.setPiecePriorities(middlePieces(torrent, FilePriority.NORMAL, files));
        torrent.connectPeer(seed.session().endpoint());
        leecher.alerts().await(TorrentFinished.class, TorrentFinished::downloaded); // a check may finish late
    }

    private void awaitOnDisk(String... files) {
        List<String> wanted = List.of(files);
        Wait.forValue("on disk there are " + wanted, this::onDisk, wanted::equals);
    }

    private void assertNobodySawARename() {
        assertThat(leecher.alerts().all()).noneMatch(FileRenamed.class::isInstance);
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void areOwnOnceFilesAreComplete(TorrentFormat format) {
        start(format);
        Torrent torrent = downloadBut(0, 2);
        awaitOnDisk("content/a.bin.part", "content/sub/b.bin", "content/sub/c.bin.part");
        assertThat(paths(torrent)).isEqualTo(OWN);
        downloadRest(torrent, 0, 2);
        seed.assertCopiedTo(downloads()); // as soon as that is told
        assertThat(paths(torrent)).isEqualTo(OWN);
        assertNobodySawARename();
        Wait.answer(torrent.recheck());
        assertThat(torrent.status().orElseThrow().isSeeding()).isTrue();
    }

    @Test
    void areOwnWithoutTheChoice() {
        start(TorrentFormat.HYBRID);
        Torrent torrent = leecher.session().add(seed.torrent().paused().build()).torrent();
        downloadBut(torrent, 0);
        assertThat(onDisk()).isEqualTo(OWN);
    }

    @Test
    void whoWaitsForTheEndFindsThem() {
        start(TorrentFormat.V1);
        Torrent torrent = add(seed.download());
        List<String> found = Wait.answer(torrent.whenFinished().thenApply(finished -> onDisk()));
        assertThat(found).isEqualTo(OWN);
    }

    @Test
    void ofASingleFileIsSuffixedToo() throws IOException {
        Path file = Files.write(folder.resolve("film.mkv"), new byte[SIZE]);
        seed = sessions.seedWith(sessions.start("seeder", folder), file, TorrentFormat.HYBRID);
        leecher = sessions.leecher(folder);
        Torrent torrent = downloadBut(0);
        awaitOnDisk("film.mkv.part");
        assertThat(paths(torrent)).containsExactly("film.mkv");
        assertThat(torrent.status().orElseThrow().name()).isEqualTo("film.mkv");
        downloadRest(torrent, 0);
        assertThat(leecher.alerts().await(TorrentFinished.class).content())
                .isEqualTo(downloads().resolve("film.mkv").toString());
        assertThat(onDisk()).containsExactly("film.mkv");
    }

    @Test
    void contentThatIsThereIsFound() throws IOException {
        start(TorrentFormat.HYBRID);
        Files.createDirectories(downloads().resolve("content/sub"));
        Files.copy(seed.content().resolve("sub/b.bin"), downloads().resolve("content/sub/b.bin"));
        Files.copy(seed.content().resolve("sub/c.bin"), downloads().resolve("content/sub/c.bin.part"));
        Torrent torrent = add(seed.torrent().paused());
        Wait.answer(torrent.recheck());
        FileInfo[] files = torrent.files().toArray(FileInfo[]::new);
        assertThat(files[0].progress()).isZero();
        assertThat(files[1].progress()).isEqualTo(files[1].size());
        assertThat(files[2].progress()).isEqualTo(files[2].size());
        awaitOnDisk("content/sub/b.bin", "content/sub/c.bin"); // that is what the check has found
        torrent.resumeNow();
        torrent.connectPeer(seed.session().endpoint());
        leecher.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(downloads());
    }

    @Test
    void contentThatAProcessHasLeftInAMoveIsFound() throws IOException {
        start(TorrentFormat.HYBRID);
        String tag = Leftovers.tag(seed.created().infoHashes());
        Path aside = downloads().resolve("." + tag + ".moved/content");
        Files.createDirectories(aside);
        Files.copy(seed.content().resolve("a.bin"), aside.resolve("a.bin"));
        Torrent torrent = add(seed.torrent().paused());
        Wait.answer(torrent.recheck());
        assertThat(torrent.files().get(0).progress()).isEqualTo(SIZE / 2);
        assertThat(onDisk()).containsExactly("content/a.bin");
    }

    @Test
    void aTakenNameIsNotReplaced() throws IOException {
        start(TorrentFormat.HYBRID);
        Torrent torrent = downloadBut(0);
        Path foreign = Files.writeString(downloads().resolve("content/a.bin"), "mine");
        downloadRest(torrent, 0);
        assertThat(foreign).hasContent("mine");
        assertThat(downloads().resolve("content/a.bin.part"))
                .hasSameBinaryContentAs(seed.content().resolve("a.bin"));
        assertThat(paths(torrent)).isEqualTo(OWN);
        assertThat(torrent.status().orElseThrow().isSeeding()).isTrue();
        Files.move(foreign, downloads().resolve("mine"));
        torrent.pause();
        torrent.resumeNow();
        awaitOnDisk("content/a.bin", "content/sub/b.bin", "content/sub/c.bin", "mine");
        seed.assertCopiedTo(downloads());
    }

    @Test
    void aFileWhoseNameWouldBeThatOfAnotherKeepsIt() throws IOException {
        Path content = Files.createDirectories(folder.resolve("content"));
        for (String name : List.of("a", "a.part", "b.part", "empty")) {
            Files.write(content.resolve(name), new byte[name.equals("empty") ? 0 : SIZE]);
        }
        seed = sessions.seeding(new Seed(
                sessions.start("seeder", folder),
                content,
                TestCreator.create(CreateTorrent.of(content)
                        .format(TorrentFormat.V1)
                        .pieceLength(65_536)
                        .build())));
        leecher = sessions.leecher(folder);
        Torrent torrent = downloadBut(0, 1, 2);
        assertThat(onDisk()).containsExactly("content/a", "content/a.part", "content/b.part", "content/empty");
        downloadRest(torrent, 0, 1, 2);
        seed.assertCopiedTo(downloads());
    }

    @Test
    void isReadWhileItIsIncomplete() throws IOException {
        start(TorrentFormat.V2);
        Torrent torrent = downloadBut(0);
        byte[] wanted = Files.readAllBytes(seed.content().resolve("a.bin"));
        try (TorrentChannel channel = torrent.open(0)) {
            ByteBuffer begin = ByteBuffer.allocate(1000);
            while (begin.hasRemaining() && channel.read(begin) >= 0) {}
            assertThat(begin.array()).isEqualTo(Arrays.copyOf(wanted, 1000));
            downloadRest(torrent, 0);
            ByteBuffer rest = ByteBuffer.allocate(wanted.length - 1000);
            while (rest.hasRemaining() && channel.read(rest) >= 0) {}
            assertThat(rest.array()).isEqualTo(Arrays.copyOfRange(wanted, 1000, wanted.length));
        }
    }

    @Test
    void usersRenameFilesMeanwhile() {
        start(TorrentFormat.HYBRID);
        Torrent torrent = downloadBut(0, 1);
        int a = torrent.files().get(0).index();
        int c = torrent.files().get(2).index();
        assertThat(Wait.answer(torrent.renameFile(a, "content/new/a.mkv"))).isEqualTo("content/new/a.mkv");
        assertThat(leecher.alerts().await(FileRenamed.class).path()).isEqualTo("content/new/a.mkv");
        assertThat(Wait.answer(torrent.renameFile(c, "content/c.part"))).isEqualTo("content/c.part"); // is complete
        awaitOnDisk("content/c.part", "content/new/a.mkv.part", "content/sub/b.bin.part");
        assertThat(paths(torrent)).containsExactly("content/new/a.mkv", "content/sub/b.bin", "content/c.part");
        for (String wrong :
                List.of("content/x.part", "content/sub/b.bin", "content/sub/b.bin.part", "content/c.part")) {
            assertThatExceptionOfType(TorrentException.class)
                    .isThrownBy(() -> torrent.renameFile(a, wrong))
                    .withMessageContaining("'" + wrong + "'");
        }
        downloadRest(torrent, 0, 1);
        assertThat(onDisk()).containsExactly("content/c.part", "content/new/a.mkv", "content/sub/b.bin");
        assertThat(paths(torrent)).containsExactly("content/new/a.mkv", "content/sub/b.bin", "content/c.part");
    }

    @Test
    void filesMoveMeanwhileAndAreDeletedWithTheTorrent() {
        start(TorrentFormat.HYBRID);
        Torrent torrent = downloadBut(0);
        Path elsewhere = folder.resolve("elsewhere");
        Wait.answer(torrent.moveStorage(elsewhere));
        assertThat(Content.filesBelow(elsewhere)).contains(Path.of("content/a.bin.part"), Path.of("content/sub/b.bin"));
        downloadRest(torrent, 0);
        seed.assertCopiedTo(elsewhere);
        torrent.remove(true);
        leecher.alerts().await(TorrentDeleted.class);
        assertThat(Content.filesBelow(elsewhere)).isEmpty();
    }

    @Test
    void doNotMoveToWhereSomethingHasTheirOwnNames() throws IOException {
        start(TorrentFormat.HYBRID);
        Torrent torrent = downloadBut(0);
        Path elsewhere = folder.resolve("elsewhere");
        Path foreign = Files.createDirectories(elsewhere.resolve("content")).resolve("a.bin");
        Files.writeString(foreign, "mine");
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> torrent.moveStorage(elsewhere))
                .withMessageContaining(foreign.toString());
        downloadRest(torrent, 0);
        seed.assertCopiedTo(downloads());
        assertThat(foreign).hasContent("mine");
    }

    @Test
    void filesMoveToAnotherFileSystemMeanwhile() throws IOException {
        other.assertIsOtherThan(folder);
        start(TorrentFormat.HYBRID);
        Torrent torrent = downloadBut(0);
        Wait.answer(torrent.moveStorage(other.folder()));
        assertThat(Content.filesBelow(downloads())).isEmpty();
        assertThat(Content.filesBelow(other.folder())).contains(Path.of("content/a.bin.part"));
        downloadRest(torrent, 0);
        seed.assertCopiedTo(other.folder());
    }

    @Test
    void incompleteFilesAreDeletedWithTheTorrent() {
        start(TorrentFormat.V1);
        Torrent torrent = downloadBut(0, 1);
        torrent.remove(true);
        leecher.alerts().await(TorrentDeleted.class);
        assertThat(Content.filesBelow(downloads())).isEmpty();
    }

    @Test
    void skippedFilesHaveNoneUntilTheyAreWanted() {
        start(TorrentFormat.V1);
        Torrent torrent = add(seed.torrent().paused().filePriority(1, FilePriority.SKIP));
        torrent.resumeNow();
        torrent.connectPeer(seed.session().endpoint());
        leecher.alerts().await(TorrentFinished.class);
        assertThat(onDisk()).containsExactly("content/a.bin", "content/sub/c.bin");
        assertThat(paths(torrent)).isEqualTo(OWN);
        leecher.alerts().clear();
        torrent.setFilePriority(1, FilePriority.NORMAL);
        torrent.connectPeer(seed.session().endpoint());
        leecher.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(downloads());
    }

    @Test
    void ofAMagnetLinkAreSuffixedWhenTheMetadataArrives() {
        startSaved();
        Torrent before = add(AddTorrent.magnet(seed.created().magnetUri()).set(TorrentFlag.UPLOAD_MODE));
        leecher.close();
        leecher = sessions.saved(downloads(), folder.resolve("state")); // it lasts
        Torrent torrent = leecher.session().find(before.id()).orElseThrow();
        torrent.resumeNow();
        torrent.connectPeer(seed.session().endpoint());
        Wait.answer(torrent.whenMetadata());
        assertThat(paths(torrent)).isEqualTo(OWN);
        Map<Integer, FilePriority> skipped = middlePieces(torrent, FilePriority.SKIP, 0);
        torrent.setPiecePriorities(skipped);
        torrent.setFlags(Set.of(), Set.of(TorrentFlag.UPLOAD_MODE));
        torrent.connectPeer(seed.session().endpoint());
        awaitOnDisk("content/a.bin.part", "content/sub/b.bin", "content/sub/c.bin");
        leecher.alerts().await(TorrentFinished.class);
        assertNobodySawARename();
        downloadRest(torrent, 0);
        seed.assertCopiedTo(downloads());
    }

    @Test
    void whatWasLeftBehindIsNotReplacedWhenTheMetadataOfAMagnetLinkArrives() throws IOException {
        start(TorrentFormat.V1);
        Path left = Files.createDirectories(downloads().resolve("content")).resolve("a.bin.part");
        Files.writeString(left, "mine");
        Torrent torrent = add(AddTorrent.magnet(seed.created().magnetUri()));
        torrent.connectPeer(seed.session().endpoint());
        Wait.answer(torrent.whenFinished());
        assertThat(left).hasContent("mine");
        assertThat(paths(torrent)).isEqualTo(OWN);
        awaitOnDisk("content/a.bin", "content/a.bin.part", "content/sub/b.bin", "content/sub/c.bin");
    }

    private Torrent restarted(Torrent before) {
        leecher = sessions.saved(downloads(), folder.resolve("state"));
        Torrent torrent = leecher.session().find(before.id()).orElseThrow();
        leecher.alerts().await(TorrentFinished.class);
        assertThat(torrent.status().orElseThrow().error()).isEmpty();
        return torrent;
    }

    @Test
    void lastOverARestart() {
        startSaved();
        Torrent before = downloadBut(0);
        BitSet pieces = before.pieces();
        leecher.close();
        Torrent torrent = restarted(before);
        assertThat(torrent.pieces()).isEqualTo(pieces);
        assertThat(paths(torrent)).isEqualTo(OWN);
        assertThat(onDisk()).contains("content/a.bin.part");
        downloadRest(torrent, 0);
        seed.assertCopiedTo(downloads());
    }

    /** A kill comes between a rename and the next saved resume data; the disk may be mounted only after a restart. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsOnDiskCountsAfterAKill(boolean isMounted) throws IOException {
        startSaved();
        Torrent before = downloadBut(0, 1);
        BitSet pieces = before.pieces();
        leecher.close();
        for (String name : List.of("content/a.bin", "content/sub/b.bin")) {
            Files.move(downloads().resolve(name + ".part"), downloads().resolve(name));
        }
        Path elsewhere = folder.resolve("elsewhere");
        Torrent torrent;
        if (isMounted) {
            torrent = restarted(before);
        } else {
            Files.move(downloads().resolve("content"), elsewhere);
            leecher = sessions.saved(downloads(), folder.resolve("state"));
            torrent = leecher.session().find(before.id()).orElseThrow();
            assertThat(torrent.status().orElseThrow().error()).contains("a.bin.part");
            Files.move(elsewhere, downloads().resolve("content"));
            torrent.resumeNow();
        }
        assertThat(torrent.status().orElseThrow().error()).isEmpty();
        assertThat(torrent.pieces()).isEqualTo(pieces);
        assertThat(paths(torrent)).isEqualTo(OWN);
        downloadRest(torrent, 0, 1);
        assertThat(onDisk()).isEqualTo(OWN);
        seed.assertCopiedTo(downloads());
        assertNobodySawARename();
    }

    @Test
    void areForgottenOnceAllFilesHaveTheirOwnNames() {
        startSaved();
        Torrent torrent = downloadBut(0);
        assertThat(savedKeys(torrent)).contains(ByteString.of(SuffixedFiles.KEY));
        downloadRest(torrent, 0);
        assertThat(savedKeys(torrent)).doesNotContain(ByteString.of(SuffixedFiles.KEY));
    }

    private static Set<ByteString> savedKeys(Torrent torrent) {
        return BencodeSlices.of(Wait.answer(torrent.saveResumeData())).keySet();
    }

    @Test
    void lostAlertsLoseNoRename() throws IOException {
        seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        leecher = sessions.leecher(folder, Map.of("alert_queue_size", 100));
        Torrent torrent = downloadBut(0, 1, 2);
        leecher.alerts().hold();
        torrent.pause();
        Wait.until("the alerts are held", leecher.alerts()::isHolding);
        for (int i = 1; i <= 500; i++) {
            leecher.session()
                    .add(AddTorrent.infoHash(new InfoHash(String.format("%040x", i)))
                            .paused()
                            .build());
        }
        torrent.resumeNow();
        torrent.setPiecePriorities(middlePieces(torrent, FilePriority.NORMAL, 0, 1, 2));
        torrent.connectPeer(seed.session().endpoint());
        Wait.until("all is there", () -> torrent.status().orElseThrow().isSeeding());
        CompletionStage<Torrent> finished = torrent.whenFinished();
        awaitOnDisk(OWN.toArray(String[]::new)); // which is not told
        leecher.alerts().release();
        Wait.answer(finished);
        assertThat(leecher.session().status().alertsDropped()).isPositive();
        assertThat(paths(torrent)).isEqualTo(OWN);
        seed.assertCopiedTo(downloads());
        Wait.until("none is being renamed", () -> !savedKeys(torrent).contains(ByteString.of(SuffixedFiles.KEY)));
        assertNobodySawARename();
    }

    @Test
    void areInResumeDataForOtherSessions() {
        start(TorrentFormat.HYBRID);
        Torrent torrent = downloadBut(0);
        byte[] resumeData = Wait.answer(torrent.saveResumeData());
        BitSet pieces = torrent.pieces();
        Wait.answer(torrent.remove(false));
        leecher.alerts().clear();
        Torrent again =
                leecher.session().add(AddTorrent.resumeData(resumeData).build()).torrent();
        leecher.alerts().await(TorrentFinished.class);
        assertThat(again.pieces()).isEqualTo(pieces);
        assertThat(paths(again)).isEqualTo(OWN);
        downloadRest(again, 0);
        seed.assertCopiedTo(downloads());
    }

    @Test
    void aLinkIsNeverWrittenTo() throws IOException {
        start(TorrentFormat.V1);
        Path outside = Files.writeString(folder.resolve("outside"), "mine");
        Files.createDirectories(downloads().resolve("content"));
        Files.createSymbolicLink(downloads().resolve("content/a.bin.part"), outside);
        Torrent torrent = add(seed.download());
        Wait.answer(torrent.whenFinished());
        assertThat(outside).hasContent("mine");
        assertThat(downloads().resolve("content/a.bin"))
                .hasSameBinaryContentAs(seed.content().resolve("a.bin"));
    }
}
