package org.torrentxt.impl.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.network.NetworkMode;

/** Whether there is nothing to check follows from what was really made. */
class PreallocatedFilesTest {
    @TempDir
    Path folder;

    private Preallocation make(Runnable meanwhile, byte... priorities) throws IOException {
        byte[] torrent = Content.torrentOf(Content.write(folder, 300_000), TorrentFormat.V1)
                .content();
        TorrentFiles.Loaded loaded = TorrentFiles.load(torrent, NetworkMode.LOCAL);
        Preallocation files = new Preallocation(downloads(), meanwhile);
        files.make(loaded.info(), Metadata.paths(loaded.info()), priorities);
        return files;
    }

    private Path downloads() throws IOException {
        return Files.createDirectories(folder.resolve("downloads"));
    }

    @Test
    void filesThatWereAllMadeAreNew() throws IOException {
        assertThat(make(() -> {}).areAllNew()).isTrue();
        assertThat(Content.filesBelow(downloads())).hasSize(3);
    }

    @Test
    void aFileThatSomebodyMakesMeanwhileIsToBeChecked() throws IOException {
        assertThat(make(() -> appear("content/sub/c.bin")).areAllNew()).isFalse();
        assertThat(folder.resolve("downloads/content/sub/c.bin")).hasContent("mine");
    }

    @Test
    void soIsOneThatIsNotWanted() throws IOException {
        assertThat(make(() -> appear("content/sub/c.bin"), (byte) 4, (byte) 4, (byte) 0)
                        .areAllNew())
                .isFalse();
    }

    private void appear(String file) {
        try {
            Path made = downloads().resolve(file);
            Files.createDirectories(made.getParent());
            Files.writeString(made, "mine");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
