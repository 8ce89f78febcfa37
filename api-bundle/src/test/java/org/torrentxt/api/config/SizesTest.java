package org.torrentxt.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;

class SizesTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "500,500",
        " 500 ,500",
        "500B,500",
        "500 bytes,500",
        "10K,10240",
        "10k,10240",
        "10KiB,10240",
        "10Ki,10240",
        "10kB,10000",
        "10M,10485760",
        "10 M,10485760",
        "10MB,10000000",
        "10 MB,10000000",
        "10mb,10000000",
        "10 mib,10485760",
        "1.5MiB,1572864",
        "1.5MB,1500000",
        "2G,2147483648",
        "1TB,1000000000000",
        "0.0009KiB,0"
    })
    void sizesAreReadAsPeopleMeanThem(String text, long bytes) {
        assertThat(Sizes.parse("--size", text)).isEqualTo(bytes);
        assertThat(Sizes.parseRate("--down", text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "none,0",
        "NONE,0",
        "500/s,500",
        "10 MB/s,10000000",
        "10MiB / s,10485760",
        "100 Mbit/s,12500000",
        "100Mbit,12500000",
        "100 Mbps,12500000",
        "8kbps,1000",
        "8 bits/s,1",
        "8 Mibit/s,1048576"
    })
    void ratesMayBePerSecondAndInBits(String text, long bytesPerSecond) {
        assertThat(Sizes.parseRate("--down", text)).isEqualTo(bytesPerSecond);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "MB", "-1", "+1", "1.5", "1.5B", "1,5MB", "10XB", "10 M B", "10iB", "10MBB", "fast", "2MB/h"
            })
    void whatIsNeitherSizeNorRateIsRefused(String text) {
        assertThatThrownBy(() -> Sizes.parse("--size", text))
                .isInstanceOf(TorrentException.class)
                .hasMessage("invalid size '" + text
                        + "' for --size: expected a number with an optional unit, such as 500K or 10MiB");
        assertThatThrownBy(() -> Sizes.parseRate("--down", text))
                .isInstanceOf(TorrentException.class)
                .hasMessageStartingWith("invalid rate '" + text + "' for --down: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10 Mbit", "100Mbps", "500/s", "none"})
    void aSizeIsNoRate(String text) {
        assertThatThrownBy(() -> Sizes.parse("--size", text)).hasMessageStartingWith("invalid size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "9999999999999999999T"})
    void whatIsTooLargeIsRefused(String text) {
        assertThatThrownBy(() -> Sizes.parseRate("--down", text))
                .hasMessage("rate too large for --down: '" + text + "'");
    }
}
