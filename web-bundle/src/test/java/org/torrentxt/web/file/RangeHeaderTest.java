package org.torrentxt.web.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {
    private static Optional<List<ByteRange>> parse(String header) {
        return RangeHeader.parse(header, 100);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=10-19, 10, 19",
        "bytes=10-, 10, 99",
        "bytes=-1, 99, 99",
        "bytes=-30, 70, 99",
        "bytes=-1000, 0, 99",
        "bytes=90-1000, 90, 99",
        "bytes=99-, 99, 99",
        "bytes=0-99999999999999999999999999, 0, 99",
        "bytes=-99999999999999999999999999, 0, 99",
        "bytes=000000000000000000000000000010-11, 10, 11",
        "BYTES=1-2, 1, 2",
        "'  bytes= 1-2 ', 1, 2",
        "'bytes=,1-2,,', 1, 2",
        "'bytes=1-2,500-600', 1, 2",
    })
    void aRangeIsReadAsFarAsTheFileHasIt(String header, long first, long last) {
        assertThat(parse(header)).contains(List.of(new ByteRange(first, last)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999-", "bytes=100-,200-300"})
    void aRangeBehindTheEndCannotBeSatisfied(String header) {
        assertThat(parse(header)).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=,",
                "bytes=-",
                "bytes=a-b",
                "bytes=2-1",
                "bytes=1",
                "bytes=1-2-3",
                "bytes=--1",
                "bytes=+1-2",
                "bytes=1 - 2",
                "bytes 1-2",
                "items=1-2",
                "bytes=1-2;3-4",
                "bytes=0x1-0x2",
                "bytes=١-٢",
                "bytes=1-2,x",
                "seconds=1-2"
            })
    void whatIsMalformedIsIgnored(String header) {
        assertThat(parse(header)).isEmpty();
    }

    @Test
    void severalRangesKeepTheirOrder() {
        assertThat(parse("bytes=50-59, 0-9,-1"))
                .contains(List.of(new ByteRange(50, 59), new ByteRange(0, 9), new ByteRange(99, 99)));
    }

    @Test
    void noHeaderTooManyRangesAndThoseThatOverlapMeanAllOfTheFile() {
        assertThat(parse(null)).isEmpty();
        assertThat(parse("bytes=" + "0-0,".repeat(17))).isEmpty();
        assertThat(parse("bytes=0-9,9-19")).isEmpty();
        assertThat(parse("bytes=0-,0-")).isEmpty();
        assertThat(parse("bytes=" + "0".repeat(2_000) + "-1")).isEmpty();
    }

    @Test
    void anEmptyFileHasNoRange() {
        assertThat(RangeHeader.parse("bytes=0-", 0)).contains(List.of());
        assertThat(RangeHeader.parse("bytes=-5", 0)).contains(List.of());
    }

    @Test
    void filesMayBeGreat() {
        long size = 5L << 40;
        assertThat(RangeHeader.parse("bytes=4294967296-", size)).contains(List.of(new ByteRange(1L << 32, size - 1)));
    }
}
