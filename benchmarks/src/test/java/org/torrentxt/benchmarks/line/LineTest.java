package org.torrentxt.benchmarks.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.benchmarks.line.LineTransfer.Kind;
import org.torrentxt.benchmarks.line.LineTransfer.Rate;
import org.torrentxt.impl.create.ParallelTorrentCreator;

/**
 * Sessions with the defaults of {@code network=internet} use a line with a delay as TCP alone does. Compared with that in
 * the same test, as the line is slower on a machine that is busy. With {@code -Pnightly} the line is that of the
 * benchmark, and what is missing at most a tenth.
 */
class LineTest {
    private static final int MEBIBYTES = 512;
    private static final int SECONDS = Integer.getInteger("line.seconds", 3);
    private static final boolean IS_LONG = SECONDS > 10;
    private static final Line LINE = IS_LONG ? new Line(100, 25, 0, 100) : new Line(20, 10, 0, 100);
    private static final double LEAST = IS_LONG ? 0.9 : 0.4;

    @TempDir
    private Path folder;

    private Path content;
    private Path torrent;

    @BeforeEach
    void createTorrent() throws IOException {
        content = Files.createDirectory(folder.resolve("content"));
        try (RandomAccessFile file =
                new RandomAccessFile(content.resolve("zeros.bin").toFile(), "rw")) {
            file.setLength(IS_LONG ? (long) MEBIBYTES << 20 : 32 << 20);
        }
        torrent = Files.write(
                folder.resolve("zeros.torrent"),
                new ParallelTorrentCreator("test", 2)
                        .create(CreateTorrent.of(content.resolve("zeros.bin"))
                                .format(TorrentFormat.V1)
                                .build())
                        .join()
                        .content());
    }

    private double rate(Kind kind) throws IOException, InterruptedException {
        return LineTransfer.run(LINE, kind, "reno", SECONDS, torrent, content, Map.of()).stream()
                .mapToDouble(Rate::later)
                .sum();
    }

    @Test
    void byTcpAndByUtpADownloadUsesTheLineAsTcpAloneDoes() throws Exception {
        double bare = rate(Kind.BARE);

        assertThat(bare).as("the line").isPositive().isLessThan(LINE.megabits());
        assertThat(rate(Kind.TCP) / bare).as("by TCP").isGreaterThan(LEAST);
        assertThat(rate(Kind.UTP) / bare).as("by uTP").isGreaterThan(LEAST);
    }
}
