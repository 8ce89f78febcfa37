package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.fixture.Blocks;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.ForkedJvm;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** With preallocate=full, the space of files is taken before anything is downloaded. */
class PreallocationTest {
    private static final int SIZE = 900_000;
    private static final List<String> FILES = List.of("a.bin", "sub/b.bin", "sub/c.bin");

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private static LocalSession start(Path savePath, Optional<Path> state, boolean mapped) {
        EngineOptions plain = LocalSession.options("leecher", savePath, Map.of());
        return LocalSession.start(new EngineOptions(
                        plain.name(),
                        plain.network(),
                        mapped,
                        savePath,
                        plain.settings(),
                        List.of(),
                        state.map(to -> new EngineOptions.State(to, Duration.ofHours(1), Duration.ofSeconds(10))),
                        plain.named())
                .preallocating());
    }

    private LocalSession start(Optional<Path> state) {
        return sessions.use(start(downloads(), state, false));
    }

    private Path downloads() {
        return Sessions.downloads(folder);
    }

    private Path downloaded(String file) {
        return downloads().resolve("content").resolve(file);
    }

    private void assertAllocated(Seed seed, String... files) {
        for (String file : files) {
            long size =
                    seed.content().resolve(file.replace(".part", "")).toFile().length();
            assertThat(downloaded(file)).hasSize(size);
            assertThat(Blocks.of(downloaded(file))).as(file).isGreaterThanOrEqualTo(size);
        }
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void filesAreThereBeforeAnythingIsDownloaded(TorrentFormat format) {
        Seed seed = sessions.seed(folder, SIZE, format);
        LocalSession leecher = start(Optional.empty());
        Torrent torrent = leecher.session().add(seed.torrent().paused().build()).torrent();
        assertAllocated(seed, FILES.toArray(String[]::new));
        torrent.resumeNow();
        torrent.connectPeer(seed.session().endpoint());
        leecher.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(downloads());
        assertThat(leecher.alerts().statesOf(torrent.id()))
                .as("nothing is looked for in them")
                .doesNotContain(TorrentState.CHECKING);
        torrent.remove(true);
        Wait.until("they are deleted", () -> !Files.exists(downloads().resolve("content")));
    }

    @Test
    void areThoseThatAreWantedUnderTheirNamesOnDisk() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession leecher = start(Optional.empty());
        List<Torrent> added = leecher
                .session()
                .addAll(List.of(seed.torrent()
                        .paused()
                        .partSuffix()
                        .filePriority(1, FilePriority.SKIP)
                        .build()))
                .stream()
                .map(stage -> Wait.answer(stage).torrent())
                .toList();
        assertThat(added).hasSize(1);
        assertThat(Content.filesBelow(downloads()))
                .containsExactly(Path.of("content/a.bin.part"), Path.of("content/sub/c.bin.part"));
        assertAllocated(seed, "a.bin.part", "sub/c.bin.part");
        added.get(0).resumeNow();
        added.get(0).connectPeer(seed.session().endpoint());
        leecher.alerts().await(TorrentFinished.class);
        assertThat(downloaded("a.bin")).hasSameBinaryContentAs(seed.content().resolve("a.bin"));
        assertThat(downloaded("sub/c.bin"))
                .hasSameBinaryContentAs(seed.content().resolve("sub/c.bin"));
    }

