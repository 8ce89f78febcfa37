package org.torrentxt.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.torrentxt.benchmarks.BarChart.Bar;
import org.torrentxt.benchmarks.PeersResults.Measure;
import org.torrentxt.benchmarks.PeersTransfer.Result;

class PeersResultsTest {
    private final PeersResults results = new PeersResults("standard");

    PeersResultsTest() {
        for (String program : new String[] {"standard", "ours", "absent"}) {
            results.expect("1 MiB", program);
        }
    }

    @Test
    void ratiosAreThoseOfTheSameRound() {
        add("standard", 1, 2, 4);
        add("ours", 1, 1, 8);
        add("standard", 1, 30, 4);
        add("ours", 1, 10, 8);
        add("standard", 1, 8, 4);
        add("ours", 1, 2, 8);

        assertThat(row("ours")).contains("2.00 (1.00–10.00)").containsPattern("\\| +3.00 \\| +2.00 \\|$");
        assertThat(results.headline("s", "1 MiB", "ours", "standard", Measure.FROM_ADD, "1"))
                .hasValueSatisfying(line -> assertThat(line.ratio()).isEqualTo("3.00 (2.00–4.00)"));
    }

    @Test
    void aProgramThatFailedIsNamedWithItsReasonAndNotCompared() {
        add("standard", 1, 2, 4);
        add("absent", 1, 2, 4);
        results.fail("1 MiB", "absent", "not installed");

        assertThat(results.hasFailed("1 MiB", "absent")).isTrue();
        assertThat(row("absent")).contains("not installed").doesNotContain("2.00");
        assertThat(results.headline("s", "1 MiB", "standard", "absent", Measure.CPU, ""))
                .isEmpty();
        assertThat(results.bars("1 MiB", "standard")).extracting(Bar::label).doesNotContain("absent");
    }

    @Test
    void disturbedTransfersAreCounted() {
        results.add("1 MiB", "ours", new Result(1, 1, 1, 0.05, true));
        assertThat(results.noise()).contains("quiet before and during all 1 transfers");

        results.add("1 MiB", "ours", new Result(1, 1, 1, 0.5, true));
        results.add("1 MiB", "ours", new Result(1, 1, 1, 0, false));
        assertThat(results.noise()).contains("2 of 3 transfers");
    }

    private void add(String program, double fromConnect, double fromAdd, double cpu) {
        results.add("1 MiB", program, new Result(fromConnect, fromAdd, cpu, 0, true));
    }

    private String row(String program) {
        return results.table()
                .toString()
                .lines()
                .filter(line -> line.contains(" " + program + " |"))
                .findFirst()
                .orElseThrow();
    }
}
