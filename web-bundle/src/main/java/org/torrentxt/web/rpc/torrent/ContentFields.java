package org.torrentxt.web.rpc.torrent;

import java.io.IOException;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToLongFunction;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.web.rpc.call.Output;
import org.torrentxt.web.rpc.value.Level;

/** Files and pieces. Files are counted without pad files, so their numbers here may differ from those of the engine. */
final class ContentFields {
    static final List<Field> ALL = List.of(
            Field.number("file-count", TorrentView::fileCount),
            Field.text("primary-mime-type", TorrentView::mediaType),
            Field.of("files", ContentFields::files),
            Field.of("fileStats", ContentFields::fileStats),
            Field.of("priorities", (torrent, out) -> numbers(torrent, out, file -> Level.of(file.priority()))),
            Field.of("wanted", (torrent, out) -> numbers(torrent, out, file -> isWanted(file) ? 1 : 0)),
            Field.number("pieceCount", torrent -> torrent.status().numPieces()),
            Field.number("pieceSize", torrent -> torrent.status().pieceLength()),
            Field.text("pieces", ContentFields::pieces),
            Field.of("availability", ContentFields::availability),
            Field.number("desiredAvailable", ContentFields::desiredAvailable));

    private ContentFields() {}

    private static void files(TorrentView torrent, Output out) throws IOException {
        out.startList();
        for (FileInfo file : torrent.files()) {
            out.startObject();
            out.key("bytesCompleted").value(file.progress());
            out.key("length").value(file.size());
            out.key("name").value(file.path());
            out.key("index").value(file.index());
            out.endObject();
        }
        out.endList();
    }

    private static void fileStats(TorrentView torrent, Output out) throws IOException {
        out.startList();
        for (FileInfo file : torrent.files()) {
            out.startObject();
            out.key("bytesCompleted").value(file.progress());
            out.key("wanted").value(isWanted(file));
            out.key("priority").value(Level.of(file.priority()));
            out.endObject();
        }
        out.endList();
    }

    private static void numbers(TorrentView torrent, Output out, ToLongFunction<FileInfo> number) throws IOException {
        out.startList();
        for (FileInfo file : torrent.files()) {
            out.value(number.applyAsLong(file));
        }
        out.endList();
    }

    private static boolean isWanted(FileInfo file) {
        return !file.priority().equals(FilePriority.SKIP);
    }

    private static String pieces(TorrentView torrent) {
        BitSet have = torrent.torrent().map(Torrent::pieces).orElseGet(BitSet::new);
        byte[] bits = new byte[(torrent.status().numPieces() + 7) / 8];
        have.stream()
                .filter(piece -> piece < bits.length * 8)
                .forEach(piece -> bits[piece / 8] |= (byte) (0x80 >> piece % 8));
        return Base64.getEncoder().encodeToString(bits);
    }

    private static void availability(TorrentView torrent, Output out) throws IOException {
        BitSet have = torrent.torrent().map(Torrent::pieces).orElseGet(BitSet::new);
        int[] peers = torrent.torrent().map(Torrent::pieceAvailability).orElseGet(() -> new int[0]);
        out.startList();
        for (int piece = 0; piece < torrent.status().numPieces(); piece++) {
            out.value(have.get(piece) ? -1 : piece < peers.length ? peers[piece] : 0);
        }
        out.endList();
    }

    private static long desiredAvailable(TorrentView torrent) {
        long left = torrent.status().totalWanted() - torrent.status().totalWantedDone();
        if (left <= 0 || torrent.status().numPeers() == 0) {
            return 0;
        }
        BitSet have = torrent.torrent().map(Torrent::pieces).orElseGet(BitSet::new);
        int[] peers = torrent.torrent().map(Torrent::pieceAvailability).orElseGet(() -> new int[0]);
        List<FilePriority> wanted =
                torrent.torrent().map(Torrent::piecePriorities).orElse(List.of());
        long available = 0;
        for (int piece = 0; piece < Math.min(peers.length, wanted.size()); piece++) {
            if (!have.get(piece) && peers[piece] > 0 && !wanted.get(piece).equals(FilePriority.SKIP)) {
                available += torrent.status().pieceLength();
            }
        }
        return Math.min(left, available);
    }
}
