package org.torrentxt.shell.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtBlobs;

class BlobPutCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, DhtBlobs.MAX_LENGTH})
    void filesThatFitAreRead(int length) throws IOException {
        assertThat(BlobPutCommand.read(file(length))).hasSize(length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, DhtBlobs.MAX_LENGTH + 1})
    void othersAreRefusedByNameAndLength(int length) throws IOException {
        Path file = file(length);

        assertThatThrownBy(() -> BlobPutCommand.read(file))
                .isInstanceOf(TorrentException.class)
                .hasMessage("invalid file size: '" + file + "' has " + length + " bytes; expected 1 to 65536");
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> BlobPutCommand.read(folder))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("not a file: '" + folder + "'");
    }

    private Path file(int length) throws IOException {
        return Files.write(folder.resolve("blob"), new byte[length]);
    }
}
