package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * A piece was downloaded and verified. Fires once per piece, thousands of times per torrent. Droppable.
 *
 * @param origin where and when
 * @param piece 0-based index of the piece
 */
public record PieceFinished(AlertOrigin origin, int piece) implements Alert {
    /** Rejects nulls. */
    public PieceFinished {
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public AlertType type() {
        return AlertType.PIECE_FINISHED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("piece", piece);
    }
}
