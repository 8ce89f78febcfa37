package org.torrentxt.shell.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlotTest {
    private static Plot plot(int width, boolean isUnicode) {
        return new Plot(Screen.of(width, isUnicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII), 2);
    }

    @Test
    void columnsAreAsHighAsTheirMeansAndUnknownOnesBlank() {
        List<String> lines = plot(12 + 1 + 6, true).draw(List.of(-1L, 0L, 100L, 300L, 400L, 50L), "12:00", "13:00");

        assertThat(lines)
                .containsExactly("   400 B/s │   ▄█", "         0 │ _▄██▂", "           └──────", "            12:00…");
    }

    @Test
    void severalValuesAreOneColumn() {
        List<String> lines = plot(12 + 1 + 2, true).draw(List.of(100L, 300L, -1L, -1L), "a", "b");

        assertThat(lines.get(0)).isEqualTo("   200 B/s │█");
        assertThat(lines.get(1)).isEqualTo("         0 │█");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80, 200})
    void noLineIsWiderThanTheTerminal(int width) {
        List<Long> rates = LongStream.range(0, 1440).boxed().toList();

        assertThat(plot(width, true).draw(rates, "12:00", "12:00"))
                .hasSize(4)
                .allSatisfy(line ->
                        assertThat(new AttributedString(line).columnLength()).isLessThan(width));
        assertThat(String.join("", plot(width, false).draw(rates, "12:00", "12:00")))
                .matches("\\p{ASCII}*");
    }

    @Test
    void aFileIsAsWideAsAUsualTerminal() {
        assertThat(new Plot(Screen.of(0, StandardCharsets.UTF_8), 2)
                        .draw(List.of(1L), "12:00", "13:00")
                        .get(3))
                .hasSize(80)
                .endsWith("13:00");
    }
}
