package org.torrentxt.shell.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "1023,1023 B",
        "1024,1.0 KiB",
        "1536,1.5 KiB",
        "1048575,1.0 MiB",
        "67108864,64.0 MiB",
        "9223372036854775807,8.0 EiB"
    })
    void sizesAreInPowersOf1024(long bytes, String expected) {
        assertThat(Units.size(bytes)).isEqualTo(expected);
    }

    @Test
    void ratesAreSizesASecond() {
        assertThat(Units.rate(1536)).isEqualTo("1.5 KiB/s");
        assertThat(Units.rate(64 << 20, Duration.ofSeconds(2))).isEqualTo("32.0 MiB/s");
        assertThat(Units.rate(1, Duration.ZERO)).isEqualTo(Units.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"0,0.0 %", "0.6321,63.2 %", "0.99999,99.9 %", "1,100.0 %", "1.5,100.0 %", "-1,0.0 %"})
    void hundredPercentMeansComplete(double fraction, String expected) {
        assertThat(Units.percent(fraction)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,0s", "59,59s", "60,1m 00s", "3661,1h 01m", "90061,1d 01h"})
    void durationsShowTheirTwoLargestUnits(long seconds, String expected) {
        assertThat(Units.duration(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }

    @Test
    void theRatioOfNothingIsUnknown() {
        assertThat(Units.ratio(5, 4)).isEqualTo("1.25");
        assertThat(Units.ratio(5, 0)).isEqualTo(Units.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "16384,16384",
        "256KiB,262144",
        "1 mib,1048576",
        "2GiB,2147483648",
        "7 B,7",
        "1.5MiB,1572864",
        "0.001KiB,1",
        "0.0625MiB,65536",
        "2TiB,2199023255552"
    })
    void sizesAreRead(String text, long expected) {
        assertThat(Units.parseSize("--piece-size", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KiB", "-1", "1.5", "1.5B", "1.MiB", "1XB", "99999999999999999999"})
    void whatIsNoSizeIsRefusedByName(String text) {
        assertThatThrownBy(() -> Units.parseSize("--piece-size", text))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("--piece-size")
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("10MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "999999999999TiB"})
    void whatIsTooLargeIsRefused(String text) {
        assertThatThrownBy(() -> Units.parseSize("--piece-size", text))
                .hasMessage("size too large for --piece-size: '" + text + "'");
    }

    @Test
    void limitsAreReadAsTheyAreShown() {
        assertThat(Units.parseRateLimit("--down", Units.rateLimit(3 << 19))).isEqualTo(3 << 19);
        assertThat(Units.parseRateLimit("--down", "2MiB")).isEqualTo(2 << 20);
        assertThat(Units.parseRateLimit("--down", Units.rateLimit(500))).isEqualTo(500);
        assertThat(Units.parseRateLimit("--down", Units.rateLimit(0))).isZero();
        assertThat(Units.parseCountLimit("--uploads", Units.countLimit(50))).isEqualTo(50);
        assertThat(Units.parseCountLimit("--uploads", Units.countLimit(-1))).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-1", "1.5", "2MB/h"})
    void whatIsNoRateIsRefused(String text) {
        assertThatThrownBy(() -> Units.parseRateLimit("--down", text))
                .isInstanceOf(TorrentException.class)
                .hasMessageStartingWith("invalid rate '" + text + "' for --down");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "1000000000000"})
    void whatIsNoNumberIsRefused(String text) {
        assertThatThrownBy(() -> Units.parseCountLimit("--uploads", text))
                .isInstanceOf(TorrentException.class)
                .hasMessageStartingWith("invalid number '" + text + "' for --uploads");
    }

    @Test
    void oneIsNotSeveral() {
        assertThat(Units.plural(1, "node")).isEqualTo("1 node");
        assertThat(Units.plural(0, "node")).isEqualTo("0 nodes");
    }
}
