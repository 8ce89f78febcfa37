package org.torrentxt.impl.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.StorageMovedFailed;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.MountNamespace;
import org.torrentxt.impl.fixture.Namespace;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Wait;

/** Moves to file systems as a host may have them mounted: a full one, and a second mount of the same. */
class MountsTest {
    private static final int SIZE = 5_000_000;

    @TempDir
    Path folder;

    @Test
    void aFullFileSystemFailsTheMoveAndASecondMountOfTheSameDoesNot() throws IOException, InterruptedException {
        MountNamespace.assertEnds(Host.class, folder);
    }

    /** What runs where these are mounted. */
    static final class Host {
        private Host() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            Path origin = folder.resolve("origin");
            try (LocalSession session = LocalSession.start("host", origin)) {
                Seed seed = Seed.of(session, Content.write(origin, SIZE), TorrentFormat.HYBRID);
                Torrent torrent = session.session()
                        .add(seed.torrent().savePath(origin).started().seed().build())
                        .torrent();
                Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());
                assertTooSmall(torrent, session, folder.resolve("small"));
                assertFillsUp(origin, folder.resolve("small"));
                Path bound = folder.resolve("bound/place");
                torrent.moveStorage(bound);
                session.alerts().await(StorageMoved.class);
                assertThat(Content.filesBelow(bound.resolve("content"))).hasSize(3);
                assertThat(seed.content()).doesNotExist();
                torrent.recheck();
                Wait.until("it is checked", () -> torrent.status().orElseThrow().isSeeding());
            }
            Namespace.ended();
        }

        private static void assertTooSmall(Torrent torrent, LocalSession session, Path small) {
            torrent.moveStorage(small);
            StorageMovedFailed failed = session.alerts().await(StorageMovedFailed.class);
            assertThat(failed.failure().errorCode()).isEqualTo(28);
            assertThat(failed.failure().message()).contains("not enough space: 5000000 bytes needed", small.toString());
            assertThat(Content.filesBelow(small)).isEmpty();
            Wait.until("it runs", () -> !torrent.status().orElseThrow().isPaused());
        }

        // the space that there was is gone meanwhile
        private static void assertFillsUp(Path origin, Path small) throws IOException {
            List<Path> files = Content.filesBelow(origin);
            Relocation relocation = new Relocation(origin, small, files, Set.of(), "tag");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> relocation.copy(0, bytes -> {}))
                    .withMessageContaining("No space left");
            relocation.undo();
            assertThat(Content.filesBelow(small)).isEmpty();
            try (var entries = Files.list(small)) {
                assertThat(entries).isEmpty();
            }
            assertThat(Content.filesBelow(origin)).isEqualTo(files);
        }
    }
}
