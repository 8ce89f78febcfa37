package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class TorrentArgumentsTest {
    private final TorrentArguments arguments = new TorrentArguments(new FakeSession(
            "default",
            StatusBuilder.status(3).build(),
            StatusBuilder.status(5).build(),
            StatusBuilder.status(8).build()));

    @Test
    void oneIsFoundByIdOrHash() {
        assertThat(arguments.one("5").id()).isEqualTo(5);
        assertThat(arguments.one("0".repeat(39) + "8").id()).isEqualTo(8);
    }

    @Test
    void oneThatIsNotThereIsABadHandle() {
        assertThatThrownBy(() -> arguments.one("4"))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_HANDLE))
                .hasMessage("no such torrent in session default: 4; see torrent:list");
    }

    @Test
    void whereOneIsMeantNoRangeIsSuggested() {
        assertThatThrownBy(() -> arguments.one("abc"))
                .hasMessage("no such torrent: 'abc'; expected an id such as 3, or an info-hash");
        assertThatThrownBy(() -> arguments.one("0")).hasMessageStartingWith("no such torrent: '0';");
    }

    @Test
    void oneIsNotARange() {
        assertThatThrownBy(() -> arguments.one("3-5")).hasMessageContaining("more than one");
    }

    @Test
    void aRangeMeansThoseThatAreThere() {
        assertThat(ids("4-9")).containsExactly(5, 8);
    }

    @Test
    void eachIsThereOnceInTheOrderNamed() {
        assertThat(ids("8", "3-9", "5")).containsExactly(8, 3, 5);
    }

    @Test
    void whatIsWrongIsGatheredAndTheRestFound() {
        TorrentArguments.Selection selection = arguments.several(List.of("4", "5", "x", "100-200"));

        assertThat(selection.torrents()).extracting(Torrent::id).containsExactly(5);
        assertThat(selection.failures()).containsOnlyKeys("4", "x", "100-200");
    }

    private List<Integer> ids(String... words) {
        return arguments.several(List.of(words)).torrents().stream()
                .map(Torrent::id)
                .toList();
    }
}
