package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.HashedFile;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.OtherAlert;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.SymbolicLinks;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.create.TestCreator;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.StateCopy;
import org.torrentxt.impl.fixture.Wait;

/** Content that was hashed when its torrent was created is seeded without hashing it again, unless it has changed. */
class KnownContentTest {
    private static final int SIZE = 1_000_000;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private Path content;
    private LocalSession seeder;

    @BeforeEach
    void start() {
        content = Content.write(folder, SIZE);
        seeder = sessions.start("seeder", folder);
    }

    private AddResult add(AddTorrent.Builder request) {
        return seeder.session().add(request.started().build());
    }

    /** What the engine has spent on hashing. */
    private static long hashMicros(LocalSession local) {
        return local.session().counters().get("disk.disk_hash_time");
    }

    private static long blocksRead(LocalSession local) {
        return local.session().counters().get("disk.num_blocks_read");
    }

    private static TorrentStatus status(Torrent torrent) {
        return torrent.status().orElseThrow();
    }

    private void assertIsKnown(AddResult result) {
        assertThat(result.isNew()).isTrue();
        assertThat(result.recheck()).isEmpty();
        Torrent torrent = result.torrent();
        Wait.until("it seeds", () -> status(torrent).isSeeding());
        assertThat(torrent.flags()).doesNotContain(TorrentFlag.SEED_MODE);
        assertThat(torrent.pieces().cardinality()).isEqualTo(status(torrent).numPieces());
        assertThat(hashMicros(seeder)).isZero();
    }

