package org.torrentxt.dht.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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

/** On a file system that has neither hard links nor permissions: that of a zip file. */
class PrivateFilesTest {
    @TempDir
    Path temp;

    private FileSystem poor;
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        poor = FileSystems.newFileSystem(temp.resolve("files.zip"), Map.of("create", "true"));
        folder = poor.getPath("/state/identities");
        PrivateFiles.createFolder(folder);
    }

    @AfterEach
    void close() throws IOException {
        poor.close();
    }

    @Test
    void theFileSystemLacksWhatItIsUsedFor() throws IOException {
        assertThat(poor.supportedFileAttributeViews()).doesNotContain("posix", "acl");
        Path file = Files.createFile(folder.resolve("a"));
        assertThatThrownBy(() -> Files.createLink(folder.resolve("b"), file))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aFileIsMadeWithoutLinksAndPermissions() throws IOException {
        assertThat(PrivateFiles.createFile(folder.resolve("alice.key"), "seed".getBytes(UTF_8)))
                .isTrue();

        assertThat(Files.readString(folder.resolve("alice.key"))).isEqualTo("seed");
        assertThat(names()).containsExactly("alice.key");
    }

    @Test
    void aFileThatIsThereIsNeverReplacedByANewOne() throws IOException {
        Files.writeString(folder.resolve("alice.key"), "first");

        assertThat(PrivateFiles.createFile(folder.resolve("alice.key"), "second".getBytes(UTF_8)))
                .isFalse();

        assertThat(Files.readString(folder.resolve("alice.key"))).isEqualTo("first");
        assertThat(names()).containsExactly("alice.key");
    }

    @Test
    void aFileIsReplacedWhereThatIsMeant() throws IOException {
        PrivateFiles.replaceFile(folder.resolve("state"), "old".getBytes(UTF_8));
        PrivateFiles.replaceFile(folder.resolve("state"), "new".getBytes(UTF_8));

        assertThat(Files.readString(folder.resolve("state"))).isEqualTo("new");
        assertThat(names()).containsExactly("state");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
