package org.torrentxt.impl.engine.dht;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DhtSizeTest {
    @Test
    void fewNodesAreCounted() {
        assertThat(DhtSize.estimate(List.of())).isEqualTo(1);
        assertThat(DhtSize.estimate(List.of(0))).isEqualTo(1);
        assertThat(DhtSize.estimate(List.of(19))).isEqualTo(20);
        assertThat(DhtSize.estimate(List.of(2, 3))).isEqualTo(6);
    }

    @Test
    void manyAreEstimatedFromTheDeepestBuckets() {
        assertThat(DhtSize.estimate(List.of(8, 8, 8, 8, 3))).isEqualTo(11 * 8 + 1);
        assertThat(DhtSize.estimate(List.of(128, 64, 32, 16, 8))).isEqualTo(8 * 16 + 1);
    }

    @Test
    void aTableOfNonsenseDoesNotOverflow() {
        Integer[] buckets = new Integer[160];
        Arrays.fill(buckets, 128);

        assertThat(DhtSize.estimate(List.of(buckets))).isPositive();
    }

    @Test
    void anAddressThatIsGoneCountsNoLonger() {
        DhtSize size = new DhtSize();
        long then = 5;
        long later = then + 60_000_000_000L;
        size.put("10.0.0.1", 1_000, then);
        size.put("127.0.0.1", 10, then);
        assertThat(size.latest()).isEqualTo(1_000);

        size.put("127.0.0.1", 12, later);

        assertThat(size.latest()).isEqualTo(12);
    }
}
