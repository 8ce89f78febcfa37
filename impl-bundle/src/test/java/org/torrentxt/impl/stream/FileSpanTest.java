package org.torrentxt.impl.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileSpanTest {
    private static final long TIB = 1L << 40;
    private static final int LENGTH = 16 << 20;

    @Test
    void aFileBeyondTwoGibibytesIsFoundInItsPieces() {
        FileSpan span = new FileSpan(3L << 30, TIB, LENGTH);
        assertThat(span.firstPiece()).isEqualTo(192);
        assertThat(span.pieceCount()).isEqualTo(65_536);
        assertThat(span.pieceAt(TIB - 1)).isEqualTo(192 + 65_535);
        assertThat(span.startOf(192 + 65_535)).isEqualTo(TIB - LENGTH);
        assertThat(span.endOf(192 + 65_535)).isEqualTo(TIB);
        assertThat(span.offsetInPiece((5L << 30) + 7)).isEqualTo(7);
    }

    @Test
    void aFileSharesItsFirstAndLastPiece() {
        FileSpan span = new FileSpan((5L << 30) - 10, (1L << 32) + 20, LENGTH);
        assertThat(span.firstPiece()).isEqualTo(319);
        assertThat(span.pieceCount()).isEqualTo(258);
        assertThat(span.startOf(319)).isZero();
        assertThat(span.endOf(319)).isEqualTo(10);
        assertThat(span.offsetInPiece(0)).isEqualTo(LENGTH - 10);
        assertThat(span.startOf(320)).isEqualTo(10);
        assertThat(span.endOf(319 + 257)).isEqualTo(span.size());
        for (long position : new long[] {0, 9, 10, 1L << 31, 1L << 32, span.size() - 1}) {
            int piece = span.pieceAt(position);
            assertThat(position).isBetween(span.startOf(piece), span.endOf(piece) - 1);
            assertThat((long) piece * LENGTH + span.offsetInPiece(position)).isEqualTo(span.offset() + position);
        }
    }

    @Test
    void anEmptyFileHasNoPiece() {
        FileSpan span = new FileSpan(LENGTH, 0, LENGTH);
        assertThat(span.firstPiece()).isOne();
        assertThat(span.pieceCount()).isZero();
    }
}
