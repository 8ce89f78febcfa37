package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;

class IdRangeTest {
    @Test
    void anIdIsARangeOfOne() {
        assertThat(IdRange.parse("3")).isEqualTo(new IdRange(3, 3));
    }

    @Test
    void bothEndsAreWithin() {
        IdRange range = IdRange.parse("5-9");

        assertThat(range.contains(4)).isFalse();
        assertThat(range.contains(5)).isTrue();
        assertThat(range.contains(9)).isTrue();
        assertThat(range.contains(10)).isFalse();
    }

    @Test
    void theLargestIdIsNoProblem() {
        assertThat(IdRange.parse("1-2147483647").contains(Integer.MAX_VALUE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0-3", "9-5", "3-", "a", "3,4", "1-2147483648", "99999999999", "1--2", "3 "})
    void anythingElseIsRefusedWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> IdRange.parse(text))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("5-9");
    }
}
