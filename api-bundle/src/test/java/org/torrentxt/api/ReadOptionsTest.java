package org.torrentxt.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadOptionsTest {
    private static final ReadOptions DEFAULTS = ReadOptions.defaults();

    @Test
    void eachIsChangedAlone() {
        ReadOptions changed =
                DEFAULTS.readAhead(1, 2).readAheadTime(Duration.ofSeconds(3)).timeout(Duration.ofSeconds(4));
        assertThat(changed.leastReadAhead()).isEqualTo(1);
        assertThat(changed.mostReadAhead()).isEqualTo(2);
        assertThat(changed.readAheadTime()).hasSeconds(3);
        assertThat(changed.timeout()).contains(Duration.ofSeconds(4));
        assertThat(changed).isNotEqualTo(DEFAULTS).hasToString("read-ahead PT3S, 1 to 2 bytes, timeout PT4S");
        assertThat(DEFAULTS.timeout()).isEmpty();
        assertThat(DEFAULTS.readAhead(0, Long.MAX_VALUE)).isEqualTo(DEFAULTS.readAhead(0, Long.MAX_VALUE));
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThatThrownBy(() -> DEFAULTS.readAhead(-1, 2)).hasMessageContaining("out of range");
        assertThatThrownBy(() -> DEFAULTS.readAhead(3, 2)).hasMessageContaining("out of range");
        assertThatThrownBy(() -> DEFAULTS.readAheadTime(Duration.ofMillis(-1))).hasMessageContaining("out of range");
        assertThatThrownBy(() -> DEFAULTS.timeout(ReadOptions.MAX_TIME.plusMillis(1)))
                .isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> DEFAULTS.timeout(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("time");
    }
}
