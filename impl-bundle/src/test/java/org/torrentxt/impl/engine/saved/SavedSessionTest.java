package org.torrentxt.impl.engine.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.ResumeDataReady;
import org.torrentxt.api.alert.StateDamaged;
import org.torrentxt.api.alert.StateFailing;
import org.torrentxt.api.alert.StateRecovered;
import org.torrentxt.api.alert.TorrentAdded;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.StateCopy;
import org.torrentxt.impl.fixture.Wait;

/** Torrents come back after a restart of their session, however it ended. */
class SavedSessionTest {
    private static final int SIZE = 100_000;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private Path state;
    private LocalSession local;

    @BeforeEach
    void start() {
        state = folder.resolve("state");
        local = start(state);
    }

    private LocalSession start(Path from) {
        return sessions.saved(folder, from);
    }

    private void restart() {
        local.close();
        local = start(state);
    }

    /** The folder at this moment, as a killed process leaves it, in use by a session that takes over. */
    private void restartAfterKill() throws IOException {
        Path copy = StateCopy.of(state);
        local.close();
        state = copy;
        local = start(state);
    }

    private Torrent find(int id) {
        return local.session().find(id).orElseThrow();
    }

    private static TorrentStatus status(Torrent torrent) {
        return torrent.status().orElseThrow();
    }

    private Torrent seed(TorrentFormat format) {
        Torrent torrent =
                sessions.seedWith(local, Content.write(folder, SIZE), format).seeding();
        Wait.until("it is complete", () -> status(torrent).isSeeding());
        return torrent;
    }

    private void awaitSaved(int id) {
        Wait.until("it is saved", () -> Files.exists(state.resolve(id + ".resume")));
    }

