package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.fake.FakeSession;
import org.torrentxt.shell.fake.StatusBuilder;

class IndexesTest {
    // of 100 pieces
    private final Indexes pieces =
            Indexes.ofPieces(new FakeSession("default", StatusBuilder.status(1).build())
                    .torrents()
                    .get(0));

    @Test
    void indexesAndRangesAreThereOnceInOrder() {
        assertThat(pieces.select(false, List.of("7", "2-4", "3"))).containsExactly(2, 3, 4, 7);
    }

    @Test
    void allMayBeMeant() {
        assertThat(pieces.select(true, List.of())).hasSize(100).contains(0, 99);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "98-100", "5-4", "0-999999999", "x", "-1", "1-", ""})
    void whatIsNotThereIsRefused(String text) {
        assertThatThrownBy(() -> pieces.select(false, List.of("0", text)))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void eitherAllOrSomeAreNamed() {
        assertThatThrownBy(() -> pieces.select(false, List.of())).hasMessageContaining("--all");
        assertThatThrownBy(() -> pieces.select(true, List.of("1"))).hasMessageContaining("--all");
    }
}
