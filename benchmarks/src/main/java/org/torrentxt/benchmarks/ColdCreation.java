package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.benchmarks.program.Jvm;
import org.torrentxt.impl.create.ParallelTorrentCreator;

/** Creates one v1 torrent in a new JVM, as a program would that is started for it. */
final class ColdCreation {
    private ColdCreation() {}

    /** Arguments: the content, the piece length, the file to write. */
    public static void main(String[] args) throws IOException {
        byte[] torrent = create(Path.of(args[0]), Integer.parseInt(args[1]));
        Files.write(Path.of(args[2]), torrent);
    }

    private static byte[] create(Path content, int pieceLength) {
        return new ParallelTorrentCreator("benchmarks", Runtime.getRuntime().availableProcessors())
                .create(CreateTorrent.of(content)
                        .format(TorrentFormat.V1)
                        .pieceLength(pieceLength)
                        .build())
                .join()
                .content();
    }

    /** Runs it, and waits for it. */
    static byte[] run(Path content, int pieceLength, Path out) throws IOException {
        return Mktorrent.run(
                Jvm.command(
                        ColdCreation.class, List.of(content.toString(), Integer.toString(pieceLength), out.toString())),
                out);
    }
}
