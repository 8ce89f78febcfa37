package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.ForkedJvm;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.network.NetworkMode;

/**
 * Sessions that write by memory maps verify pieces which are still to be written: what is read of those is right, too.
 * In a JVM with libjsig, as such sessions need it.
 */
class MappedReadingTest {
    private static final Duration LIMIT = Duration.ofSeconds(50);

    @TempDir
    Path folder;

    @Test
    void whatIsReadIsRightWhileItIsWritten() throws Exception {
        Path libjsig = Path.of(System.getProperty("java.home"), "lib", "libjsig.so");
        ForkedJvm.assertSurvives(
                Reading.class,
                folder.resolve("jvm"),
                LIMIT,
                Map.of("LD_PRELOAD", libjsig.toString()),
                folder.toString());
    }

    /** Downloads and reads, several times. */
    static final class Reading {
        private static final int SIZE = 8_000_000;
        private static final int TIMES = 4;

        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            Path content = Content.write(folder, SIZE);
            CreatedTorrent created = Content.torrentOf(content, TorrentFormat.V1);
            try (EngineSession seeder = start("seeder", folder)) {
                seeder.add(AddTorrent.torrentBytes(created.content())
                        .savePath(folder)
                        .started()
                        .seed()
                        .build());
                for (int i = 0; i < TIMES; i++) {
                    read(seeder, created, folder, i);
                }
            }
            ForkedJvm.survived();
        }

        private static EngineSession start(String name, Path folder) {
            Map<String, Object> settings = new HashMap<>(Map.of("listen_interfaces", "127.0.0.1:0"));
            EngineOptions options = new EngineOptions(name, NetworkMode.LOCAL, true, folder, settings);
            return EngineSession.start(options, Set.of(), alert -> {});
        }

        private static void read(EngineSession seeder, CreatedTorrent created, Path folder, int number)
                throws IOException {
            try (EngineSession leecher = start("leecher", folder.resolve("downloads" + number))) {
                Torrent torrent = leecher.add(AddTorrent.torrentBytes(created.content())
                                .started()
                                .peer(Wait.forValue("it listens", seeder::listenEndpoints, all -> !all.isEmpty())
                                        .get(0))
                                .build())
                        .torrent();
                try (SeekableByteChannel channel = torrent.open(0);
                        InputStream in = Channels.newInputStream(channel)) {
                    byte[] expected = Files.readAllBytes(folder.resolve("content/a.bin"));
                    assertThat(in.readAllBytes()).isEqualTo(expected);
                    int length = created.pieceLength();
                    assertThat(Wait.answer(torrent.readPiece(0))).isEqualTo(Arrays.copyOf(expected, length));
                }
            }
        }
    }
}
