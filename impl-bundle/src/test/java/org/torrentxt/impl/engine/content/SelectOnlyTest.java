package org.torrentxt.impl.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectOnlyTest {
    private static final String MAGNET = "magnet:?xt=urn:btih:0123456789012345678901234567890123456789";

    @ParameterizedTest
    @CsvSource({
        "&so=0, 0",
        "&so=1, 1",
        "'&so=0,2,4-6', 0 2 4 5 6",
        "'&so=4-6,0,2,5-7', 0 2 4 5 6 7",
        "&SO=3-3, 3",
        "'&so=1&so=3', 1 3",
        "'&so=0%2C2', 0 2",
        "'&so.1=1&so.=4', 1 4",
        "'&so=1,x,-2,3-,5-4,7', 1 7",
        "'&dn=a&so=2&tr=http://127.0.0.1/', 2",
        "&so=8-999999999, 8 9"
    })
    void indexesAndRangesAreSelected(String parameters, String expected) {
        SelectOnly selected = SelectOnly.of(MAGNET + parameters).orElseThrow();

        assertThat(IntStream.range(0, 10)
                        .filter(selected::contains)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "&so=", "&so=x", "&so=5-2", "&so=-1", "&so=%", "&also=1", "&dn=so=1", "&so=99999999999"})
    void whatMakesNoSenseSelectsNothingInParticular(String parameters) {
        assertThat(SelectOnly.of(MAGNET + parameters)).isEmpty();
    }

    @Test
    void manyRangesThatOverlapTakeNoTime() {
        String ranges =
                IntStream.range(0, 200_000).mapToObj(i -> i % 7 + "-999999").collect(Collectors.joining(","));

        assertThat(SelectOnly.of(MAGNET + "&so=" + ranges).orElseThrow().contains(999_999))
                .isTrue();
    }
}
