package org.torrentxt.shell.format;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws the pieces of a torrent as rows of cells, each for one piece or, if there are too many, for several
 * consecutive ones. An incomplete cell shows how many peers have its rarest missing piece.
 *
 * @param numPieces number of pieces
 * @param have pieces that are downloaded and verified
 * @param partial pieces that are partly downloaded
 * @param availability how many peers have each piece; empty if unknown
 */
public record PieceMap(int numPieces, BitSet have, BitSet partial, int[] availability) {
    private static final int MAX_ROWS = 16;
    private static final int MIN_CELLS = 10;
    private static final int MAX_DIGIT = 9;

    /**
     * The characters of a map.
     *
     * @param have for a cell that is complete
     * @param partial for a cell that is partly downloaded
     */
    public record Ink(char have, char partial) {
        /** Blocks, if the screen can show them. */
        public static Ink of(Screen screen) {
            return screen.isUnicode() ? new Ink('█', '▒') : new Ink('#', '+');
        }

        /** The meaning of the characters. */
        public String legend() {
            return have + " have   " + partial
                    + " partial   0-9 missing, number of peers that have it (* more)   . missing";
        }
    }

    /**
     * The map's rows, each with the number of its first piece.
     *
     * @param width columns of the terminal
     */
    public List<String> draw(int width, Ink ink) {
        int digits = String.valueOf(Math.max(0, numPieces - 1)).length();
        int cells = Math.max(MIN_CELLS, width - digits - 3);
        int perCell = Math.max(1, (numPieces + cells * MAX_ROWS - 1) / (cells * MAX_ROWS));
        List<String> rows = new ArrayList<>();
        for (int first = 0; first < numPieces; first += cells * perCell) {
            StringBuilder row = new StringBuilder(String.format("%" + digits + "d  ", first));
            int end = Math.min(numPieces, first + cells * perCell);
            for (int piece = first; piece < end; piece += perCell) {
                row.append(cell(piece, Math.min(end, piece + perCell), ink));
            }
            rows.add(row.toString());
        }
        return rows;
    }

    /** How many peers have the rarest missing piece; -1 if none is missing or the number is unknown. */
    public int rarest() {
        return rarest(0, numPieces);
    }

    private char cell(int from, int to, Ink ink) {
        if (have.nextClearBit(from) >= to) {
            return ink.have();
        }
        if (isWithin(partial, from, to) || isWithin(have, from, to)) {
            return ink.partial();
        }
        int rarest = rarest(from, to);
        if (rarest < 0) {
            return '.';
        }
        return rarest > MAX_DIGIT ? '*' : Character.forDigit(rarest, 10);
    }

    private int rarest(int from, int to) {
        return IntStream.range(from, Math.min(to, availability.length))
                .filter(piece -> !have.get(piece))
                .map(piece -> availability[piece])
                .min()
                .orElse(-1);
    }

    private static boolean isWithin(BitSet pieces, int from, int to) {
        int next = pieces.nextSetBit(from);
        return next >= 0 && next < to;
    }
}
