package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class IndexesTest {
    // a torrent with 100 pieces
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
    void oneIsOneThatIsThere() {
        assertThat(pieces.one("7")).isEqualTo(7);
        assertThatThrownBy(() -> pieces.one("100")).hasMessage("no such piece: 100; the last one is 99");
        assertThatThrownBy(() -> pieces.one("2-4")).hasMessage("no such piece: '2-4'; expected an index such as 0");
    }

    @Test
    void whereThereIsNoWordForAllNoneIsSuggested() {
        assertThat(pieces.select(List.of("7"))).containsExactly(7);
        assertThatThrownBy(() -> pieces.select(List.of())).hasMessage("specify pieces, such as 0 2-5");
    }

    @Test
    void whoHasNoneYetIsNamed() {
        FakeSession session = new FakeSession("default", StatusBuilder.status(3).build());
        session.answer("files", (status, arguments) -> List.of());

        assertThatThrownBy(() -> Indexes.ofFiles(session.torrents().get(0)).one("0"))
                .hasMessage("torrent 3 has no files yet: its metadata is not known");
    }

    @Test
    void eitherAllOrSomeAreNamed() {
        assertThatThrownBy(() -> pieces.select(false, List.of())).hasMessageContaining("--all");
        assertThatThrownBy(() -> pieces.select(true, List.of("1"))).hasMessageContaining("--all");
    }
}
