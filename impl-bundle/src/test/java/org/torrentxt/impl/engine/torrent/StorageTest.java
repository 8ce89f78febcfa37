package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.FileRenamed;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.StorageMovedFailed;
import org.torrentxt.api.alert.TorrentDeleteFailed;
import org.torrentxt.api.alert.TorrentDeleted;
import org.torrentxt.api.alert.TorrentRemoved;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.AlertLog;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Where the files of a torrent are, and that they go where they are told. */
class StorageTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Seed seed;
    private Torrent torrent;
    private AlertLog alerts;

    @BeforeEach
    void seed() {
        seed = sessions.seed(folder, 500_000, TorrentFormat.HYBRID);
        torrent = seed.seeding();
        alerts = seed.session().alerts();
        Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());
    }

    @Test
    void movesAllFilesAndTellsWhereTo() {
        Path elsewhere = folder.resolve("new/place");
        torrent.moveStorage(elsewhere);
        StorageMoved moved = alerts.await(StorageMoved.class);
        assertThat(moved.torrent()).isEqualTo(torrent.id());
        assertThat(moved.path()).isEqualTo(elsewhere.toString());
        assertThat(moved.oldPath()).isEqualTo(folder.toString());
        assertThat(Content.filesBelow(elsewhere)).hasSize(3);
        assertThat(seed.content()).doesNotExist();
        assertThat(torrent.status().orElseThrow().savePath()).isEqualTo(elsewhere);
        assertThat(torrent.status().orElseThrow().isSeeding()).isTrue();
    }

    @Test
    void tellsOfAMoveThatFailsAndStaysWhereItIs() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("content")); // where a folder has to be
        torrent.moveStorage(elsewhere);
        StorageMovedFailed failed = alerts.await(StorageMovedFailed.class);
        assertThat(failed.torrent()).isEqualTo(torrent.id());
        assertThat(failed.failure().errorCode()).isNotZero();
        assertThat(failed.failure().message()).isNotBlank();
        assertThat(torrent.status().orElseThrow().savePath()).isEqualTo(folder);
        assertThat(Content.filesBelow(seed.content())).hasSize(3);
    }

    @Test
    void refusesAFolderThatCannotBe() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> torrent.moveStorage(file.resolve("below")))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining(file.toString());
    }

    @Test
    void renamesAFileOnDisk() {
        int last = torrent.files().get(2).index();
        torrent.renameFile(last, "content/other/d.bin");
        alerts.await(FileRenamed.class);
        assertThat(seed.content().resolve("other/d.bin")).isRegularFile();
        assertThat(seed.content().resolve("sub/c.bin")).doesNotExist();
        assertThat(torrent.files().get(2).path()).isEqualTo("content/other/d.bin");
        assertThatThrownBy(() -> torrent.renameFile(last, "../d.bin")).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> torrent.renameFile(99, "d.bin")).hasMessageContaining("0 to 5");
    }

    private void rename(int file, String path) {
        torrent.renameFile(torrent.files().get(file).index(), path);
        alerts.await(FileRenamed.class, renamed -> renamed.path().equals(path));
    }

    @Test
    void aFolderThatARenameEmptiesIsDeleted() {
        rename(1, "content/other/deep/b.bin");
        assertThat(seed.content().resolve("sub")).exists();
        rename(2, "elsewhere/c.bin");
        assertThat(seed.content().resolve("sub")).doesNotExist();
        rename(1, "content/other/b.bin"); // out of a folder within
        assertThat(seed.content().resolve("other/deep")).doesNotExist();
        rename(1, "content/other/deep/er/b.bin"); // into one
        assertThat(seed.content().resolve("other/deep/er/b.bin")).isRegularFile();
        rename(0, "a.bin");
        rename(1, "b.bin");
        assertThat(seed.content()).doesNotExist();
        rename(2, "c.bin");
        assertThat(Content.filesBelow(folder)).contains(Path.of("a.bin"), Path.of("b.bin"), Path.of("c.bin"));
        assertThat(folder.resolve("elsewhere")).doesNotExist();
        Wait.answer(torrent.recheck());
        assertThat(torrent.status().orElseThrow().isSeeding()).isTrue();
    }

    @Test
    void aFolderWithFilesOfOthersOrForFilesToComeStaysWhenOneIsRenamed() throws IOException {
        Path foreign = Files.createFile(seed.content().resolve("sub/foreign"));
        rename(1, "b.bin");
        rename(2, "c.bin");
        assertThat(foreign).exists();
        LocalSession local = sessions.start("later", folder.resolve("later"));
        Torrent waiting = local.session().add(seed.torrent().paused().build()).torrent();
        Path empty = Files.createDirectories(folder.resolve("later/content/sub"));
        int file = waiting.files().get(1).index();
        waiting.renameFile(file, "content/b.bin");
        local.alerts().await(FileRenamed.class);
        assertThat(empty).isDirectory(); // the other file goes there
        waiting.renameFile(waiting.files().get(2).index(), "content/c.bin");
        Wait.until("none goes there", () -> Files.notExists(empty));
        assertThat(folder.resolve("later/content")).isDirectory();
    }

    @Test
    void noFolderIsDeletedThroughALinkWhenAFileIsRenamed() throws IOException {
        Path real = Files.move(seed.content().resolve("sub"), folder.resolve("real"));
        Path link = Files.createSymbolicLink(seed.content().resolve("sub"), real);
        rename(1, "b.bin");
        rename(2, "c.bin");
        assertThat(link).isSymbolicLink();
        assertThat(real).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 20_000})
    void namesAreWholeWhileFilesAreRenamedAlsoIfAlertsAreLost(int queue) {
        LocalSession local = sessions.start("names", folder.resolve("names"), Map.of("alert_queue_size", queue));
        Torrent renamed = local.session().add(seed.torrent().paused().build()).torrent();
        List<String> names = IntStream.range(0, 1_000)
                .mapToObj(i -> "content/" + "n".repeat(1 + i % 200))
                .toList();
        Set<String> expected = new HashSet<>(names);
        expected.add(renamed.files().get(0).path());
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            renamed.renameFile(0, name);
            seen.add(renamed.files().get(0).path());
        }
        String last = names.get(names.size() - 1);
        Wait.until("all are renamed", () -> {
            seen.add(renamed.files().get(0).path());
            return renamed.files().get(0).path().equals(last);
        });
        assertThat(expected).containsAll(seen);
    }

    @Test
    void noFileIsRenamedOntoAnother() throws IOException {
        Files.writeString(seed.content().resolve("foreign.txt"), "mine");
        assertThatThrownBy(() -> torrent.renameFile(0, "content/foreign.txt"))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("foreign.txt");
        String other = torrent.files().get(1).path();
        assertThatThrownBy(() -> torrent.renameFile(0, other))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining(other);
        torrent.renameFile(0, "content/new.bin");
        assertThatThrownBy(() -> torrent.renameFile(torrent.files().get(1).index(), "content/new.bin"))
                .hasMessageContaining("content/new.bin");
        alerts.await(FileRenamed.class);
        assertThat(seed.content().resolve("foreign.txt")).hasContent("mine");
    }

    @Test
    void movingToWhereItIsChangesNothing() {
        torrent.moveStorage(folder);
        alerts.await(StorageMoved.class);
        assertThat(Content.filesBelow(seed.content())).hasSize(3);
        assertThat(torrent.status().orElseThrow().isSeeding()).isTrue();
    }

    @Test
    void noFileIsMovedOntoAnother() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        Path foreign = Files.createDirectories(elsewhere.resolve("content")).resolve("a.bin");
        Files.writeString(foreign, "mine");
        torrent.moveStorage(elsewhere);
        StorageMovedFailed failed = alerts.await(StorageMovedFailed.class);
        assertThat(failed.failure().errorCode()).isEqualTo(17);
        assertThat(failed.failure().message()).contains("a.bin", "already");
        assertThat(foreign).hasContent("mine");
        assertThat(Content.filesBelow(seed.content())).hasSize(3);
        torrent.moveStorage(folder.resolve("free"));
        assertThat(alerts.await(StorageMoved.class).path())
                .isEqualTo(folder.resolve("free").toString());
    }

    @Test
    void aTorrentThatIsGoneMakesNoFolder() {
        torrent.remove(false);
        assertThatThrownBy(() -> torrent.moveStorage(folder.resolve("none"))).isInstanceOf(TorrentException.class);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void removingWithFilesDeletesThem() {
        torrent.remove(true);
        assertThat(alerts.await(TorrentDeleted.class).torrent()).isEqualTo(torrent.id());
        assertThat(seed.content()).doesNotExist();
        assertThat(alerts.typesOf(torrent.id()))
                .containsSubsequence(AlertType.TORRENT_REMOVED, AlertType.TORRENT_DELETED);
    }

    @Test
    void filesOfOthersStayAndAreNoFailure() throws IOException {
        Path foreign = Files.createFile(seed.content().resolve("not of the torrent"));
        Wait.answer(torrent.remove(true));
        alerts.await(TorrentDeleted.class); // which may come after the answer
        assertThat(alerts.typesOf(torrent.id()))
                .containsSubsequence(AlertType.TORRENT_REMOVED, AlertType.TORRENT_DELETED)
                .doesNotContain(AlertType.TORRENT_DELETE_FAILED);
        assertThat(Content.filesBelow(seed.content())).containsExactly(foreign.getFileName());
        assertThat(seed.content().resolve("sub")).doesNotExist();
    }

    @Test
    void aFileThatStaysIsNamedAlsoIfOthersWereDeletedAfterIt() throws IOException {
        Path first = seed.content().resolve("a.bin");
        Files.delete(first);
        Files.createDirectories(first.resolve("full"));
        assertThat(Wait.failure(torrent.remove(true)))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE))
                .hasMessage("torrent " + torrent.id() + " was removed; could not delete " + first + " (is a folder)");
        TorrentDeleteFailed failed = alerts.await(TorrentDeleteFailed.class);
        assertThat(failed.failure().message()).isEqualTo("could not delete " + first + " (is a folder)");
        assertThat(alerts.typesOf(torrent.id())).doesNotContain(AlertType.TORRENT_DELETED);
        assertThat(Content.filesBelow(seed.content())).isEmpty();
        assertThat(first.resolve("full")).isDirectory();
    }

    @Test
    void aRemovalWithFilesThatTheSessionDoesNotSurviveEnds() {
        CompletionStage<Void> removal = torrent.remove(true);
        seed.session().close();
        Wait.outcome(removal);
    }

    @Test
    void whatHasNoFilesIsRemovedWithThem() {
        Torrent bare = seed.session()
                .session()
                .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20))).build())
                .torrent();
        Wait.answer(bare.remove(true));
        assertThat(alerts.await(TorrentDeleted.class).torrent()).isEqualTo(bare.id());
        assertThatThrownBy(() -> bare.remove(true)).isInstanceOf(TorrentException.class);
    }

    @Test
    void removingTellsWhenFilesCannotBeDeleted() throws IOException {
        // a folder that is not empty stands where a file was
        Path file = seed.content().resolve("a.bin");
        Files.delete(file);
        Files.createDirectories(file.resolve("full"));
        torrent.remove(true);
        TorrentDeleteFailed failed = alerts.await(TorrentDeleteFailed.class);
        assertThat(failed.torrent()).isEqualTo(torrent.id());
        assertThat(failed.failure().errorMessage()).isNotBlank();
        assertThat(alerts.await(TorrentRemoved.class).torrent()).isEqualTo(torrent.id());
        assertThat(file.resolve("full")).isDirectory();
    }
}
