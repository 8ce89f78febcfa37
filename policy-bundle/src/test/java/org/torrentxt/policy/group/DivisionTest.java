package org.torrentxt.policy.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.torrentxt.policy.group.Division.Ask;

/** What every division of a rate has to be like, and some by hand. */
class DivisionTest {
    private static final int ROUNDS = 2_000;

    private static Ask calm(long wanted) {
        return new Ask(wanted, false);
    }

    private static Ask eager(long wanted) {
        return new Ask(wanted, true);
    }

    @Test
    void whatTheModestLeaveIsForTheEager() {
        assertThat(Division.divide(100, List.of(calm(10), eager(500), eager(500))))
                .containsExactly(10, 45, 45);
        assertThat(Division.divide(100, List.of(calm(10), eager(20), eager(1_000))))
                .containsExactly(10, 20, 70);
        assertThat(Division.divide(100, List.of(calm(10), eager(20), calm(5)))).containsExactly(10, 85, 5);
        assertThat(Division.divide(100, List.of(calm(10), calm(30)))).containsExactly(40, 60);
        assertThat(Division.divide(100, List.of())).isEmpty();
        assertThat(Division.divide(2, List.of(calm(0), eager(9), calm(9)))).containsExactly(1, 1, 1);
    }

    @Test
    void everyDivisionIsCompleteAndFair() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            long rate = 1 + Math.abs(random.nextLong()) % (random.nextBoolean() ? 1_000 : Integer.MAX_VALUE);
            List<Ask> asks = IntStream.range(0, 1 + random.nextInt(30))
                    .mapToObj(i -> new Ask(wanted(random, rate), random.nextInt(4) == 0))
                    .toList();
            long[] parts = Division.divide(rate, asks);
            assertComplete(seed, rate, parts);
            assertFair(seed, rate, asks, parts);
        }
    }

    private static long wanted(Random random, long rate) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            default -> Math.abs(random.nextLong()) % (rate + 1);
        };
    }

    private static void assertComplete(long seed, long rate, long[] parts) {
        assertThat(LongStream.of(parts).sum()).as("seed %s", seed).isEqualTo(Math.max(rate, parts.length));
        assertThat(LongStream.of(parts).min().orElseThrow()).as("seed %s", seed).isPositive();
    }

    private static void assertFair(long seed, long rate, List<Ask> asks, long[] parts) {
        long most = LongStream.of(parts).max().orElseThrow();
        boolean isAnyEager = asks.stream().anyMatch(Ask::isEager);
        for (int i = 0; i < parts.length; i++) {
            Ask ask = asks.get(i);
            assertThat(parts[i])
                    .as("seed %s, part %s: at least an equal part, if that is wanted", seed, i)
                    .isGreaterThanOrEqualTo(Math.min(ask.wanted(), rate / parts.length));
            if (parts[i] < ask.wanted()) {
                assertThat(most)
                        .as("seed %s, part %s: nobody has more than one that wants more", seed, i)
                        .isLessThanOrEqualTo(parts[i] + 1);
            }
            if (isAnyEager && !ask.isEager()) {
                assertThat(parts[i])
                        .as("seed %s, part %s: no more than it wants while others do", seed, i)
                        .isLessThanOrEqualTo(Math.max(1, ask.wanted()));
            }
        }
    }
}