    private void assertIsChecked(AddResult result, String reason) {
        assertThat(result.recheck()).get().asString().contains(reason);
        seeder.alerts().await(TorrentChecked.class);
        assertThat(result.torrent().flags()).doesNotContain(TorrentFlag.SEED_MODE);
        assertThat(hashMicros(seeder)).isPositive();
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void noByteIsReadToHashIt(TorrentFormat format) throws Exception {
        Files.createFile(content.resolve("sub/empty"));
        Files.writeString(content.resolve("sub/ünï \u65e5\u672c"), "text");
        Files.createSymbolicLink(content.resolve("link"), content.resolve("sub/b.bin"));
        CreatedTorrent created = Content.torrentOf(content, format);
        AddResult result = add(created.seed());
        assertIsKnown(result);

        LocalSession leecher = sessions.leecher(folder);
        leecher.session()
                .add(AddTorrent.magnet(created.magnetUri())
                        .started()
                        .peer(seeder.endpoint())
                        .build());
        leecher.alerts().await(TorrentFinished.class);

        Path copy = Sessions.downloads(folder).resolve("content");
        assertThat(Content.filesBelow(copy))
                .hasSize(6)
                .allSatisfy(file -> assertThat(copy.resolve(file)).hasSameBinaryContentAs(content.resolve(file)));
        assertThat(hashMicros(leecher)).isPositive();
        assertThat(hashMicros(seeder)).isZero();
        assertThat(blocksRead(seeder)).as("what was sent").isBetween(1L, 2L * SIZE / 16_384);
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void aSingleFileIsKnownToo(TorrentFormat format) {
        assertIsKnown(add(Content.torrentOf(content.resolve("a.bin"), format).seed()));
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void aFolderWithASingleFileIsKnownToo(TorrentFormat format) throws Exception {
        Path alone = Files.createDirectory(folder.resolve("alone"));
        Files.move(content.resolve("a.bin"), alone.resolve("a.bin"));
        assertIsKnown(add(Content.torrentOf(alone, format).seed()));
    }

    @Test
    void contentReachedByLinksIsKnownToo() throws Exception {
        Path other = Files.createSymbolicLink(folder.resolve("other"), content);
        Files.writeString(folder.resolve("outside"), "text");
        Files.createSymbolicLink(content.resolve("outside"), folder.resolve("outside"));
        CreatedTorrent created = TestCreator.create(
                CreateTorrent.of(other).symbolicLinks(SymbolicLinks.SKIP).build());
        assertThat(created.numFiles()).isEqualTo(3);
        assertIsKnown(add(created.seed()));
    }

    @Test
    void manyAreAddedAtOnce() throws Exception {
        List<CreatedTorrent> all = List.of(
                Content.torrentOf(content, TorrentFormat.HYBRID),
                Content.torrentOf(content.resolve("a.bin"), TorrentFormat.V1),
                Content.torrentOf(content.resolve("sub"), TorrentFormat.V2));
        Files.writeString(content.resolve("sub/c.bin"), "else");
        List<AddResult> results =
                seeder
                        .session()
                        .addAll(all.stream()
                                .map(each -> each.seed().started().build())
                                .toList())
                        .stream()
                        .map(Wait::answer)
                        .toList();

        assertThat(results.get(0).recheck()).get().asString().contains("c.bin");
        assertThat(results.get(1).recheck()).isEmpty();
        assertThat(results.get(2).recheck()).get().asString().contains("c.bin");
    }

    @Test
    void itIsKnownWhereverItWasMovedWithItsTimes() throws Exception {
        CreatedTorrent created = Content.torrentOf(content, TorrentFormat.HYBRID);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.move(content, elsewhere.resolve("content"));
        assertIsKnown(add(created.seed().savePath(elsewhere)));
    }

    @Test
    void whatIsKnownIsSerialisedWithTheTorrent() throws Exception {
        CreatedTorrent created = Content.torrentOf(content, TorrentFormat.HYBRID);
        assertThat(created.hashedFiles())
                .extracting(HashedFile::path)
                .containsExactly("content/a.bin", "content/sub/b.bin", "content/sub/c.bin");

        CreatedTorrent later = (CreatedTorrent) copy(created);
        AddTorrent request = (AddTorrent) copy(later.seed().started().build());
        assertThat(request.hashedFiles()).isEqualTo(created.hashedFiles());
        assertIsKnown(seeder.session().add(request));
    }

    private static Object copy(Object value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    private interface Change {
        void to(Path file) throws IOException;
    }

    static Stream<Arguments> changes() {
        Change longer = file -> Files.write(file, new byte[SIZE]);
        Change truncated = file -> {
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                open.setLength(10);
            }
        };
        Change touched = file -> Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        Change slightly = file -> {
            FileTime last = Files.getLastModifiedTime(file);
            Files.setLastModifiedTime(file, FileTime.from(last.toInstant().plus(Duration.ofNanos(1_000))));
        };
        Change dangling = file -> {
            Files.delete(file);
            Files.createSymbolicLink(file, file.resolveSibling("nowhere"));
        };
        return Stream.of(
                Arguments.of("longer", longer, "1000000 bytes"),
                Arguments.of("truncated", truncated, "it has 10 bytes"),
                Arguments.of("touched", touched, "modified at 1970-01-01T00:00:00Z"),
                Arguments.of("touched a little later", slightly, "was modified at"),
                Arguments.of("missing", (Change) Files::delete, "missing since it was hashed"),
                Arguments.of("a link to nowhere", dangling, "missing since it was hashed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aFileThatHasChangedSinceHasAllChecked(String name, Change change, String reason) throws Exception {
        CreatedTorrent created = Content.torrentOf(content, TorrentFormat.HYBRID);
        Path changed = content.resolve("sub/c.bin");
        change.to(changed);
        AddResult result = add(created.seed());

        assertThat(result.recheck()).get().asString().contains(changed.toString());
        assertIsChecked(result, reason);
        Torrent torrent = result.torrent();
        assertThat(status(torrent).isSeeding()).isEqualTo(name.startsWith("touched"));
        assertThat(torrent.pieces().cardinality()).as("what is left").isPositive();
    }

    @Test
    void oneWithoutAnyOfItsFilesIsToBeDownloaded() throws Exception {
        CreatedTorrent created = Content.torrentOf(content, TorrentFormat.V1);
        Files.move(content, folder.resolve("gone"));
        AddResult result = add(created.seed());
        assertThat(result.recheck()).get().asString().contains("missing");
        seeder.alerts().await(TorrentChecked.class);
        assertThat(result.torrent().pieces().isEmpty()).isTrue();
    }

    @Test
    void contentOfAnotherTorrentIsNotKnown() throws Exception {
        CreatedTorrent created = Content.torrentOf(content, TorrentFormat.HYBRID);
        CreatedTorrent other = Content.torrentOf(content.resolve("sub"), TorrentFormat.HYBRID);
        assertIsChecked(
                add(created.seed().seed(other.hashedFiles())),
                "the torrent has 3 files, but 2 hashed files were given");
    }

    @Test
    void aSkippedFileHasTheOthersChecked() {
        CreatedTorrent created = Content.torrentOf(content, TorrentFormat.HYBRID);
        assertIsChecked(add(created.seed().filePriority(0, FilePriority.SKIP)), "not to be downloaded");
    }

    @Test
    void withoutSuchKnowledgeFilesAreChecked() {
        CreatedTorrent created = Content.torrentOf(content, TorrentFormat.HYBRID).toBuilder()
                .hashedFiles(List.of())
                .build();
        AddResult result = add(created.seed());
        assertThat(result.recheck()).isEmpty();
        seeder.alerts().await(TorrentChecked.class);
        assertThat(hashMicros(seeder)).isPositive();
        assertThat(status(result.torrent()).isSeeding()).isTrue();
    }

    @Test
    void aByteChangedWithoutATraceFailsAtThePeerAndIsFoundByARecheck() throws Exception {
        CreatedTorrent created = Content.torrentOf(content, TorrentFormat.V1);
        Path file = content.resolve("a.bin");
        FileTime time = Files.getLastModifiedTime(file);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.write("else".getBytes(StandardCharsets.US_ASCII));
        }
        Files.setLastModifiedTime(file, time);
        AddResult result = add(created.seed());
        assertIsKnown(result);

        LocalSession leecher = sessions.leecher(folder);
        leecher.session().add(new Seed(seeder, content, created).download().build());
        leecher.alerts().await(OtherAlert.class, alert -> alert.type() == AlertType.HASH_FAILED);
        Wait.answer(result.torrent().recheck());
        assertThat(result.torrent().pieces().get(0)).isFalse();
    }

    @Test
    void itIsASeedAfterARestartAndAfterAKill() throws Exception {
        Path state = folder.resolve("state");
        CreatedTorrent created = Content.torrentOf(content, TorrentFormat.HYBRID);
        seeder = sessions.use(LocalSession.startSaved("saved", folder, state, Map.of()));
        int id = add(created.seed()).torrent().id();
        Wait.until("it is saved", () -> Files.exists(state.resolve(id + ".resume")));
        Path killed = StateCopy.of(state);
        seeder.close();

        for (Path from : List.of(state, killed)) {
            seeder = sessions.use(LocalSession.startSaved("saved", folder, from, Map.of()));
            Torrent torrent = seeder.session().find(id).orElseThrow();
            Wait.until("it seeds", () -> status(torrent).isSeeding());
            assertThat(hashMicros(seeder)).isZero();
            seeder.close();
        }
    }
}
