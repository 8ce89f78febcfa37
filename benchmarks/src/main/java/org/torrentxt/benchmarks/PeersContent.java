package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.create.ParallelTorrentCreator;

/**
 * One file, and a .torrent file of it.
 *
 * @param mebibytes its size
 * @param format of the .torrent file
 * @param file the file
 * @param torrent the .torrent file
 */
record PeersContent(int mebibytes, TorrentFormat format, Path file, Path torrent) {
    private static final int PIECE = 1 << 20;

    static PeersContent create(Workspace workspace, int mebibytes, TorrentFormat format) throws IOException {
        Path file = workspace.sample(mebibytes);
        byte[] torrent = new ParallelTorrentCreator(
                        "benchmarks", Runtime.getRuntime().availableProcessors())
                .create(CreateTorrent.of(file).format(format).pieceLength(PIECE).build())
                .join()
                .content();
        String name = mebibytes + "-" + format.name().toLowerCase(Locale.ROOT) + ".torrent";
        return new PeersContent(mebibytes, format, file, Files.write(workspace.resolve(name), torrent));
    }

    /** How tables name it. */
    String label() {
        return mebibytes + " MiB"
                + (format == TorrentFormat.V1 ? "" : ", " + format.name().toLowerCase(Locale.ROOT));
    }
}
