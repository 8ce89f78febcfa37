package org.torrentxt.shell.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;

class NumbersTest {
    @Test
    void bothEndsAreWithin() {
        assertThat(Numbers.parse("--tier", "0", 0, 255)).isZero();
        assertThat(Numbers.parse("--tier", "255", 0, 255)).isEqualTo(255);
        assertThat(Numbers.parse("--expect", "9223372036854775807", -1, Long.MAX_VALUE))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(Numbers.parse("--expect", "-1", -1, Long.MAX_VALUE)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "-1", "256", "9999999999999999999"})
    void whatIsNoNumberOrOutOfRangeIsRefusedWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> Numbers.parse("--tier", text, 0, 255))
                .isInstanceOf(TorrentException.class)
                .hasMessage("invalid --tier '" + text + "': expected a number, 0 to 255");
    }

    @ParameterizedTest
    @CsvSource({"90,90", "90s,90", "5m,300", "2H,7200", "1 d,86400", "999999999,999999999"})
    void timesAreSecondsOrNamedByALetter(String text, long seconds) {
        assertThat(Numbers.parseTime("--timeout", text, 1, Numbers.MAX_SECONDS)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "m", "1w", "1.5", "soon", "999999999d"})
    void whatIsNoTimeIsRefusedWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> Numbers.parseTime("--timeout", text, 1, Numbers.MAX_SECONDS))
                .isInstanceOf(TorrentException.class)
                .hasMessage("invalid --timeout '" + text + "': expected seconds, 1 or more, or a time such as 5m");
    }
}
