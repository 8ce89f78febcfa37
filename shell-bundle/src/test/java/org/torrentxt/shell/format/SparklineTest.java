package org.torrentxt.shell.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SparklineTest {
    private static final Screen UNICODE = Screen.of(80, StandardCharsets.UTF_8);
    private static final Screen ASCII = Screen.of(80, StandardCharsets.US_ASCII);

    @Test
    void eachValueIsAsHighAsItIsComparedWithTheHighest() {
        assertThat(new Sparkline(UNICODE).draw(-1, 0, 1, 50, 99, 100)).isEqualTo(" ▁▂▅▇█");
        assertThat(new Sparkline(ASCII).draw(-1, 0, 1, 50, 99, 100)).isEqualTo(" _.=*#");
    }

    @Test
    void nothingIsLow() {
        assertThat(new Sparkline(UNICODE).draw(0, 0)).isEqualTo("▁▁");
        assertThat(new Sparkline(UNICODE).draw()).isEmpty();
        assertThat(new Sparkline(UNICODE).draw(Long.MAX_VALUE, 1)).isEqualTo("█▂");
    }

    @Test
    void aCellOfPiecesIsFullPartlyFullOrEmpty() {
        BitSet have = new BitSet();
        have.set(0, 5);
        assertThat(new PieceBar(UNICODE).draw(have, 8, 4)).isEqualTo("██▒░");
        assertThat(new PieceBar(ASCII).draw(have, 8, 4)).isEqualTo("##+-");
        assertThat(new PieceBar(ASCII).draw(have, 0, 4)).isEqualTo("----");
        assertThat(new PieceBar(ASCII).draw(have, 10, 20)).isEqualTo("#".repeat(10) + "-".repeat(10));
    }

    @Test
    void compactSizesHaveEightCharactersAtMost() {
        assertThat(Units.compact(0)).isEqualTo("0 B");
        assertThat(Units.compact(999)).isEqualTo("999 B");
        assertThat(Units.compact(1000)).isEqualTo("1.0 KiB");
        assertThat(Units.compact(102_400)).isEqualTo("100 KiB");
        for (long size = 1; size > 0 && size < Long.MAX_VALUE / 3; size = size * 3 / 2 + 1) {
            assertThat(Units.compact(size)).hasSizeLessThanOrEqualTo(Units.COMPACT);
        }
        assertThat(Units.compact(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    }
}
