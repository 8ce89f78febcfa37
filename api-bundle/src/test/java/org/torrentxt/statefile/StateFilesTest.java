package org.torrentxt.statefile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the file system of this host, and on one that has neither hard links nor permissions: that of a zip file. */
class StateFilesTest {
    @TempDir
    Path temp;

    private final Reports reports = new Reports();
    private FileSystem poor;

    @BeforeEach
    void open() throws IOException {
        poor = FileSystems.newFileSystem(temp.resolve("files.zip"), Map.of("create", "true"));
    }

    @AfterEach
    void close() throws IOException {
        poor.close();
    }

    private List<Path> folders() {
        return List.of(temp.resolve("state/identities"), poor.getPath("/state/identities"));
    }

    private StateFiles in(Path folder) {
        return new StateFiles(folder, 100, reports);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theFileSystemLacksWhatItIsUsedFor() throws IOException {
        assertThat(poor.supportedFileAttributeViews()).doesNotContain("posix", "acl");
        Path file = Files.createFile(poor.getPath("/a"));
        assertThatThrownBy(() -> Files.createLink(poor.getPath("/b"), file))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aNewFileIsWrittenAndNeverReplacesAnother() throws IOException {
        for (Path folder : folders()) {
            assertThat(in(folder).names("")).isEmpty();
            assertThat(in(folder).create("alice.key", bytes("first"))).isTrue();
            assertThat(in(folder).create("alice.key", bytes("second"))).isFalse();

            assertThat(Files.readString(folder.resolve("alice.key"))).isEqualTo("first");
            assertThat(names(folder)).containsExactly("alice.key");
        }
    }

    @Test
    void aFileIsReplacedOnlyIfItWasReadOrWritten() throws IOException {
        for (Path folder : folders()) {
            StateFiles files = in(folder);
            files.save("a", bytes("old"));
            files.save("a", bytes("new"));
            assertThat(Files.readString(folder.resolve("a"))).isEqualTo("new");

            StateFiles others = in(folder);
            assertThatThrownBy(() -> others.save("a", bytes("unread"))).isInstanceOf(FileAlreadyExistsException.class);
            assertThat(others.read("a", content -> assertThat(content).isEqualTo(bytes("new"))))
                    .isTrue();
            others.save("a", bytes("read"));
            assertThat(Files.readString(folder.resolve("a"))).isEqualTo("read");
            others.delete("a");
            assertThat(names(folder)).isEmpty();
        }
        assertThat(reports.all).isEmpty();
    }

    @Test
    void aFailedChangeChangesNothing() throws IOException {
        Path folder = temp.resolve("state");
        StateFiles files = in(folder);
        files.save("a", bytes("1"));
        Files.delete(folder.resolve("a"));
        Files.createDirectories(folder.resolve("a/full"));
        assertThatThrownBy(() -> files.save("a", bytes("2"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> files.delete("a")).isInstanceOf(IOException.class);
        assertThat(folder.resolve("a/full")).isDirectory();
        assertThat(names(folder)).containsExactly("a");
        Path file = Files.writeString(temp.resolve("file"), "");
        for (Path blocked : List.of(file, file.resolve("below"), file.resolve("below/that"))) {
            assertThatThrownBy(() -> in(blocked).save("a", bytes("1")))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(FileAlreadyExistsException.class);
        }
    }

    @Test
    void whatCannotBeUsedIsSetAsideOrLeftAndNeverOverwritten() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("state"));
        Files.writeString(folder.resolve("damaged"), "1");
        Files.writeString(folder.resolve("newer"), "2");
        Files.write(folder.resolve("long"), new byte[101]);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("newer"));
        Files.createDirectory(folder.resolve("folder"));
        StateFiles files = in(folder);
        for (String name : files.names("")) {
            assertThat(files.read(name, content -> {
                        if (name.equals("newer")) {
                            throw new NewerVersionException(2, 1);
                        }
                        throw new IllegalStateException("no sense in it");
                    }))
                    .isFalse();
        }
        assertThat(reports.all)
                .containsExactlyInAnyOrder(
                        "damaged damaged.damaged-1: no sense in it",
                        "damaged folder.damaged-1: is not a regular file",
                        "damaged link.damaged-1: is a symbolic link",
                        "damaged long.damaged-1: too long: 101 bytes; expected at most 100",
                        "refused newer: written by a newer version of TorrentXT: format 2; expected at most 1");
        assertThatThrownBy(() -> files.save("newer", bytes("3"))).isInstanceOf(FileAlreadyExistsException.class);
        files.save("damaged", bytes("3"));
        assertThat(folder.resolve("damaged.damaged-1")).hasContent("1");
        assertThat(folder.resolve("newer")).hasContent("2");
    }

    @Test
    void temporaryFilesOfAKilledProcessAreDeleted() throws IOException {
        for (Path folder : folders()) {
            in(folder).cleanUp(); // there is no folder yet
            in(folder).save("a", bytes("1"));
            Files.writeString(folder.resolve(".4711.tmp"), "half a secret");
            Files.writeString(folder.resolve("notes.tmp"), "of somebody else");
            in(folder).cleanUp();
            assertThat(names(folder)).containsExactly("a", "notes.tmp");
        }
    }

    @Test
    void thoseOfOneFileAreDeletedWhileOthersAreBeingWritten() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("state"));
        for (String name : List.of(".a-4711.tmp", ".a-b-4711.tmp", ".b-4711.tmp", ".a.tmp")) {
            Files.writeString(folder.resolve(name), "half");
        }
        in(folder).cleanUp("a");
        assertThat(names(folder)).containsExactly(".a-b-4711.tmp", ".a.tmp", ".b-4711.tmp");
    }

    @Test
    void aFileThatDoesNotExistIsNoDamage() throws IOException {
        for (Path folder : folders()) {
            StateFiles files = in(folder);
            assertThat(files.read("a", content -> {})).isFalse();
            files.save("a", bytes("1"));
            assertThat(files.read("a", content -> {})).isTrue();
        }
        assertThat(reports.all).isEmpty();
    }
}
