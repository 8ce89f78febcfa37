package org.torrentxt.impl.engine.saved;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.StateDamaged;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.state.SpoiledStates;

/** A session starts with whatever is in its state folder: what cannot be used is told and kept, the rest is loaded. */
class DamagedStateTest {
    private static final int GOOD = 3;
    private static final int MANY = 10_000;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private Path state;
    private Path downloads;
    private LocalSession local;

    @BeforeEach
    void writeGoodFiles() throws IOException {
        state = Files.createDirectory(
                folder.resolve("state"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        downloads = Files.createDirectory(folder.resolve("downloads"));
        for (int id = 1; id <= GOOD; id++) {
            Files.write(state.resolve(id + ".resume"), torrent(id));
        }
    }

    private byte[] torrent(int id) {
        return SpoiledStates.torrent(id, downloads);
    }

    private void start() {
        local = sessions.use(LocalSession.startSaved("damaged", downloads, state, Map.of()));
        Wait.answer(local.session().whenLoaded());
    }

    private Set<Integer> loaded() {
        return local.session().torrents().stream().map(Torrent::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> problems() {
        return local.session().problems().stream().map(SessionProblem::text).toList();
    }

    /** Each is told, and what it was is there under another name, at most. */
    private void assertSetAside(Map<String, byte[]> spoiled) throws IOException {
        Wait.until("all are told", () -> told().size() >= spoiled.size());
        assertThat(told()).containsAll(spoiled.keySet());
        for (Map.Entry<String, byte[]> file : spoiled.entrySet()) {
            assertThat(state.resolve(file.getKey() + ".damaged-1")).hasBinaryContent(file.getValue());
        }
        try (Stream<Path> files = Files.list(state)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".resume"))
                            .filter(spoiled::containsKey))
                    .isEmpty();
        }
    }

    private Set<String> told() {
        return local.alerts().all().stream()
                .filter(StateDamaged.class::isInstance)
                .map(alert ->
                        Path.of(((StateDamaged) alert).file()).getFileName().toString())
                .map(name -> name.replaceFirst("\\.damaged-1$", ""))
                .collect(Collectors.toSet());
    }

    private void write(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(state.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void filesThatEndAtAnyByteOrAreSomethingElseAreSetAside() throws IOException {
        Map<String, byte[]> spoiled = new TreeMap<>();
        byte[] whole = torrent(100);
        for (int length = 0; length < whole.length; length++) {
            byte[] own = torrent(100 + length); // perhaps shorter, as checksums are
            spoiled.put(100 + length + ".resume", Arrays.copyOf(own, Math.min(length, own.length - 1)));
        }
        spoiled.put("5000.resume", torrent(1)); // a copy
        spoiled.put("5001.resume", "no state at all".getBytes(UTF_8));
        spoiled.put("5002.resume", SpoiledStates.withVersion(torrent(5002), 0));
        spoiled.put("5003.resume", SpoiledStates.withVersion(torrent(5003), Long.MIN_VALUE));
        spoiled.put("5004.resume", SpoiledStates.ofSession().get("session.state"));
        spoiled.put("007.resume", torrent(7));
        spoiled.put("0.resume", torrent(5005));
        spoiled.put("-8.resume", torrent(8));
        spoiled.put("2147483648.resume", torrent(9));
        spoiled.put("99999999999999999999.resume", torrent(10));
        spoiled.put("1 (copy).resume", torrent(11));
        spoiled.put("\u00fc.resume", torrent(12));
        SpoiledStates.ofSession()
                .forEach((name, content) -> spoiled.put(name, Arrays.copyOf(content, content.length - 1)));
        write(spoiled);
        Files.writeString(state.resolve("notes.txt"), "of the operator");

        start();

        assertThat(loaded()).containsExactly(1, 2, 3);
        assertSetAside(spoiled);
        assertThat(problems()).anyMatch(problem -> problem.contains("more problems with state files; see the log"));
        assertThat(state.resolve("notes.txt")).hasContent("of the operator");
        Torrent next = local.session()
                .add(AddTorrent.infoHash(InfoHash.of("a".repeat(20).getBytes(UTF_8)))
                        .build())
                .torrent();
        assertThat(next.id()).as("none of a file that was set aside").isEqualTo(5005);
        local.close();
        assertSetAside(spoiled);
    }

    @Test
    void tenThousandDamagedFilesAreSetAside() throws IOException {
        Map<String, byte[]> spoiled = new TreeMap<>();
        for (int id = 10; id < 10 + MANY; id++) {
            spoiled.put(id + ".resume", ("damaged " + id).getBytes(UTF_8));
        }
        write(spoiled);

        start();

        assertThat(loaded()).containsExactly(1, 2, 3);
        assertSetAside(spoiled);
        assertThat(problems()).hasSizeLessThan(200);
    }

    @Test
    void whatIsNoFileIsSetAsideAndNeitherFollowedNorWaitedFor() throws Exception {
        Path outside = Files.write(folder.resolve("outside"), torrent(20));
        Files.createSymbolicLink(state.resolve("20.resume"), outside);
        Files.createSymbolicLink(state.resolve("21.resume"), Path.of("/dev/zero"));
        Files.createSymbolicLink(state.resolve("22.resume"), folder.resolve("nothing"));
        Files.createDirectories(state.resolve("23.resume/full"));
        Files.createDirectory(state.resolve("24.resume"));
        pipe(state.resolve("25.resume"));
        pipe(state.resolve("session.state"));
        Files.createSymbolicLink(state.resolve("ids.state"), outside);
        Files.createDirectories(state.resolve("ip-filter.state/full"));
        try (RandomAccessFile huge =
                new RandomAccessFile(state.resolve("26.resume").toFile(), "rw")) {
            huge.setLength(10L << 30);
        }
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(state.resolve("27.resume")));

            start();
        }
        assertThat(loaded()).containsExactly(1, 2, 3);
        Set<String> names = Set.of(
                "20.resume",
                "21.resume",
                "22.resume",
                "23.resume",
                "24.resume",
                "25.resume",
                "26.resume",
                "27.resume",
                "session.state",
                "ids.state",
                "ip-filter.state");
        Wait.until("all are told", () -> told().equals(names));
        assertThat(names)
                .allSatisfy(
                        name -> assertThat(Files.exists(state.resolve(name + ".damaged-1"), LinkOption.NOFOLLOW_LINKS))
                                .isTrue());
        assertThat(outside).hasBinaryContent(torrent(20));
        local.session().ipFilter().clear();
        local.close();
        assertThat(state.resolve("session.state")).isRegularFile();
        assertThat(state.resolve("ids.state")).isRegularFile();
        assertThat(outside).hasBinaryContent(torrent(20));
    }

    private static void pipe(Path path) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"link", "folder", "pipe"})
    void whatIsInThePlaceOfTheLockOrATemporaryFileIsNoObstacle(String kind) throws Exception {
        Path outside = Files.writeString(folder.resolve("outside"), "of somebody else");
        for (String name : List.of(".lock", ".1.resume.tmp", ".session.state.tmp", ".owner.tmp")) {
            Path path = state.resolve(name);
            switch (kind) {
                case "link" -> Files.createSymbolicLink(path, outside);
                case "pipe" -> pipe(path);
                default -> Files.createDirectories(path.resolve("full"));
            }
        }

        start();

        assertThat(loaded()).containsExactly(1, 2, 3);
        Wait.until("the lock is told", () -> told().contains(".lock"));
        local.session().find(1).orElseThrow().setLabels(Set.of("kept"));
        local.close();
        start();
        assertThat(local.session().find(1).orElseThrow().labels()).containsExactly("kept");
        assertThat(problems()).noneMatch(problem -> problem.contains("cannot be saved"));
        assertThat(outside).hasContent("of somebody else");
    }

    @Test
    void aFileThatIsLinkedToTheLockOrAStateFileIsNotChanged() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "of the same user");
        Files.createLink(state.resolve(".lock"), precious);
        Path snapshot = folder.resolve("snapshot");
        Files.createLink(snapshot, state.resolve("1.resume"));
        start();
        local.session().find(1).orElseThrow().setLabels(Set.of("changed"));
        local.close();
        assertThat(precious).hasContent("of the same user");
        assertThat(snapshot).hasBinaryContent(torrent(1));
        assertThat(state.resolve("1.resume"))
                .content(java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("changed");
    }

    @Test
    void filesOfANewerVersionAreLeftAsTheyAre() throws IOException {
        Map<String, byte[]> newer = new TreeMap<>();
        newer.put("30.resume", SpoiledStates.withVersion(torrent(30), 2));
        newer.put("31.resume", SpoiledStates.withVersion(torrent(31), Long.MAX_VALUE));
        SpoiledStates.ofSession().forEach((name, content) -> newer.put(name, SpoiledStates.withVersion(content, 2)));
        write(newer);

        for (int run = 1; run <= 2; run++) {
            start();
            assertThat(loaded()).hasSize(GOOD + run - 1);
            Wait.until("all are told", () -> told().equals(newer.keySet()));
            assertThat(problems()).anyMatch(problem -> problem.contains("written by a newer version of TorrentXT"));
            assertThat(local.session()
                            .add(AddTorrent.infoHash(
                                            InfoHash.of(("" + run).repeat(20).getBytes(UTF_8)))
                                    .build())
                            .torrent()
                            .id())
                    .isEqualTo(1_099_999 + run); // far beyond those that the newer version has reserved
            local.session().settings().set("active_downloads", 7);
            local.session().ipFilter().clear();
            local.close();
            for (Map.Entry<String, byte[]> file : newer.entrySet()) {
                assertThat(state.resolve(file.getKey())).hasBinaryContent(file.getValue());
            }
        }
    }

    @Test
    void theLargestIdsDoNotUseUpAllOthers() throws IOException {
        write(Map.of(Integer.MAX_VALUE + ".resume", torrent(Integer.MAX_VALUE), "2147483640.resume", new byte[0]));
        for (int run = 1; run <= 2; run++) {
            start();
            assertThat(loaded()).contains(Integer.MAX_VALUE);
            assertThat(local.session()
                            .add(AddTorrent.infoHash(
                                            InfoHash.of(("" + run).repeat(20).getBytes(UTF_8)))
                                    .build())
                            .torrent()
                            .id())
                    .isEqualTo(GOOD + run);
            local.close();
        }
    }

    @Test
    void aFolderThatOthersCanChangeIsAWarning() throws IOException {
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
        start();
        assertThat(local.session().problems())
                .filteredOn(problem -> problem.severity() == SessionProblem.Severity.WARNING)
                .extracting(SessionProblem::text)
                .anyMatch(problem -> problem.contains("can be changed by all users of this host"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
        assertThat(problems()).noneMatch(problem -> problem.contains("all users"));
        assertThat(loaded()).containsExactly(1, 2, 3);
    }

    @Test
    void eachNumberMayHaveEachExtreme() throws IOException {
        Map<Integer, byte[]> wild = SpoiledStates.withExtremes(1_000, downloads);
        for (Map.Entry<Integer, byte[]> file : wild.entrySet()) {
            Files.write(state.resolve(file.getKey() + ".resume"), file.getValue());
        }
        start();
        assertThat(loaded()).contains(1, 2, 3).hasSizeGreaterThan(80);
        assertNoneIsLost(wild);
        local.close();
        start();
        assertThat(loaded()).contains(1, 2, 3).hasSizeGreaterThan(80);
        assertNoneIsLost(wild);
    }

    private void assertNoneIsLost(Map<Integer, byte[]> files) throws IOException {
        Set<Integer> loaded = loaded();
        try (Stream<Path> all = Files.list(state)) {
            Set<String> names = all.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            List<String> problems = problems();
            assertThat(files.keySet().stream()
                            .filter(id -> !names.contains(id + ".resume.damaged-1"))
                            .filter(id -> !loaded.contains(id))
                            .filter(id -> !names.contains(id + ".resume")
                                    || problems.stream()
                                            .noneMatch(text -> text.startsWith("torrent " + id + " ")
                                                    || text.contains("/" + id + ".resume is not used"))))
                    .as("neither loaded nor told")
                    .isEmpty();
        }
    }
}
