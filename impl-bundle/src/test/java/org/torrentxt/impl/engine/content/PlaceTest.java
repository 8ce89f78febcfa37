package org.torrentxt.impl.engine.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Nothing outside the save path is written, read or deleted, also where symbolic links lie in it. */
class PlaceTest {
    private static final int SIZE = 300_000;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private Path outside;
    private Path downloads;
    private Seed seed;
    private LocalSession leecher;

    @BeforeEach
    void start() throws IOException {
        outside = Files.createDirectories(folder.resolve("outside"));
        downloads = Files.createDirectories(Sessions.downloads(folder));
        seed = sessions.seed(Files.createDirectories(folder.resolve("seeder")), SIZE, TorrentFormat.HYBRID);
        leecher = sessions.leecher(folder);
    }

    private interface Trap {
        void set(Path downloads, Path outside) throws IOException;
    }

    private static void link(Path link, Path target) throws IOException {
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target);
    }

    static Stream<Trap> traps() {
        return Stream.of(
                (downloads, outside) -> link(downloads.resolve("content"), outside),
                (downloads, outside) -> link(downloads.resolve("content/sub"), outside),
                (downloads, outside) -> link(downloads.resolve("content/sub"), Path.of("../../outside")),
                (downloads, outside) -> link(downloads.resolve("content/a.bin"), outside.resolve("new")),
                (downloads, outside) ->
                        link(downloads.resolve("content/sub/b.bin"), Files.createFile(outside.resolve("empty"))),
                (downloads, outside) -> { // a link to a link
                    link(downloads.resolve("z"), outside.resolve("new"));
                    link(downloads.resolve("content/a.bin"), Path.of("../z"));
                },
                (downloads, outside) -> link(downloads.resolve("content/a.bin"), Path.of("/dev/zero")),
                (downloads, outside) -> link(downloads.resolve("content/a.bin"), Path.of("a.bin")));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(call)
                .withMessageContaining("outside the save path")
                .withMessageContaining("symbolic link")
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    private void assertNothingOutside() {
        assertThat(Content.filesBelow(outside))
                .allMatch(file -> outside.resolve(file).toFile().length() == 0);
        assertThat(outside.resolve("new")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("traps")
    void aTorrentWhoseFileWouldBeOutsideIsRefused(Trap trap) throws IOException {
        trap.set(downloads, outside);

        assertRefused(() -> leecher.session().add(seed.download().build()));

        assertNothingOutside();
        assertThat(leecher.session().torrents()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("traps")
    void aMagnetWhoseFileWouldBeOutsideIsPausedAsSoonAsItsMetadataTells(Trap trap) throws IOException {
        trap.set(downloads, outside);

        Torrent torrent = leecher.session().add(seed.magnet().build()).torrent();

        TorrentError error = leecher.alerts().await(TorrentError.class);
        assertThat(error.failure().message()).contains("outside the save path");
        Wait.until("it is paused", () -> torrent.status().orElseThrow().isPaused());
        assertThat(torrent.status().orElseThrow().error()).contains("outside the save path");
        assertThat(torrent.status().orElseThrow().savePath()).isEqualTo(downloads);
        assertRefused(torrent::resume);
        assertNothingOutside();
    }

    @Test
    void aMagnetThatIsPausedForALinkGoesOnOnceTheLinkIsGone() throws IOException {
        link(downloads.resolve("content/sub"), outside);
        Torrent torrent = leecher.session().add(seed.magnet().build()).torrent();
        leecher.alerts().await(TorrentError.class);

        Files.delete(downloads.resolve("content/sub"));
        torrent.resume();

        torrent.connectPeer(seed.session().endpoint());
        Wait.until("it is finished", () -> torrent.status().orElseThrow().isFinished());
        seed.assertCopiedTo(downloads);
        assertThat(torrent.status().orElseThrow().error()).isEmpty();
        Wait.until("nothing else is left", () -> downloads.toFile().list().length == 1);
    }

    @Test
    void aMagnetWithALinkThatIsNotItsOwnArrivesWhereItShould() throws IOException {
        link(downloads.resolve("elsewhere/link"), outside);

        Torrent torrent = leecher.session().add(seed.magnet().build()).torrent();

        assertThat(torrent.status().orElseThrow().savePath()).isEqualTo(downloads);
        Wait.until("it is finished", () -> torrent.status().orElseThrow().isFinished());
        leecher.alerts().await(StorageMoved.class);
        seed.assertCopiedTo(downloads);
        Wait.until("nothing else is left", () -> downloads.toFile().list().length == 2);
    }

    @Test
    void linksThatStayInsideAreFollowed() throws IOException {
        Files.createDirectories(downloads.resolve("large/sub"));
        link(downloads.resolve("content/sub"), downloads.resolve("large/sub"));
        link(downloads.resolve("content/a.bin"), Path.of("../large/a.bin"));

        Torrent torrent = leecher.session().add(seed.download().build()).torrent();

        Wait.until("it is finished", () -> torrent.status().orElseThrow().isFinished());
        assertThat(downloads.resolve("large/a.bin"))
                .hasSameBinaryContentAs(seed.content().resolve("a.bin"));
        assertThat(downloads.resolve("large/sub/b.bin")).exists();
    }

    @Test
    void aSavePathThatIsALinkItselfIsUsed() throws IOException {
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), downloads);

        Torrent torrent =
                leecher.session().add(seed.download().savePath(alias).build()).torrent();

        Wait.until("it is finished", () -> torrent.status().orElseThrow().isFinished());
        seed.assertCopiedTo(downloads);
    }

    @Test
    void aFileIsNotRenamedThroughALink() throws IOException {
        Torrent torrent = finished();
        link(downloads.resolve("link"), outside);

        assertRefused(() -> torrent.renameFile(0, "link/new"));

        assertNothingOutside();
    }

    @Test
    void filesAreNotMovedThroughALink() throws IOException {
        Torrent torrent = finished();
        Path other = folder.resolve("other");
        link(other.resolve("content/sub"), outside);

        assertRefused(() -> torrent.moveStorage(other));

        assertNothingOutside();
        seed.assertCopiedTo(downloads);
    }

    @Test
    void filesOutsideAreNotDeletedThroughALink() throws IOException {
        Torrent torrent = finished();
        Path sub = downloads.resolve("content/sub");
        Files.move(sub, outside.resolve("sub"));
        link(sub, outside.resolve("sub"));

        assertRefused(() -> torrent.remove(true));

        assertThat(outside.resolve("sub/b.bin")).exists();
        assertThat(torrent.isValid()).isTrue();
        torrent.remove(false);
    }

    @Test
    void thePartsOfSkippedFilesAreNotWrittenThroughALink() throws IOException {
        String hash = seed.created().infoHashes().v2().orElseThrow().toString().substring(0, 40);
        link(downloads.resolve("." + hash + ".parts"), outside.resolve("new"));

        assertRefused(() -> leecher.session().add(seed.download().build()));
    }

    private Torrent finished() {
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        Wait.until("it is finished", () -> torrent.status().orElseThrow().isFinished());
        return torrent;
    }
}