    @Test
    void contentThatIsThereIsFoundAndKept() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        Files.createDirectories(downloads().resolve("content"));
        Files.copy(seed.content().resolve("a.bin"), downloaded("a.bin"));
        LocalSession leecher = start(Optional.empty());
        Torrent torrent =
                leecher.session().add(seed.torrent().started().build()).torrent();
        Wait.until("it is found", () -> torrent.files().get(0).progress() == SIZE / 2);
        assertThat(downloaded("a.bin")).hasSameBinaryContentAs(seed.content().resolve("a.bin"));
        assertAllocated(seed, FILES.toArray(String[]::new));
        assertThat(leecher.session().add(seed.torrent().build()).isNew()).isFalse();
    }

    /** As after a kill before progress was saved: what has been downloaded is found. */
    @Test
    void whatWasDownloadedBeforeAKillIsFound() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V2);
        Path state = folder.resolve("state");
        LocalSession first = start(Optional.of(state));
        int id = first.session().add(seed.torrent().paused().build()).torrent().id();
        Wait.answer(first.session().saveState());
        Path kept = Files.createDirectories(folder.resolve("kept"));
        for (Path file : Content.filesBelow(state)) {
            Files.createDirectories(kept.resolve(file).getParent());
            Files.copy(state.resolve(file), kept.resolve(file));
        }
        first.close();
        Files.copy(seed.content().resolve("sub/b.bin"), downloaded("sub/b.bin"), StandardCopyOption.REPLACE_EXISTING);
        LocalSession second = start(Optional.of(kept));
        Torrent torrent = second.session().find(id).orElseThrow();
        torrent.resumeNow();
        torrent.connectPeer(seed.session().endpoint());
        second.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(downloads());
    }

    @Test
    void aTorrentIsRefusedThatNoDiskHasSpaceFor() {
        LocalSession leecher = start(Optional.empty());
        int length = 1 << 28;
        long size = (1L << 44) - 2L * length; // about the largest that the engine knows
        byte[] large = Bencode.encode(BencodeDictionary.builder()
                .put(
                        "info",
                        BencodeDictionary.builder()
                                .put("length", size)
                                .put("name", "large")
                                .put("piece length", length)
                                .put("pieces", new byte[(int) (size / length) * 20])
                                .build())
                .build());
        AddTorrent request = AddTorrent.torrentBytes(large).build();
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> leecher.session().add(request))
                .withMessageContaining("not enough space: " + size + " bytes needed")
                .withMessageContaining("set preallocate=sparse")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.GENERIC));
        assertThat(Wait.failure(leecher.session().addAll(List.of(request)).get(0)))
                .hasMessageContaining("not enough space");
        assertThat(leecher.session().torrents()).isEmpty();
        assertThat(Content.filesBelow(downloads())).isEmpty();
    }

    @Test
    void memoryMappedFilesAreAllocatedByTheEngine() throws Exception {
        Path libjsig = Path.of(System.getProperty("java.home"), "lib", "libjsig.so");
        ForkedJvm.assertSurvives(
                Mapped.class,
                folder.resolve("jvm"),
                Duration.ofSeconds(50),
                Map.of("LD_PRELOAD", libjsig.toString()),
                folder.toString());
    }

    /** Downloads one piece; the space of its whole file is taken, and names get their suffixes and lose them. */
    static final class Mapped {
        public static void main(String[] args) {
            Path folder = Path.of(args[0]);
            PreallocationTest test = new PreallocationTest();
            test.folder = folder;
            try (LocalSession seeder = LocalSession.start("seeder", folder);
                    LocalSession leecher = start(test.downloads(), Optional.empty(), true)) {
                Seed seed = test.sessions.seedWith(seeder, Content.write(folder, SIZE), TorrentFormat.HYBRID);
                Torrent torrent = leecher.session()
                        .add(seed.torrent().paused().partSuffix().build())
                        .torrent();
                int last = torrent.files().get(2).firstPiece();
                for (int piece = 0; piece < torrent.status().orElseThrow().numPieces(); piece++) {
                    torrent.setPiecePriority(piece, piece == last ? FilePriority.NORMAL : FilePriority.SKIP);
                }
                torrent.resumeNow();
                torrent.connectPeer(seeder.endpoint());
                Wait.until("the piece is there", () -> torrent.pieces().get(last));
                Wait.until("it is written", () -> Files.exists(test.downloaded("sub/c.bin.part")));
                test.assertAllocated(seed, "sub/c.bin.part");
                assertThat(test.downloaded("a.bin.part")).doesNotExist();
                for (int piece = 0; piece < torrent.status().orElseThrow().numPieces(); piece++) {
                    torrent.setPiecePriority(piece, FilePriority.NORMAL);
                }
                torrent.connectPeer(seeder.endpoint());
                Wait.until(
                        "all have their own names",
                        () -> Content.filesBelow(test.downloads())
                                .equals(FILES.stream()
                                        .map(file -> Path.of("content", file))
                                        .toList()));
                Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());
            }
            ForkedJvm.survived();
        }
    }
}
