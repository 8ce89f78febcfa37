package org.torrentxt.impl.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.OtherFileSystem;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Nothing is lost, whenever a process dies that moves files to another file system, and the next move continues. */
class LeftoversTest {
    private static final int SIZE = 6_000_000;

    /** Where a process dies. */
    private enum Death {
        WHILE_COPYING,
        ONCE_COPIED,
        WHILE_PLACING,
        ONCE_PLACED,
        WHILE_SETTING_ASIDE,
        ONCE_SET_ASIDE
    }

    private static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    @TempDir
    Path folder;

    @RegisterExtension
    final OtherFileSystem memory = new OtherFileSystem();

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Path to;
    private Path from;
    private Seed seed;
    private List<Path> files;
    private String tag;

    @BeforeEach
    void start() throws IOException {
        memory.assertIsOtherThan(folder);
        to = memory.folder();
        from = Files.createDirectories(folder.resolve("from"));
        Path content = Content.write(Files.createDirectories(folder.resolve("seeder")), SIZE);
        seed = Seed.of(sessions.start("seeder", folder.resolve("seeder")), content, TorrentFormat.HYBRID);
        Content.write(from, SIZE);
        files = Content.filesBelow(from);
        tag = Leftovers.tag(seed.created().infoHashes());
    }

    // What a process leaves behind that dies there: nothing is undone, and no other knows of the move.
    private void die(Death death) throws IOException {
        Relocation relocation = new Relocation(from, to, files, Set.of(), tag);
        try {
            AtomicLong done = new AtomicLong();
            relocation.copy(Long.MAX_VALUE, bytes -> {
                if (death == Death.WHILE_COPYING && done.addAndGet(bytes) > SIZE) {
                    throw new Died();
                }
            });
            if (death == Death.WHILE_PLACING) {
                Files.move(
                        Leftovers.files(Leftovers.copies(to, tag)).resolve(files.get(0)),
                        Files.createDirectories(to.resolve("content")).resolve("a.bin"));
            } else if (death.compareTo(Death.WHILE_PLACING) > 0) {
                relocation.place();
            }
            if (death == Death.WHILE_SETTING_ASIDE) {
                Path kept = Leftovers.aside(from, tag).resolve(files.get(1));
                Files.createDirectories(kept.getParent());
                Files.move(from.resolve(files.get(1)), kept);
            } else if (death == Death.ONCE_SET_ASIDE) {
                relocation.setAside();
            }
        } catch (Died e) {
            assertThat(death).isEqualTo(Death.WHILE_COPYING);
        } finally {
            Leftovers.unclaim(Leftovers.copies(to, tag), Leftovers.aside(from, tag));
        }
    }

    private Torrent addAt(LocalSession session, Path savePath) {
        Torrent torrent = session.session()
                .add(seed.torrent().savePath(savePath).started().build())
                .torrent();
        session.alerts().await(TorrentChecked.class);
        return torrent;
    }

    @ParameterizedTest
    @EnumSource
    void addedAtTheOldPlaceItIsCompleteAndMovesOn(Death death) throws IOException {
        die(death);
        LocalSession session = sessions.start("after", folder.resolve("after"));

        Torrent torrent = addAt(session, from);

        assertThat(torrent.status().orElseThrow().isSeeding()).isTrue();
        assertThat(Content.filesBelow(from)).isEqualTo(files);
        torrent.moveStorage(to);
        session.alerts().await(StorageMoved.class);
        seed.assertCopiedTo(to);
        assertThat(Content.filesBelow(to)).isEqualTo(files);
        assertThat(from).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void addedWithManyOthersItIsCompleteToo(Death death) throws IOException {
        die(death);
        LocalSession session = sessions.start("after", folder.resolve("after"));
        List<AddTorrent> requests = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            requests.add(AddTorrent.infoHash(new InfoHash("%040x".formatted(i)))
                    .savePath(i % 2 == 0 ? from : to)
                    .paused()
                    .build());
        }
        requests.add(seed.torrent().savePath(from).started().build());

        Torrent torrent =
                Wait.answer(session.session().addAll(requests).get(100)).torrent();

        Wait.until("it is complete", () -> torrent.status().orElseThrow().isSeeding());
        assertThat(Content.filesBelow(from)).isEqualTo(files);
    }

