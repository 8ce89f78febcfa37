package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.FileRenamed;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.create.TestCreator;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalWebSeed;

/** How long the engine has files open: for what it does at once, and no longer. */
@Timeout(60)
class OpenFilesTest {
    private static final int SIZE = 1 << 20;
    private static final int PIECE = 1 << 26;
    private static final int ATTEMPTS = 20;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    /** The engine reads it in blocks of 16 KiB; the file may be renamed once the first one is read. */
    @Test
    void aPieceIsReadFromAFileThatIsOpenedOnce() throws IOException {
        Path file = folder.resolve("large.bin");
        byte[] bytes = new byte[PIECE];
        new Random(1).nextBytes(bytes);
        Files.write(file, bytes);
        CreatedTorrent created =
                TestCreator.create(CreateTorrent.of(file).pieceLength(PIECE).build());
        Seed seed = sessions.seeding(new Seed(sessions.start("seeder", folder), file, created));
        Torrent torrent = seed.seeding();
        Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());

        Path away = folder.resolve("away.bin");
        boolean isMeanwhile = false;
        for (int attempt = 0; attempt < ATTEMPTS && !isMeanwhile; attempt++) { // a busy machine may look too late
            CompletableFuture<?> checked = CompletableFuture.runAsync(() -> Wait.answer(torrent.recheck()));
            while (openBelow(folder).isEmpty() && !checked.isDone()) {
                Thread.onSpinWait();
            }
            Files.move(file, away);
            isMeanwhile = !checked.isDone();
            checked.join();
            assertThat(torrent.pieces().cardinality()).isEqualTo(1);
            Files.move(away, file);
        }
        assertThat(isMeanwhile).isTrue();
        awaitAllClosed();
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void nothingStaysOpen(TorrentFormat format) {
        Seed seed = sessions.seed(folder, SIZE, format);
        LocalSession leecher = sessions.leecher(folder);
        leecher.session().add(seed.download().build());
        leecher.alerts().await(TorrentFinished.class);
        awaitAllClosed();
        seed.assertCopiedTo(Sessions.downloads(folder));
    }

    /** What is read is what is at its path now. */
    @Test
    void aFileThatAnotherOneReplacedIsReadAnew() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        Torrent torrent = seed.seeding();
        Path file = seed.content().resolve("a.bin");
        Path other = folder.resolve("other.bin");
        for (boolean isRight : new boolean[] {false, true}) {
            byte[] changed = Files.readAllBytes(file);
            changed[0] ^= 1;
            Files.write(other, changed);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            Wait.answer(torrent.recheck());
            assertThat(torrent.pieces().get(0)).isEqualTo(isRight);
        }
    }

    @Test
    void aFileThatIsRenamedMeanwhileIsWhole() {
        Seed seed = sessions.seed(folder, 4 * SIZE, TorrentFormat.V1);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        for (String name : List.of("content/1.bin", "content/2.bin", "content/3.bin")) {
            leecher.alerts().clear();
            torrent.renameFile(0, name);
            leecher.alerts().await(FileRenamed.class);
        }
        Wait.until("it is complete", () -> torrent.status().orElseThrow().isSeeding());
        Path downloaded = Sessions.downloads(folder).resolve("content");
        assertThat(downloaded.resolve("3.bin"))
                .hasSameBinaryContentAs(seed.content().resolve("a.bin"));
        assertThat(downloaded.resolve("1.bin")).doesNotExist();
        assertThat(downloaded.resolve("2.bin")).doesNotExist();
        awaitAllClosed();
    }

    /** The engine reads such a piece once more, to see which blocks were wrong. */
    @Test
    void aPieceThatHadFailedLeavesNothingOpen() throws IOException {
        Content.write(folder.resolve("same"), SIZE);
        LocalWebSeed same = sessions.use(LocalWebSeed.start(folder.resolve("same")));
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        Wait.answer(seed.seeding().recheck()); // else it is checked again before it is sent
        try (RandomAccessFile file =
                new RandomAccessFile(seed.content().resolve("a.bin").toFile(), "rw")) {
            file.write(~file.read());
        }
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(AlertType.HASH_FAILED);
        torrent.addWebSeed(same.url());
        leecher.alerts().await(TorrentFinished.class);
        awaitAllClosed();
    }

    private void awaitAllClosed() {
        Wait.until("all files are closed", () -> openBelow(folder).isEmpty());
    }

    /** Files of this process that are open, in a folder or below. */
    private static List<Path> openBelow(Path folder) {
        List<Path> open = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    Path file = Files.readSymbolicLink(descriptor);
                    if (file.startsWith(folder)) {
                        open.add(file);
                    }
                } catch (IOException closedMeanwhile) {
                    // looked at the next time
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open;
    }
}
