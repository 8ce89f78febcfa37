package org.torrentxt.metrics.history;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.history.RateHistory;

class MinuteRatesTest {
    private static final long NOW = 30_000_000; // minutes since 1970

    private final MinuteRates rates = new MinuteRates();

    private RateHistory history(long minute) {
        return rates.history("default", Instant.ofEpochSecond(minute * 60 + 59));
    }

    private static List<Long> last(RateHistory history, int count) {
        List<Long> all = history.downloadRates();
        return all.subList(all.size() - count, all.size());
    }

    @Test
    void minutesWithoutRatesAreUnknown() {
        rates.put(NOW, 10, 1);
        rates.put(NOW + 3, 40, 4);

        assertThat(last(history(NOW + 3), 5)).containsExactly(-1L, 10L, -1L, -1L, 40L);
        assertThat(history(NOW + 3).uploadRates()).hasSize(1440).endsWith(1L, -1L, -1L, 4L);
        assertThat(history(NOW + 3).begin()).isEqualTo(Instant.ofEpochSecond((NOW + 3 - 1439) * 60));
        assertThat(history(NOW + 3).step()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theMinuteThatIsNotOverIsNotThereBeforeItHasRates() {
        rates.put(NOW, 10, 1);
        assertThat(last(history(NOW), 1)).containsExactly(10L);
        assertThat(last(history(NOW + 1), 1)).containsExactly(10L);
        assertThat(last(history(NOW + 2), 2)).containsExactly(10L, -1L);
    }

    @Test
    void aDayIsKeptAndNoMore() {
        for (long minute = 0; minute < 2000; minute++) {
            rates.put(NOW + minute, minute, 0);
        }
        assertThat(history(NOW + 1999).downloadRates())
                .hasSize(1440)
                .startsWith(560L, 561L)
                .endsWith(1998L, 1999L);
        assertThat(history(NOW + 1999 + 1440).downloadRates())
                .startsWith(1999L)
                .filteredOn(rate -> rate >= 0)
                .hasSize(1);
        assertThat(history(NOW + 1999 + 3000).downloadRates()).containsOnly(-1L);
    }

    @Test
    void aLongPauseForgetsAll() {
        rates.put(NOW, 10, 1);
        rates.put(NOW + 5000, 50, 5);

        assertThat(history(NOW + 5000).downloadRates())
                .filteredOn(rate -> rate >= 0)
                .containsExactly(50L);
    }

    @Test
    void aClockThatIsSetBackForgetsWhatIsInItsFuture() {
        for (long minute = 0; minute < 10; minute++) {
            rates.put(NOW + minute, minute, 0);
        }
        rates.put(NOW + 4, 44, 0);

        assertThat(last(history(NOW + 4), 6)).containsExactly(-1L, 0L, 1L, 2L, 3L, 44L);
        assertThat(last(history(NOW + 9), 6)).containsExactly(3L, 44L, -1L, -1L, -1L, -1L);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        for (long minute = 0; minute < 1500; minute++) {
            rates.put(NOW + minute, minute * 1_000_000_000_000L, Long.MAX_VALUE);
        }
        assertThat(rates.content()).hasSizeLessThan(MinuteRates.MAX_LENGTH);
        MinuteRates read = new MinuteRates();
        read.read(rates.content());

        assertThat(read.history("default", Instant.ofEpochSecond((NOW + 1499) * 60)))
                .isEqualTo(history(NOW + 1499));
        assertThat(read.content()).isEqualTo(rates.content());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1 5\n", "2 5\n%s", "1 x\n%s", "1 -5\n%s", "1 5\n%s1 1\n", "1 5\nx%s", "1 5\n-%s", "1 5\n7%s"
            })
    void whatIsDamagedIsNotTakenOver(String damaged) {
        rates.put(NOW, 10, 1);
        byte[] before = rates.content();
        String lines = "-1 -1\n".repeat(MinuteRates.KEPT);
        String content = damaged.contains("7%s") ? damaged.replace("7%s", "7\n" + lines.substring(6)) : damaged;

        assertThatThrownBy(() -> rates.read(content.replace("%s", lines).getBytes(US_ASCII)))
                .isInstanceOf(IOException.class);
        assertThat(rates.content()).isEqualTo(before);
    }
}