    @Test
    void aNewTorrentIsSavedAtOnceWithAllThatIsKnown() throws Exception {
        Torrent torrent = local.session()
                .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20)))
                        .name("new")
                        .label("maps")
                        .paused()
                        .build())
                .torrent();
        TorrentStatus wanted = status(torrent);
        awaitSaved(torrent.id());
        restartAfterKill();
        TorrentStatus after = status(find(torrent.id()));
        assertThat(after.addedTime()).isEqualTo(wanted.addedTime());
        assertThat(after.name()).isEqualTo("new");
        assertThat(after.labels()).containsExactly("maps");
        assertThat(after.isPaused()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void aTorrentIsAsItWasAfterARestart(TorrentFormat format) {
        Seed source = Seed.of(local, Content.write(folder, SIZE), format);
        Torrent before = local.session()
                .add(source.torrent()
                        .tracker("http://192.0.2.1/announce")
                        .started()
                        .build()) // is held back
                .torrent();
        Wait.until("it is complete", () -> status(before).isSeeding());
        before.setUploadLimit(12_345);
        before.setFilePriority(0, new FilePriority(7));
        before.addTracker("http://127.0.0.1:1/announce", 3);
        before.addWebSeed("http://127.0.0.1:1/seed/");
        before.setFlags(Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD), Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD));
        Wait.answer(before.renameFile(0, "content/renamed"));
        before.pause();
        BitSet pieces = before.pieces();
        TorrentStatus wanted = status(before);
        List<String> trackers = before.trackers().stream().map(TrackerInfo::url).toList();
        List<String> files = before.files().stream().map(FileInfo::path).toList();

        restart();

        Torrent after = find(before.id());
        Wait.until("its pieces are there", () -> after.pieces().equals(pieces));
        assertThat(status(after).savePath()).isEqualTo(wanted.savePath());
        assertThat(status(after).addedTime()).isEqualTo(wanted.addedTime());
        assertThat(status(after).isPaused()).isTrue();
        assertThat(after.infoHashes()).isEqualTo(before.infoHashes());
        assertThat(after.flags()).contains(TorrentFlag.SEQUENTIAL_DOWNLOAD, TorrentFlag.PAUSED);
        assertThat(after.flags()).doesNotContain(TorrentFlag.AUTO_MANAGED);
        assertThat(after.uploadLimit()).isEqualTo(12_345);
        assertThat(after.trackers().stream().map(TrackerInfo::url)).hasSameElementsAs(trackers);
        assertThat(after.webSeeds()).containsExactly("http://127.0.0.1:1/seed/");
        assertThat(after.files().stream().map(FileInfo::path)).isEqualTo(files);
        assertThat(after.files().get(0).priority()).isEqualTo(new FilePriority(7));
    }

    @Test
    void whatAUserDidIsSavedAtOnce() throws IOException {
        Torrent kept = seed(TorrentFormat.V1);
        kept.pause();
        Torrent removed = local.session()
                .add(AddTorrent.infoHash(InfoHash.of("a".repeat(20).getBytes())).build())
                .torrent();
        awaitSaved(removed.id());
        Wait.answer(removed.remove(false));
        Wait.until("it is forgotten", () -> !Files.exists(state.resolve(removed.id() + ".resume")));
        Torrent magnet = local.session()
                .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + "ab".repeat(20) + "&dn=name")
                        .paused()
                        .tracker("http://127.0.0.1:1/announce")
                        .build())
                .torrent();
        awaitSaved(magnet.id());

        restartAfterKill();

        assertThat(find(kept.id()).pieces().isEmpty()).isFalse();
        assertThat(local.session().torrents()).extracting(Torrent::id).containsExactly(kept.id(), magnet.id());
        assertThat(status(find(magnet.id())).name()).isEqualTo("name");
        assertThat(find(magnet.id()).trackers()).hasSize(1);
        assertThat(local.session()
                        .add(AddTorrent.infoHash(InfoHash.of("a".repeat(20).getBytes()))
                                .build())
                        .torrent()
                        .id())
                .isGreaterThan(magnet.id());
    }

    @Test
    void labelsAndAttributesAreKept() throws IOException {
        Torrent torrent = local.session()
                .add(AddTorrent.infoHash(InfoHash.of("a".repeat(20).getBytes())).build())
                .torrent();
        torrent.setLabels(Set.of("one", "zwei 2"));
        torrent.setAttributes(Map.of("org.example.key", "ü value"));
        assertThat(torrent.labels()).containsExactly("one", "zwei 2");
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> torrent.setLabels(Set.of("a,b")))
                .withMessageContaining("a,b");

        restart();

        assertThat(find(torrent.id()).labels()).containsExactly("one", "zwei 2");
        assertThat(find(torrent.id()).attributes()).isEqualTo(Map.of("org.example.key", "ü value"));
        find(torrent.id()).setLabels(Set.of());
        restart();
        assertThat(find(torrent.id()).labels()).isEmpty();
        Wait.answer(find(torrent.id()).remove(false));
        assertThat(torrent.attributes()).isEmpty();
    }

    @Test
    void labelsAndAttributesGivenWhenAddingAreInTheFirstStateThatIsSaved() throws IOException {
        AddTorrent request = AddTorrent.infoHash(InfoHash.of("b".repeat(20).getBytes()))
                .label("one", "two")
                .attribute("key", "value")
                .build();
        int id = local.session().add(request).torrent().id();
        awaitSaved(id);

        restartAfterKill();

        assertThat(find(id).labels()).containsExactly("one", "two");
        assertThat(status(find(id)).attributes()).isEqualTo(Map.of("key", "value"));
        TorrentAdded added = local.alerts().await(TorrentAdded.class);
        assertThat(added.origin().labels()).containsExactly("one", "two");
        assertThat(local.session()
                        .add(AddTorrent.infoHash(InfoHash.of("b".repeat(20).getBytes()))
                                .label("three")
                                .build())
                        .torrent()
                        .labels())
                .containsExactly("one", "three", "two");
        restart();
        assertThat(find(id).labels()).containsExactly("one", "three", "two");
    }

    @Test
    void whatWasDownloadedBeforeTheStopIsNotDownloadedAgain() throws IOException {
        Seed seed = sessions.seed(Files.createDirectory(folder.resolve("seed")), 20_000_000, TorrentFormat.V1);
        Torrent before = local.session()
                .add(seed.download().downloadLimit(3_000_000).savePath(folder).build())
                .torrent();
        Wait.until("some is there", () -> before.pieces().cardinality() > 20);

        restart();

        Torrent after = find(before.id());
        assertThat(after.downloadLimit()).isEqualTo(3_000_000);
        after.setDownloadLimit(0);
        after.connectPeer(seed.session().endpoint());
        Wait.answer(after.whenFinished());
        long sent = status(seed.seeding()).allTimeUpload();
        assertThat(sent).isLessThan(status(after).totalSize() * 11 / 10);
        restartAfterKill();
        find(before.id()).connectPeer(seed.session().endpoint());
        Wait.answer(find(before.id()).whenFinished());
        seed.assertCopiedTo(folder);
    }

    @Test
    void theQueueAndThePauseOfTheSessionAreKept() throws IOException {
        for (int i = 1; i <= 4; i++) {
            local.session()
                    .add(AddTorrent.infoHash(InfoHash.of(("" + i).repeat(20).getBytes()))
                            .build());
        }
        find(4).moveInQueue(Torrent.QueueMove.TOP);
        local.session().pause();
        Wait.until("it is saved", () -> Files.exists(state.resolve("session.state")));

        restart();

        List<Integer> positions =
                Stream.of(4, 1, 2, 3).map(id -> find(id).queuePosition()).toList();
        assertThat(positions).containsExactly(0, 1, 2, 3);
        assertThat(local.session().isPaused()).isTrue();
        assertThat(find(1).flags()).contains(TorrentFlag.AUTO_MANAGED);
    }

    @Test
    void aTorrentWhoseFilesAreMissingWaitsForThem() throws IOException {
        Torrent before = seed(TorrentFormat.V1);
        Path content = folder.resolve("content");
        BitSet pieces = before.pieces();
        local.close();
        Files.move(content, folder.resolve("elsewhere"));

        local = start(state);

        Torrent after = find(before.id());
        assertThat(status(after).error()).contains("file missing", "mount its disk");
        assertThat(status(after).isPaused()).isTrue();
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(after::resume)
                .withMessageContaining("missing");
        assertThat(content).doesNotExist();
        restart();
        assertThat(status(find(before.id())).error()).contains("file missing");

        Files.move(folder.resolve("elsewhere"), content);
        find(before.id()).resume();

        Torrent mended = find(before.id());
        Wait.until(
                "it is complete",
                () -> mended.pieces().equals(pieces) && status(mended).isSeeding());
        assertThat(status(mended).error()).isEmpty();
        assertThat(local.alerts().all()).noneMatch(alert -> alert.type() == AlertType.TORRENT_REMOVED);
    }

    @Test
    void aTorrentOnADiskThatIsNotMountedIsNotWrittenElsewhere() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Torrent before = local.session()
                .add(AddTorrent.torrentBytes(Content.torrentOf(Content.write(folder, SIZE), TorrentFormat.V1)
                                .content())
                        .savePath(disk)
                        .paused()
                        .build())
                .torrent();
        local.close();
        Files.delete(disk);

        local = start(state);

        assertThat(status(find(before.id())).error()).contains("folder is missing: " + disk);
        assertThat(disk).doesNotExist();
    }

    @Test
    void recheckingTakesWhatIsLeft() throws IOException {
        Torrent before = seed(TorrentFormat.V1);
        local.close();
        Path lost = folder.resolve("content/a.bin");
        Files.delete(lost);
        local = start(state);
        assertThat(status(find(before.id())).error()).contains(lost.toString());

        Wait.answer(find(before.id()).recheck());

        assertThat(status(find(before.id())).isFinished()).isFalse();
        assertThat(find(before.id()).pieces().isEmpty()).isFalse();
    }

    @Test
    void aDamagedFileIsSetAsideAndTheOthersLoad() throws IOException {
        for (int i = 1; i <= 3; i++) {
            local.session()
                    .add(AddTorrent.infoHash(InfoHash.of(("" + i).repeat(20).getBytes()))
                            .build());
        }
        local.close();
        Path file = state.resolve("2.resume");
        byte[] damaged = Files.readString(file, StandardCharsets.ISO_8859_1)
                .replace("info-hash20:2", "info-hash20:3")
                .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, damaged);

        local = start(state);

        Wait.until("the others are there", () -> local.session().find(3).isPresent());
        assertThat(local.session().find(2)).isEmpty();
        assertThat(state.resolve("2.resume.damaged-1")).hasBinaryContent(damaged);
        assertThat(local.session().problems())
                .extracting(SessionProblem::text)
                .anyMatch(problem -> problem.contains("2.resume.damaged-1"));
        StateDamaged event = local.alerts().await(StateDamaged.class);
        assertThat(event.torrent()).isEqualTo(2);
        assertThat(event.file()).endsWith("2.resume.damaged-1");
        assertThat(event.reason()).contains("checksum");
        Torrent next = local.session()
                .add(AddTorrent.infoHash(InfoHash.of("5".repeat(20).getBytes())).build())
                .torrent();
        assertThat(next.id()).isEqualTo(4);
    }

    @Test
    void thatChangesCannotBeSavedIsReportedOnceAndAgainWhenTheyAre() throws IOException {
        Torrent torrent = local.session()
                .add(AddTorrent.infoHash(InfoHash.of("c".repeat(20).getBytes())).build())
                .torrent();
        awaitSaved(torrent.id());
        Path elsewhere = Files.move(state, folder.resolve("elsewhere"));

        torrent.addLabel("one");
        StateFailing failing = local.alerts().await(StateFailing.class);
        torrent.addLabel("two");
        Files.move(elsewhere, state);
        local.alerts().await(StateRecovered.class);

        assertThat(failing.reason()).contains(state.toString());
        assertThat(failing.torrent()).isZero();
        assertThat(local.alerts().all().stream().filter(StateFailing.class::isInstance))
                .hasSize(1);
        restart();
        assertThat(find(torrent.id()).labels()).containsExactly("one", "two");
    }

    @Test
    void aFolderIsUsedByOneSession() {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> start(state))
                .withMessageContaining("in use")
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.SESSION_LIVE);
    }

    @Test
    void listenersGetOnlyTheResumeDataThatWasAskedFor() {
        Torrent torrent = seed(TorrentFormat.V1);
        torrent.setUploadLimit(1_000);
        awaitSaved(torrent.id());
        Wait.answer(torrent.saveResumeData());
        local.alerts().await(ResumeDataReady.class);

        long asked = local.alerts().all().stream()
                .filter(alert -> alert.type() == AlertType.RESUME_DATA_READY)
                .count();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void settingsOfARunAndTheIpFilterAreRestored() throws Exception {
        IpFilter.Rule rule = IpFilter.Rule.of("192.0.2.1", "192.0.2.1", true);
        local.session().ipFilter().add(rule);
        local.session()
                .settings()
                .set(Map.of("active_downloads", 7, "enable_ip_notifier", false, "listen_queue_size", 9));
        local.close();

        local = sessions.use(LocalSession.startSaved("local", folder, state, Map.of("listen_queue_size", 6)));

        assertThat(local.session().ipFilter().rules()).containsExactly(rule);
        assertThat(local.session().ipFilter().isBlocked(InetAddress.getByName("192.0.2.1")))
                .isTrue();
        assertThat(local.session().settings().get("active_downloads").value()).isEqualTo(7L);
        assertThat(local.session().settings().get("enable_ip_notifier").value()).isEqualTo(false);
        assertThat(local.session().settings().get("listen_queue_size").value()).isEqualTo(6L); // the configuration wins
        local.session().ipFilter().clear();
        local.session().settings().set("active_downloads", 8);
        local.close();
        EngineOptions plain = LocalSession.options("local", folder, Map.of("active_downloads", 5));
        local = sessions.use(LocalSession.startSaved(
                plain, new EngineOptions.State(state, Duration.ofHours(1), Duration.ofSeconds(10)), Set.of()));
        // of a profile
        assertThat(local.session().settings().get("active_downloads").value()).isEqualTo(8L);
        restart();
        assertThat(local.session().ipFilter().rules()).isEmpty();
    }

    @Test
    void aTorrentWithoutMetadataInAFolderWithLinksComesBack() throws IOException {
        Path linked = Files.createDirectory(folder.resolve("linked"));
        Files.createSymbolicLink(linked.resolve("out"), folder);
        Torrent before = local.session()
                .add(AddTorrent.infoHash(InfoHash.of("a".repeat(20).getBytes()))
                        .savePath(linked)
                        .build())
                .torrent();
        awaitSaved(before.id());

        restart();

        assertThat(status(find(before.id())).error()).isEmpty();
        assertThat(status(find(before.id())).savePath()).isEqualTo(linked);
    }

    @Test
    void aTorrentThatTurnsOutToBeAnotherIsForgottenWithIt() throws IOException {
        Seed seed = sessions.seed(Files.createDirectory(folder.resolve("seed")), SIZE, TorrentFormat.HYBRID);
        InfoHashes both = seed.created().infoHashes();
        List<Torrent> twins = both.stream()
                .map(hash -> local.session()
                        .add(AddTorrent.infoHash(hash).paused().build())
                        .torrent())
                .toList();
        twins.forEach(twin -> awaitSaved(twin.id()));
        twins.get(0).connectPeer(seed.session().endpoint());
        twins.get(0).resume();
        local.alerts().await(TorrentError.class);

        Wait.answer(twins.get(0).remove(false));

        Wait.until(
                "both are forgotten",
                () -> twins.stream().noneMatch(twin -> Files.exists(state.resolve(twin.id() + ".resume"))));
        restart();
        Wait.answer(local.session().whenLoaded());
        assertThat(local.session().torrents()).isEmpty();
        assertThat(local.session().problems()).isEmpty();
    }
}
