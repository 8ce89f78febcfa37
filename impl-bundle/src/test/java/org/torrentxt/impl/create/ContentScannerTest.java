package org.torrentxt.impl.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.SymbolicLinks;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its file systems do not take most of these names and links")
class ContentScannerTest {
    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void writeFolder() {
        folder = Fixture.folder(temp, "content", 10, 20);
    }

    @Test
    void hiddenFilesAndFoldersAreLeftOutUnlessAskedFor() {
        Fixture.file(folder, ".hidden", 1, 5);
        Fixture.file(folder, ".git/config", 1, 5);

        assertThat(scan(request())).containsExactly("00.bin", "01.bin");
        assertThat(scan(request().withHiddenFiles(true))).containsExactly(".git/config", ".hidden", "00.bin", "01.bin");
    }

    @Test
    void aHiddenFolderThatIsTheContentIsTaken() {
        assertThat(scan(CreateTorrent.of(Fixture.folder(temp, ".content", 10)))).containsExactly("00.bin");
    }

    @Test
    void foldersWithoutFilesAreLeftOut() throws IOException {
        Files.createDirectories(folder.resolve("empty/deeper"));

        assertThat(scan(request())).containsExactly("00.bin", "01.bin");
    }

    @Test
    void linksWithinTheContentAreFollowed() throws IOException {
        Fixture.file(folder, "sub/file", 1, 30);
        Files.createSymbolicLink(folder.resolve("link"), Path.of("00.bin"));
        Files.createSymbolicLink(folder.resolve("linkedFolder"), Path.of("sub"));

        assertThat(scan(request())).containsExactly("00.bin", "01.bin", "link", "linkedFolder/file", "sub/file");
        assertThat(scan(request().symbolicLinks(SymbolicLinks.SKIP))).containsExactly("00.bin", "01.bin", "sub/file");
    }

    @Test
    void linksOutOfTheContentAreRefusedUnlessTheyAreToBeFollowed() throws IOException {
        Path outside = Fixture.file(temp, "secret", 1, 30);
        Files.createSymbolicLink(folder.resolve("link"), outside);

        assertRefused(() -> scan(request()), folder.resolve("link"), "secret");
        assertThat(scan(request().symbolicLinks(SymbolicLinks.FOLLOW))).containsExactly("00.bin", "01.bin", "link");
        assertThat(scan(request().symbolicLinks(SymbolicLinks.SKIP))).containsExactly("00.bin", "01.bin");
    }

    @Test
    void aLinkThatIsTheContentIsFollowedAndGivesTheName() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
        ContentTree tree = tree(CreateTorrent.of(link).build(), () -> false);

