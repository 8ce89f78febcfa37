package org.torrentxt.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.history.RateHistory;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.fake.PseudoTerminal;
import org.torrentxt.testing.FakeHistory;
import org.torrentxt.testing.FakeSession;

class GraphCommandTest {
    private final FakeSession session = new FakeSession("default");

    private static RateHistory history(long... newest) {
        List<Long> rates = new ArrayList<>(Collections.nCopies(1440 - newest.length, -1L));
        for (long rate : newest) {
            rates.add(rate);
        }
        return RateHistory.builder("default", Instant.parse("2026-11-28T12:00:00Z"))
                .downloadRates(rates)
                .uploadRates(Collections.nCopies(1440, -1L))
                .build();
    }

    private FakeConsole console(long... newest) {
        return new FakeConsole(session, new FakeHistory(history(newest)));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void ratesArePlottedWithTheirMean(int width) throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal(width)) {
            String printed = console(1024, 2048, 3072).in(terminal).run(new GraphCommand(), "--span", "3m");

            assertThat(printed.replaceAll("\\s+", " "))
                    .contains("Down mean 2.0 KiB/s, highest minute 3.0 KiB/s, running for 3m 00s", "3.0 KiB/s │", "█")
                    .contains("Up nothing is known yet");
            assertThat(printed.lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThan(width));
        }
    }

    @Test
    void onlyTheSpanIsPrintedInJson() throws Exception {
        assertThat(console(1, 2, 3).run(new GraphCommand(), "--span", "2m", "--json"))
                .contains("\"downloadRates\":[2,3]", "\"uploadRates\":[-1,-1]", "\"step\":60")
                .contains("\"begin\":" + Instant.parse("2026-11-29T11:58:00Z").getEpochSecond());
        assertThat(console(1, 2, 3).run(new GraphCommand(), "--json").split(","))
                .hasSizeGreaterThan(2880);
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> new FakeConsole(session).run(new GraphCommand()))
                .hasMessageContaining("feature:install torrentxt-metrics");
        assertThatThrownBy(() -> new FakeConsole(session, new FakeHistory()).run(new GraphCommand()))
                .hasMessageContaining("the rates of session default are not recorded yet");
        assertThatThrownBy(() -> console().run(new GraphCommand(), "--span", "2d"))
                .hasMessageContaining("invalid --span '2d': expected seconds, 60 to 86400");
    }
}
