package org.torrentxt.metrics.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torrentxt.testing.StatusBuilder.status;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentState;

class ConditionTest {
    @ParameterizedTest
    @EnumSource
    void anErrorComesBeforeAllElse(TorrentState state) {
        assertThat(Condition.of(
                        status(1).state(state).paused().error("disk full").build()))
                .isEqualTo(Condition.ERROR);
    }

    @Test
    void oneThatTheQueueHasPausedIsQueued() {
        assertThat(Condition.of(status(1).paused().build())).isEqualTo(Condition.PAUSED);
        assertThat(Condition.of(
                        status(1).paused().flags(TorrentFlag.AUTO_MANAGED).build()))
                .isEqualTo(Condition.QUEUED);
    }

    @Test
    void eachTorrentCountsOnceAndNoConditionIsMissing() {
        assertThat(Condition.count(List.of(
                        status(1).build(),
                        status(2).state(TorrentState.CHECKING_RESUME).build(),
                        status(3).state(TorrentState.CHECKING).build(),
                        status(4).complete().build())))
                .containsEntry(Condition.DOWNLOADING, 1)
                .containsEntry(Condition.CHECKING, 2)
                .containsEntry(Condition.SEEDING, 1)
                .containsEntry(Condition.ERROR, 0)
                .containsOnlyKeys(Condition.values());
    }
}