    @Test
    void aSearchFindsWhatIsThere() throws IOException {
        Files.createDirectory(Leftovers.aside(from, tag));
        Leftovers.Search search = Leftovers.Search.once();
        for (Path each : List.of(from, to, folder.resolve("absent"))) {
            for (int i = 0; i < Leftovers.Search.FEW; i++) {
                assertThat(search.mayFind(each, tag)).as("looked for there").isTrue();
            }
        }
        assertThat(search.mayFind(from, tag)).isTrue();
        assertThat(search.mayFind(to, tag)).isFalse();
        assertThat(search.mayFind(from, "ab".repeat(20))).isFalse();
        assertThat(search.mayFind(folder.resolve("absent"), tag))
                .as("looked for there")
                .isTrue();
        assertThat(Leftovers.Search.ALWAYS.mayFind(to, tag)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void addedAtTheNewPlaceItHasWhatIsThereAndTheOldPlaceKeepsTheRest(Death death) throws IOException {
        die(death);
        LocalSession session = sessions.start("after", folder.resolve("after"));

        Torrent torrent = addAt(session, to);

        boolean isPlaced = death.compareTo(Death.ONCE_PLACED) >= 0;
        assertThat(torrent.status().orElseThrow().isSeeding()).isEqualTo(isPlaced);
        assertThat(Content.filesBelow(to)).allMatch(files::contains);
        assertThat(Content.filesBelow(from)).allMatch(files::contains);
        if (isPlaced) {
            seed.assertCopiedTo(to);
        } else {
            seed.assertCopiedTo(from);
        }
    }

    @Test
    void whatWasCopiedIsNotCopiedAgain() throws IOException {
        die(Death.ONCE_COPIED);
        Path copy = Leftovers.files(Leftovers.copies(to, tag)).resolve(files.get(0));
        Object before = Files.getAttribute(copy, "unix:ino");

        Relocation next = new Relocation(from, to, files, Set.of(), tag);
        AtomicLong counted = new AtomicLong();
        next.copy(Long.MAX_VALUE, counted::addAndGet);
        next.place();

        assertThat(Files.getAttribute(to.resolve(files.get(0)), "unix:ino")).isEqualTo(before);
        assertThat(counted).hasValue(2 * SIZE);
        next.undo();
        assertThat(to).isEmptyDirectory();
        assertThat(Content.filesBelow(from)).isEqualTo(files);
    }

    @Test
    void aChangedFileIsCopiedAgain() throws IOException {
        die(Death.WHILE_COPYING);
        Files.write(from.resolve(files.get(0)), new byte[123_456]); // shorter, and holes

        Relocation next = new Relocation(from, to, files, Set.of(), tag);
        next.copy(Long.MAX_VALUE, bytes -> {});
        next.place();
        next.setAside();
        next.finish();

        assertThat(to.resolve(files.get(0))).hasBinaryContent(new byte[123_456]);
        assertThat(from).isEmptyDirectory();
    }

    @Test
    void anotherMoveOfTheSameFilesIsRefused() throws IOException {
        Relocation first = new Relocation(from, to, files, Set.of(), tag);
        first.copy(Long.MAX_VALUE, bytes -> {});

        Relocation second = new Relocation(from, to, files, Set.of(), tag);
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> second.copy(Long.MAX_VALUE, bytes -> {}))
                .withMessageContaining("another session");
        second.undo();
        LocalSession session = sessions.start("after", folder.resolve("after"));
        addAt(session, to); // recovers nothing that is in use

        first.place();
        first.setAside();
        first.finish();
        seed.assertCopiedTo(to);
    }

    @Test
    void leftoversThatAreLinksAreNotFollowed() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "mine");
        Files.createSymbolicLink(Leftovers.copies(to, tag), outside);
        Files.createSymbolicLink(Leftovers.aside(to, tag), outside);

        Leftovers.recover(to, tag);
        Relocation relocation = new Relocation(from, to, files, Set.of(), tag);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> relocation.copy(Long.MAX_VALUE, bytes -> {}))
                .withMessageContaining("symbolic link");
        relocation.undo();

        assertThat(Content.filesBelow(outside)).containsExactly(Path.of("precious"));
        Files.delete(Leftovers.copies(to, tag));
        Files.delete(Leftovers.aside(to, tag));
    }
}
