package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;

class TorrentFileTest {
    @TempDir
    Path folder;

    private CreatedTorrent created;

    @BeforeEach
    void create() {
        created = Content.torrentOf(Content.write(folder, 300_000), TorrentFormat.HYBRID);
    }

    private Torrent addTo(LocalSession local) {
        return local.session()
                .add(AddTorrent.torrentBytes(created.content()).savePath(folder).build());
    }

    @Test
    void isTheSameFromTheFirstMomentOn() {
        try (LocalSession local = LocalSession.start("torrent-file", folder)) {
            Torrent torrent = addTo(local);
            for (int i = 0; i < 300; i++) {
                byte[] file = torrent.torrentFile().orElseThrow();
                assertThat(Natives.infoHashes(TorrentFiles.read(file).info_hashes()))
                        .isEqualTo(created.infoHashes());
            }
        }
    }

    @Test
    void mayBeAskedForWhileTheTorrentIsRemoved() {
        try (LocalSession local = LocalSession.start("torrent-file-gone", folder)) {
            for (int i = 0; i < 30; i++) {
                Torrent torrent = addTo(local);
                CompletableFuture<Void> remover = CompletableFuture.runAsync(() -> torrent.remove(false));
                Optional<byte[]> file = torrent.torrentFile();
                while (file.isPresent()) {
                    assertThat(torrent.files()).hasSizeBetween(0, 3);
                    file = torrent.torrentFile();
                }
                remover.join();
            }
        }
    }
}
