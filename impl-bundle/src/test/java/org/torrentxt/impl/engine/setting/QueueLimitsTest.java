package org.torrentxt.impl.engine.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueLimitsTest {
    private static QueueLimits limits(boolean prefersSeeds, int downloads, int torrents) {
        return QueueLimits.of(Map.of(
                "auto_manage_prefer_seeds", prefersSeeds, "active_downloads", downloads, "active_limit", torrents));
    }

    @Test
    void theFirstDownloadsOfTheQueueStart() {
        assertThat(limits(false, 2, 10).start(1)).isTrue();
        assertThat(limits(false, 2, 10).start(2)).isFalse();
        assertThat(limits(false, 10, 2).start(2)).isFalse();
    }

    @Test
    void anyNumberIsNoLimit() {
        assertThat(limits(false, -1, -1).start(10_000)).isTrue();
    }

    @Test
    void itIsUncertainWhileSeedsGoFirstOrNothingIsKnown() {
        assertThat(limits(true, -1, -1).start(0)).isFalse();
        assertThat(QueueLimits.UNKNOWN.start(0)).isFalse();
    }
}
