package org.torrentxt.shell.content;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.PartialPiece;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.action.TorrentAction;
import org.torrentxt.shell.format.PieceMap;
import org.torrentxt.shell.format.Screen;
import org.torrentxt.shell.format.Units;

/** Draws a map of the downloaded pieces and of how many peers have the missing ones. */
@Service
@Command(
        scope = "torrent",
        name = "pieces",
        description = "Draws a map of downloaded pieces and of how many peers have the missing ones."
                + " Example: torrent:pieces 3")
public final class PiecesCommand extends TorrentAction {
    private static final int DEFAULT_WIDTH = 80;

    @Option(name = "--json", description = "Print one JSON object with availability, priorities and partial pieces")
    private boolean json;

    @Override
    protected void run(Torrent torrent) {
        TorrentStatus status = statusOf(torrent);
        if (!status.hasMetadata()) {
            throw TorrentException.invalid("torrent " + torrent.id() + " has no pieces yet: its metadata is not known");
        }
        BitSet have = torrent.pieces();
        List<PartialPiece> queue = torrent.downloadQueue();
        if (json) {
            output().json(document(torrent, status, have, queue));
        } else {
            BitSet partial = new BitSet();
            queue.forEach(piece -> partial.set(piece.piece()));
            draw(status, new PieceMap(status.numPieces(), have, partial, torrent.pieceAvailability()));
        }
    }

    private void draw(TorrentStatus status, PieceMap map) {
        Screen screen = output().screen();
        PieceMap.Ink ink = PieceMap.Ink.of(screen);
        int width = screen.width() > 0 ? screen.width() : DEFAULT_WIDTH;
        String title =
                map.have().cardinality() + " of " + map.numPieces() + " pieces of " + Units.size(status.pieceLength());
        String rarest = map.rarest() < 0 ? "" : ", rarest missing piece: " + Units.plural(map.rarest(), "peer");
        output().wrapped("", title + rarest);
        map.draw(width, ink).forEach(output()::line);
        output().wrapped("", ink.legend());
    }

    private static Map<String, Object> document(
            Torrent torrent, TorrentStatus status, BitSet have, List<PartialPiece> queue) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", status.id());
        document.put("numPieces", status.numPieces());
        document.put("piecesDone", have.cardinality());
        document.put("pieceLength", status.pieceLength());
        document.put("pieces", have.stream().boxed().toList());
        document.put("availability", torrent.pieceAvailability());
        document.put("priorities", torrent.piecePriorities());
        document.put("partial", queue);
        return document;
    }
}
