package org.torrentxt.shell.format;

import java.util.BitSet;

/**
 * Draws the pieces of a torrent as a bar of a few cells, with the characters of a {@link ProgressBar}, and of {@link
 * PieceMap} for cells of which some pieces are there.
 *
 * @param screen where it is shown
 */
public record PieceBar(Screen screen) {
    /**
     * The bar.
     *
     * @param have pieces that are downloaded and verified
     * @param numPieces number of pieces; 0 if unknown
     * @param cells number of cells
     */
    public String draw(BitSet have, int numPieces, int cells) {
        StringBuilder bar = new StringBuilder();
        for (int cell = 0; cell < cells; cell++) {
            int from = (int) ((long) cell * numPieces / cells);
            int to = Math.max(from + 1, (int) ((cell + 1L) * numPieces / cells));
            bar.append(numPieces == 0 ? missing() : cell(have, from, to));
        }
        return bar.toString();
    }

    private char cell(BitSet have, int from, int to) {
        PieceMap.Ink ink = PieceMap.Ink.of(screen);
        if (have.nextClearBit(from) >= to) {
            return ink.have();
        }
        int next = have.nextSetBit(from);
        return next >= 0 && next < to ? ink.partial() : missing();
    }

    private char missing() {
        return screen.isUnicode() ? '░' : '-';
    }
}
