package org.torrentxt.impl.engine.torrent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.FastresumeRejected;
import org.torrentxt.api.alert.MetadataReceived;
import org.torrentxt.api.alert.TorrentAdded;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TorrentRemoved;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** The ways in which torrents are added. */
class AddingTest {
    private static final int SIZE = 1_000_000;
    private static final InfoHash V1 = new InfoHash("dd8255ecdc7ca55fb0bbf81323d87062db1f6d1c");
    private static final InfoHash V2 = new InfoHash("cafe".repeat(16));

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private LocalSession local() {
        return sessions.start("local", folder.resolve("downloads"));
    }

    @Test
    void aMagnetBringsItsNameTrackersAndWebSeeds() {
        Torrent torrent = local().session()
                .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + V1
                                + "&dn=some%20name&tr=http%3A%2F%2F127.0.0.1%3A1%2Fannounce"
                                + "&tr=http%3A%2F%2F127.0.0.1%3A2%2Fannounce&ws=http%3A%2F%2F127.0.0.1%3A3%2Ffiles%2F")
                        .paused()
                        .build())
                .torrent();
        assertThat(torrent.infoHashes().v1()).contains(V1);
        assertThat(torrent).hasToString("some name");
        assertThat(torrent.trackers())
                .extracting(TrackerInfo::url)
                .containsExactly("http://127.0.0.1:1/announce", "http://127.0.0.1:2/announce");
        assertThat(torrent.webSeeds()).containsExactly("http://127.0.0.1:3/files/");
    }

    @Test
    void magnetsAsPeoplePasteThemAreAdded() throws IOException {
        LocalSession local = local();
        for (String line : Files.readAllLines(Path.of("src/test/resources/magnets.txt"))) {
            Torrent torrent = local.session()
                    .add(AddTorrent.magnet(line.substring(line.indexOf('|') + 1))
                            .paused()
                            .build())
                    .torrent();
            assertThat(torrent.infoHashes().v1()).as(line).contains(V1);
            assertThat(torrent.status())
                    .get()
                    .extracting(TorrentStatus::name)
                    .as(line)
                    .isEqualTo("A name #1");
            assertThat(torrent.trackers())
                    .extracting(TrackerInfo::url)
                    .as(line)
                    .contains("http://127.0.0.1:1/announce");
            torrent.remove(false);
            local.alerts().await(TorrentRemoved.class, removed -> removed.torrent() == torrent.id());
        }
    }

    @Test
    void whatATorrentIsSharedByHasNoPlusForASpace() {
        LocalSession local = local();
        Torrent torrent = local.session()
                .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + V1 + "&dn=a%20b&tr=http%3A%2F%2F127.0.0.1%2Fx%20y"
                                + "&tr=http%3A%2F%2F192.0.2.1%2Fx%20y")
                        .paused()
                        .build())
                .torrent();
        assertThat(torrent.magnetUri())
                .contains("magnet:?xt=urn:btih:" + V1 + "&dn=a%20b&tr=http%3A%2F%2F127.0.0.1%2Fx%20y"
                        + "&tr=http%3A%2F%2F192.0.2.1%2Fx%20y");
    }

    @Test
    void theLinkOfACreatedTorrentAndOfTheTorrentAreTheSame() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        assertThat(seed.seeding().magnetUri()).contains(seed.created().magnetUri());
    }

    @Test
    void aMagnetNamesItsPeers() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        LocalSession local = local();
        local.session()
                .add(AddTorrent.magnet(seed.created().magnetUri() + "&x.pe="
                                + seed.session().endpoint())
                        .started()
                        .build());
        local.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(folder.resolve("downloads"));
    }

    @Test
    void aMagnetThatTheQueueStartsNamesItsPeers() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        LocalSession local = local();
        local.session()
                .add(AddTorrent.magnet(seed.created().magnetUri() + "&x.pe="
                                + seed.session().endpoint())
                        .build());
        local.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(folder.resolve("downloads"));
    }

    @Test
    void aMagnetSelectsFiles() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        LocalSession local = local();
        Torrent torrent = local.session()
                .add(AddTorrent.magnet(seed.created().magnetUri() + "&so=0,4")
                        .started()
                        .peer(seed.session().endpoint())
                        .build())
                .torrent();
        local.alerts().await(TorrentFinished.class);
        assertThat(torrent.files().stream().filter(file -> file.priority().equals(FilePriority.SKIP)))
                .extracting(FileInfo::path)
                .containsExactly("content/sub/b.bin");
        assertThat(Content.filesBelow(folder.resolve("downloads/content")))
                .containsExactly(Path.of("a.bin"), Path.of("sub/c.bin"));
    }

    @Test
    void aTorrentFileIsReadWhenItIsAdded() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        Path file = Files.write(folder.resolve("some.torrent"), seed.created().content());
        LocalSession local = local();
        Torrent torrent = local.session()
                .add(AddTorrent.torrentFile(file).paused().build())
                .torrent();
        assertThat(torrent.infoHashes()).isEqualTo(seed.created().infoHashes());
        assertThat(torrent.files()).hasSize(3);
        assertThatThrownBy(() -> local.session()
                        .add(AddTorrent.torrentFile(folder.resolve("none.torrent"))
                                .build()))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("none.torrent");
        byte[] damaged = Arrays.copyOf(seed.created().content(), 100);
        assertThatThrownBy(() ->
                        local.session().add(AddTorrent.torrentBytes(damaged).build()))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("torrent file");
    }

    @Test
    void anInfoHashAloneIsEnoughForEitherVersion() {
        for (TorrentFormat format : List.of(TorrentFormat.V1, TorrentFormat.V2)) {
            Path place = folder.resolve(format.name());
            Seed seed = sessions.seed(place, SIZE, format);
            LocalSession local = sessions.start("local-" + format, place.resolve("downloads"));
            InfoHash hash = seed.created().infoHashes().best().orElseThrow();
            Torrent torrent = local.session()
                    .add(AddTorrent.infoHash(hash)
                            .started()
                            .peer(seed.session().endpoint())
                            .build())
                    .torrent();
            local.alerts().await(TorrentFinished.class);
            seed.assertCopiedTo(place.resolve("downloads"));
            assertThat(torrent.infoHashes()).isEqualTo(seed.created().infoHashes());
        }
    }

    @Test
    void whatIsSaidWhenAddingHolds() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        Torrent torrent = local().session()
                .add(seed.torrent()
                        .paused()
                        .sequential()
                        .set(TorrentFlag.DISABLE_DHT, TorrentFlag.UPLOAD_MODE)
                        .clear(TorrentFlag.AUTO_MANAGED)
                        .savePath(folder.resolve("elsewhere"))
                        .tracker("http://127.0.0.1:1/announce")
                        .webSeed("http://127.0.0.1:2/files/")
                        .filePriority(1, FilePriority.SKIP)
                        .filePriority(2, FilePriority.TOP)
                        .downloadLimit(1_000)
                        .uploadLimit(2_000)
                        .maxConnections(30)
                        .maxUploads(3)
                        .build())
                .torrent();
        assertThat(torrent.flags())
                .contains(
                        TorrentFlag.PAUSED,
                        TorrentFlag.SEQUENTIAL_DOWNLOAD,
                        TorrentFlag.DISABLE_DHT,
                        TorrentFlag.UPLOAD_MODE)
                .doesNotContain(TorrentFlag.AUTO_MANAGED);
        assertThat(torrent.status().orElseThrow().savePath()).isEqualTo(folder.resolve("elsewhere"));
        assertThat(torrent.trackers()).extracting(TrackerInfo::url).containsExactly("http://127.0.0.1:1/announce");
        assertThat(torrent.webSeeds()).containsExactly("http://127.0.0.1:2/files/");
        assertThat(torrent.files())
                .extracting(FileInfo::priority)
                .containsExactly(FilePriority.NORMAL, FilePriority.SKIP, FilePriority.TOP);
        assertThat(torrent.downloadLimit()).isEqualTo(1_000);
        assertThat(torrent.uploadLimit()).isEqualTo(2_000);
        assertThat(torrent.maxConnections()).isEqualTo(30);
        assertThat(torrent.maxUploads()).isEqualTo(3);
    }

    @Test
    void addingAgainChangesNothing() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        LocalSession local = local();
        Torrent torrent = local.session().add(seed.torrent().paused().build()).torrent();
        InfoHash v2 = seed.created().infoHashes().v2().orElseThrow();
        assertThat(local.session().add(AddTorrent.infoHash(v2).started().build()))
                .isEqualTo(new AddResult(torrent, false));
        assertThat(local.session().add(seed.magnet().build())).isEqualTo(new AddResult(torrent, false));
        assertThat(torrent.flags()).contains(TorrentFlag.PAUSED);
        assertThat(local.session().torrentCount()).isEqualTo(1);
    }

    @Test
    void whatIsAddedPausedStaysPausedOnceTheQueueRan() {
        LocalSession local = sessions.start("queue", folder.resolve("downloads"), Map.of("auto_manage_interval", 1));
        Torrent paused =
                local.session().add(AddTorrent.infoHash(V1).paused().build()).torrent();
        Torrent queued = local.session().add(AddTorrent.infoHash(V2).build()).torrent();
        Wait.until("the queue has run", () -> !queued.status().orElseThrow().isPaused());
        assertThat(paused.status()).get().matches(TorrentStatus::isPaused);
        assertThat(local.alerts().typesOf(paused.id())).doesNotContain(AlertType.TORRENT_RESUMED);
    }

    private byte[] resumeDataOfAFinishedMagnet(Seed seed) {
        LocalSession first = LocalSession.start("first", folder.resolve("downloads"));
        try (first) {
            Torrent torrent = first.session().add(seed.magnet().build()).torrent();
            first.alerts().await(TorrentFinished.class);
            return Wait.answer(torrent.saveResumeData());
        }
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void resumeDataBringsAFinishedTorrentBackWithoutPeersOrHashing(TorrentFormat format) {
        Seed seed = sessions.seed(folder, SIZE, format);
        byte[] resume = resumeDataOfAFinishedMagnet(seed);
        LocalSession second = sessions.start("second", folder.resolve("unused"));
        Torrent torrent = second.session()
                .add(AddTorrent.resumeData(resume).started().build())
                .torrent();
        second.alerts().await(TorrentChecked.class);
        Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());
        assertThat(torrent.infoHashes()).isEqualTo(seed.created().infoHashes());
        assertThat(torrent.status().orElseThrow().savePath()).isEqualTo(folder.resolve("downloads"));
        assertThat(torrent.files()).hasSize(3);
        assertThat(torrent.pieces().cardinality()).isEqualTo(seed.created().numPieces());
        assertThat(second.session().counters()).containsEntry("disk.disk_hash_time", 0L);
        assertThat(second.alerts().typesOf(torrent.id()))
                .doesNotContain(AlertType.METADATA_RECEIVED, AlertType.FASTRESUME_REJECTED);
    }

    @Test
    void resumeDataKeepsFlagsLimitsAndPriorities() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession local = local();
        Torrent torrent = local.session()
                .add(seed.torrent()
                        .paused()
                        .sequential()
                        .downloadLimit(1_000)
                        .filePriority(1, FilePriority.SKIP)
                        .tracker("http://127.0.0.1:1/announce")
                        .build())
                .torrent();
        local.alerts().await(TorrentChecked.class);
        byte[] resume = Wait.answer(torrent.saveResumeData());
        torrent.remove(false);
        Torrent again =
                local.session().add(AddTorrent.resumeData(resume).build()).torrent();
        assertThat(again.flags()).contains(TorrentFlag.PAUSED, TorrentFlag.SEQUENTIAL_DOWNLOAD);
        assertThat(again.downloadLimit()).isEqualTo(1_000);
        assertThat(again.files().get(1).priority()).isEqualTo(FilePriority.SKIP);
        assertThat(again.trackers()).extracting(TrackerInfo::url).containsExactly("http://127.0.0.1:1/announce");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE})
    void resumeDataWithAnImpossibleTimeHarmsNoListing(long time) {
        String resume = new String(
                        resumeDataOfAFinishedMagnet(sessions.seed(folder, SIZE, TorrentFormat.HYBRID)), ISO_8859_1)
                .replaceFirst("10:added_timei\\d+e", "10:added_timei" + time + "e");
        LocalSession second = sessions.start("second", folder);

        second.session().add(AddTorrent.resumeData(resume.getBytes(ISO_8859_1)).build());

        assertThat(second.session().statuses()).hasSize(1);
    }

    @Test
    void resumeDataThatDoesNotFitTheDiskIsRejectedAndTheFilesAreChecked() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        byte[] resume = resumeDataOfAFinishedMagnet(seed);
        Path file = folder.resolve("downloads/content/a.bin");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100_000));

        LocalSession second = sessions.start("second", folder.resolve("unused"));
        Torrent torrent = second.session()
                .add(AddTorrent.resumeData(resume).started().build())
                .torrent();
        FastresumeRejected rejected = second.alerts().await(FastresumeRejected.class);
        assertThat(rejected.file()).isEqualTo(file.toString());
        assertThat(rejected.failure().errorMessage()).contains("size");
        second.alerts().await(TorrentChecked.class);
        Wait.until("it is told", () -> torrent.pieces().cardinality() > 0);
        assertThat(torrent.status()).get().matches(status -> !status.isFinished());
        assertThat(second.alerts().typesOf(torrent.id()))
                .containsSubsequence(AlertType.FASTRESUME_REJECTED, AlertType.TORRENT_CHECKED);
    }

    @Test
    void damagedResumeDataIsRefusedWithTheReason() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        byte[] resume = resumeDataOfAFinishedMagnet(seed);
        LocalSession local = local();
        for (byte[] damaged :
                List.of(new byte[0], new byte[1_000], Arrays.copyOf(resume, resume.length / 2), "de".getBytes())) {
            assertThatThrownBy(() ->
                            local.session().add(AddTorrent.resumeData(damaged).build()))
                    .isInstanceOfSatisfying(
                            TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .hasMessageContaining("resume data");
        }
        assertThat(local.session().torrents()).isEmpty();
    }

    @Test
    void resumeDataOfAMagnetWithoutMetadataIsAnswered() {
        Torrent torrent =
                local().session().add(AddTorrent.infoHash(V1).started().build()).torrent();
        byte[] resume = Wait.answer(torrent.saveResumeData());
        torrent.remove(false);
        Torrent again = sessions.start("again", folder.resolve("again"))
                .session()
                .add(AddTorrent.resumeData(resume).build())
                .torrent();
        assertThat(again.infoHashes().v1()).contains(V1);
    }

    @Test
    void thousandsAreAddedWithoutWaitingAndEachEndsItsOwnWay() {
        LocalSession local = local();
        List<AddTorrent> requests = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            InfoHash hash = new InfoHash(String.format("%040x", 1 + i / 2 * 2 + (i % 100 == 1 ? 0 : i % 2)));
            requests.add(
                    i % 500 == 250
                            ? AddTorrent.magnet("magnet:?xt=urn:btih:nonsense").build()
                            : AddTorrent.infoHash(hash).paused().build());
        }
        List<CompletionStage<AddResult>> stages = local.session().addAll(requests);
        assertThat(stages).hasSize(2_000);
        for (int i = 0; i < 2_000; i++) {
            if (i % 500 == 250) {
                assertThat(Wait.failure(stages.get(i)))
                        .isInstanceOf(TorrentException.class)
                        .hasMessageContaining("magnet");
            } else {
                AddResult result = Wait.answer(stages.get(i));
                Torrent torrent = result.torrent();
                assertThat(torrent.isValid()).isTrue();
                assertThat(torrent.flags()).contains(TorrentFlag.PAUSED);
                assertThat(result.isNew()).isEqualTo(i % 100 != 1);
                if (i % 100 == 1) {
                    assertThat(torrent).isSameAs(Wait.answer(stages.get(i - 1)).torrent());
                }
            }
        }
        int expected = 2_000 - 20 - 4;
        assertThat(local.session().torrentCount()).isEqualTo(expected);
        assertThat(local.session().statuses()).hasSize(expected);
        local.alerts().awaitCount(TorrentAdded.class, expected);
        assertThat(local.session().status().alertsDropped()).isZero();
    }

    @Test
    void oneThatIsHereAlreadyIsGivenBackByBulkAddsToo() {
        LocalSession local = local();
        Torrent present =
                local.session().add(AddTorrent.infoHash(V1).paused().build()).torrent();
        List<CompletionStage<AddResult>> stages = local.session()
                .addAll(List.of(
                        AddTorrent.infoHash(V1).build(), AddTorrent.infoHash(V2).build()));
        assertThat(Wait.answer(stages.get(0))).isEqualTo(new AddResult(present, false));
        assertThat(Wait.answer(stages.get(1)).torrent().infoHashes().v2()).contains(V2);
        assertThat(local.alerts().all()).noneMatch(MetadataReceived.class::isInstance);
    }

    @Test
    void bulkAddsEndWhenTheSessionIsStopped() {
        LocalSession local = local();
        List<AddTorrent> requests = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            requests.add(AddTorrent.infoHash(new InfoHash(String.format("%040x", 1 + i)))
                    .build());
        }
        List<CompletionStage<AddResult>> stages = local.session().addAll(requests);
        local.close();
        stages.forEach(
                stage -> Wait.until("it ends", () -> stage.toCompletableFuture().isDone()));
        assertThatThrownBy(() -> local.session().addAll(requests))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SESSION));
    }

    @Test
    void aPeerThatCannotBeOneIsRefusedBeforeAnythingIsAdded() {
        LocalSession local = local();
        for (String peer : List.of("127.0.0.1:0", "192.0.2.1:6881")) {
            AddTorrent request = AddTorrent.infoHash(new InfoHash("ab".repeat(20)))
                    .paused()
                    .peer(Endpoint.parse(peer))
                    .build();
            assertThatThrownBy(() -> local.session().add(request))
                    .isInstanceOf(TorrentException.class)
                    .hasMessageContaining(peer);
            assertThat(Wait.failure(local.session().addAll(List.of(request)).get(0)))
                    .hasMessageContaining(peer);
        }
        assertThat(local.session().torrents()).isEmpty();
    }

    @Test
    void aPeerNamedWhileTheSessionIsPausedIsDialledWhenItGoesOn() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession local = local();
        local.session().pause();
        Wait.until("it is paused", local.session()::isPaused);
        local.session().add(seed.download().build());
        local.alerts().await(TorrentChecked.class);
        local.session().resume();
        local.alerts().await(TorrentFinished.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTorrentThatTurnsOutToBeAnotherGoesWithItAndCanBeAddedAgain(boolean v2First) {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        LocalSession local = local();
        InfoHashes both = seed.created().infoHashes();
        Torrent byV1 = local.session()
                .add(AddTorrent.infoHash(both.v1().orElseThrow()).paused().build())
                .torrent();
        Torrent byV2 = local.session()
                .add(AddTorrent.infoHash(both.v2().orElseThrow()).paused().build())
                .torrent();
        Torrent first = v2First ? byV2 : byV1;
        Torrent other = v2First ? byV1 : byV2;
        first.connectPeer(seed.session().endpoint());
        first.resume();
        local.alerts().await(TorrentError.class);
        assertThat(first.status().orElseThrow().error())
                .startsWith("the same torrent was added by its other info-hash");
        first.remove(false);
        local.alerts().awaitCount(TorrentRemoved.class, 2);
        assertThat(other.isValid()).isFalse();
        assertThat(local.session().torrents()).isEmpty();
        assertThat(local.session().find(other.id())).isEmpty();
        Torrent again = local.session().add(seed.download().build()).torrent();
        local.alerts().await(TorrentFinished.class);
        assertThat(again.isValid()).isTrue();
    }

    @Test
    void aNameThatWouldReachTheEngineGarbledIsRefused() {
        LocalSession local = local();
        for (String name : List.of("x\uD83D\uDE00y", "x\0y", "x\ny")) {
            assertThatThrownBy(() -> local.session()
                            .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20)))
                                    .name(name)
                                    .paused()
                                    .build()))
                    .isInstanceOf(TorrentException.class)
                    .hasMessageContaining("U+FFFF");
        }
        assertThat(local.session().torrents()).isEmpty();
    }
}