        assertThat(tree.name()).isEqualTo("link");
        assertThat(tree.files()).hasSize(2);
    }

    @Test
    void aLinkToAFolderAboveItIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("sub/loop"), folder);
        assertRefused(() -> scan(request()), folder.resolve("sub/loop"), "link");

        Files.delete(folder.resolve("sub/loop"));
        Files.createSymbolicLink(folder.resolve("sub/loop"), temp);
        assertRefused(
                () -> scan(request().symbolicLinks(SymbolicLinks.FOLLOW)),
                folder.resolve("sub/loop/content"),
                "that contains it");
    }

    @Test
    void linksThatLeadNowhereAreSkipped() throws IOException {
        Files.createSymbolicLink(folder.resolve("broken"), Path.of("nothing"));
        Files.createSymbolicLink(folder.resolve("outside"), Path.of("../nothing"));
        Files.createSymbolicLink(folder.resolve("itself"), Path.of("itself"));
        Files.createSymbolicLink(folder.resolve("through a file"), Path.of("00.bin/x"));

        assertThat(scan(request())).containsExactly("00.bin", "01.bin");
        assertThat(scan(request().symbolicLinks(SymbolicLinks.FOLLOW))).containsExactly("00.bin", "01.bin");
        assertRefused(
                () -> scan(CreateTorrent.of(folder.resolve("broken"))),
                folder.resolve("broken"),
                "no such file or folder");
    }

    @Test
    void whatIsExcludedIsSkipped() throws IOException {
        Fixture.file(folder, "sub/out.torrent", 1, 30);
        Fixture.file(folder, "other/out.torrent", 1, 30);
        Path linked = Files.createSymbolicLink(temp.resolve("linked"), folder);

        assertThat(scan(request().exclude(folder.resolve("sub/out.torrent"))))
                .containsExactly("00.bin", "01.bin", "other/out.torrent");
        assertThat(scan(request().exclude(linked.resolve("sub/../other")).exclude(Path.of("none/x"))))
                .containsExactly("00.bin", "01.bin", "sub/out.torrent");
        assertThat(scan(CreateTorrent.of(linked).exclude(folder.resolve("other/out.torrent"))))
                .containsExactly("00.bin", "01.bin", "sub/out.torrent");
    }

    @Test
    void aFolderOfManyFilesIsListedInOrder() {
        for (int i = 0; i < 1000; i++) {
            Fixture.file(folder, String.format("many/%03d", i), i, 1);
        }

        assertThat(scan(request())).hasSize(1002).isSorted().endsWith("many/998", "many/999");
    }

    @Test
    void theFirstInOrderOfWhatIsRefusedIsNamed() throws IOException {
        Path first = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("a")).resolve("outside"), temp);
        Files.createSymbolicLink(folder.resolve("b"), temp);

        assertRefused(() -> scan(request()), first, "outside the content");
    }

    @Test
    void contentThatIsNotThereIsRefused() {
        assertRefused(
                () -> scan(CreateTorrent.of(temp.resolve("nothing"))),
                temp.resolve("nothing"),
                "no such file or folder");
    }

    @Test
    void aFileIsRefusedJustWhereItMayNotBeRead() throws IOException {
        Path file = folder.resolve("01.bin");
        Files.setPosixFilePermissions(file, Set.of());

        if (Files.isReadable(file)) { // to the superuser
            assertThat(scan(request())).contains("01.bin");
        } else {
            assertRefused(() -> scan(request()), file, "no permission for");
        }
    }

    @Test
    void contentWithoutAByteIsRefused() throws IOException {
        Path empty = Files.createDirectories(temp.resolve("empty"));
        assertRefused(() -> scan(CreateTorrent.of(empty)), empty, "it is empty");

        Fixture.folder(temp, "empty", 0, 0);
        assertRefused(() -> scan(CreateTorrent.of(empty)), empty, "it is empty");
        assertRefused(() -> scan(CreateTorrent.of(empty.resolve("00.bin"))), empty.resolve("00.bin"), "it is empty");
    }

    @Test
    void theRootOfTheFileSystemIsRefused() {
        assertRefused(() -> scan(CreateTorrent.of(temp.getRoot())), temp.getRoot(), "no name");
    }

    @Test
    void whatIsNeitherFileNorFolderIsRefused() throws IOException {
        Path socket = folder.resolve("socket");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            assertRefused(() -> scan(request()), socket, "neither a regular file nor a folder");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"back\\slash", "line\nbreak", "tab\t", "turned\u202etxt.exe", "_____padding_file_0_x", ".pad/1"})
    void namesThatClientsChangeAreRefused(String name) {
        Fixture.file(folder, name, 1, 5);

        assertRefused(
                () -> scan(request().withHiddenFiles(true)), folder.resolve(name.replaceFirst("/.*", "")), "rename");
    }

    @Test
    void namesThatClientsCutAreRefused() {
        Fixture.file(folder, "x".repeat(240), 1, 5);
        assertThat(scan(request())).hasSize(3);

        Path tooLong = Fixture.file(folder, "ä".repeat(121), 1, 5);
        assertRefused(() -> scan(request()), tooLong, "240 bytes");
    }

    @Test
    void namesThatDifferInCaseOnlyAreRefused() {
        Fixture.file(folder, "sub/Makefile", 1, 5);
        Path other = Fixture.file(folder, "SUB/makefile", 1, 5);
        // not on a file system that takes both for the same
        assertThat(folder.resolve("sub/makefile")).doesNotExist();

        assertRefused(() -> scan(request()), folder.resolve("sub/Makefile"), other.toString());
    }

    @Test
    void foldersThatDifferInCaseOnlyAreTaken() {
        Fixture.file(folder, "sub/a", 1, 5);
        Fixture.file(folder, "SUB/b", 1, 5);

        assertThat(scan(request())).containsExactly("00.bin", "01.bin", "SUB/b", "sub/a");
    }

    @Test
    void foldersDeeperThanClientsReadAreRefused() {
        Fixture.file(folder, "d/".repeat(99) + "x", 1, 5);
        assertThat(scan(request())).hasSize(3);

        Fixture.file(folder, "d/".repeat(101) + "x", 1, 5);
        assertThatThrownBy(() -> scan(request())).hasMessageContaining("more than 100 folders deep");
    }

    @Test
    void aScanEndsWhenItIsCancelled() {
        assertThatThrownBy(() -> tree(request().build(), () -> true)).isInstanceOf(CancellationException.class);
    }

    private CreateTorrent.Builder request() {
        return CreateTorrent.of(folder);
    }

    private static List<String> scan(CreateTorrent.Builder request) {
        return tree(request.build(), () -> false).files().stream()
                .map(file -> String.join("/", file.names()))
                .toList();
    }

    /** By steps in the order last in, first out, as steps may come in any. */
    private static ContentTree tree(CreateTorrent request, BooleanSupplier cancelled) {
        Deque<Runnable> steps = new ArrayDeque<>();
        AtomicReference<ContentTree> tree = new AtomicReference<>();
        new ContentScanner(request, cancelled, true).scan(steps::push, tree::set);
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
        return tree.get();
    }

    private static void assertRefused(ThrowingCallable scan, Path path, String why) {
        assertThatThrownBy(scan)
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageMatching(".*" + Pattern.quote(path.toString()) + "([:;].*|)")
                .hasMessageContaining(why);
    }
}
