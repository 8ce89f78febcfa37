package org.torrentxt.api.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorrentStateTest {
    @ParameterizedTest
    @CsvSource({
        "0, queued",
        "1, checking",
        "2, fetching metadata",
        "3, downloading",
        "4, finished",
        "5, seeding",
        "7, checking resume"
    })
    void hasTheNumberAndTheWordsOfTheSeed(int code, String label) {
        assertThat(TorrentState.of(code).code()).isEqualTo(code);
        assertThat(TorrentState.of(code).label()).isEqualTo(label);
    }

    @Test
    void aNumberWithoutANameCountsAsQueued() {
        assertThat(TorrentState.of(6)).isEqualTo(TorrentState.QUEUED);
        assertThat(TorrentState.of(-1)).isEqualTo(TorrentState.QUEUED);
        assertThat(TorrentState.values()).hasSize(7);
    }
}
