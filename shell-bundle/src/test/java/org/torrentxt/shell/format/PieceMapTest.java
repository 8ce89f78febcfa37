package org.torrentxt.shell.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceMapTest {
    private static final PieceMap.Ink INK = new PieceMap.Ink('#', '+');

    @Test
    void aPieceIsHaveOrPartialOrTellsHowManyPeersHaveIt() {
        PieceMap map = new PieceMap(6, bits(0, 1), bits(2), new int[] {9, 9, 9, 0, 7, 12});

        assertThat(map.draw(80, INK)).containsExactly("0  ##+07*");
        assertThat(map.rarest()).isZero();
    }

    @Test
    void withoutCountsWhatIsMissingIsADot() {
        PieceMap map = new PieceMap(3, bits(1), bits(), new int[0]);

        assertThat(map.draw(80, INK)).containsExactly("0  .#.");
        assertThat(map.rarest()).isEqualTo(-1);
    }

    @Test
    void rowsAreNumberedByTheirFirstPiece() {
        PieceMap map = new PieceMap(25, new BitSet(), new BitSet(), new int[0]);

        assertThat(map.draw(15, INK)).containsExactly(" 0  ..........", "10  ..........", "20  .....");
    }

    @Test
    void severalPiecesShareACellAndTheRarestThatIsMissingCounts() {
        int[] availability = new int[320];
        Arrays.fill(availability, 5);
        availability[5] = 2;
        // ten cells per row and sixteen rows: two pieces per cell
        List<String> rows = new PieceMap(320, bits(0, 1, 2), new BitSet(), availability).draw(16, INK);

        assertThat(rows).hasSize(16);
        assertThat(rows.get(0)).isEqualTo("  0  #+25555555");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 79, 80, 81, 1000, 123_456})
    void whateverItsSizeItFitsTheTerminal(int numPieces) {
        List<String> rows = new PieceMap(numPieces, new BitSet(), new BitSet(), new int[0]).draw(80, INK);

        assertThat(rows)
                .hasSizeBetween(1, 16)
                .allSatisfy(row -> assertThat(row.length()).isLessThan(80));
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        IntStream.of(set).forEach(bits::set);
        return bits;
    }
}
