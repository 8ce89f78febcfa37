package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torrentxt.api.alert.AlertType.TORRENT_DELETED;
import static org.torrentxt.api.alert.AlertType.TORRENT_DELETE_FAILED;
import static org.torrentxt.api.alert.AlertType.TORRENT_REMOVED;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;

class DeparturesTest {
    private final Departures<Watched> leaving = new Departures<>();
    private int looks;

    /** Counts how often anything is asked of it. */
    private final class Watched {
        @Override
        public boolean equals(Object other) {
            looks++;
            return this == other;
        }

        @Override
        public int hashCode() {
            looks++;
            return 1;
        }
    }

    private static InfoHashes hybrid(int n) {
        return new InfoHashes(
                Optional.of(InfoHash.parse(String.format("%040x", n))),
                Optional.of(InfoHash.parse(String.format("%064x", n))));
    }

    private static InfoHashes v1(int n) {
        return new InfoHashes(hybrid(n).v1(), Optional.empty());
    }

    @Test
    void removingThousandsKeepsAnEntryForEachHashAndLooksAtNoOther() {
        for (int id = 1; id <= 5_000; id++) {
            leaving.add(id, hybrid(id), new Watched(), TORRENT_REMOVED);
        }
        assertThat(leaving.indexed()).isEqualTo(10_000);
        for (int id = 1; id <= 5_000; id++) {
            assertThat(leaving.find(v1(id)).isPresent()).isTrue();
            leaving.told(id, TORRENT_REMOVED);
            assertThat(leaving.find(v1(id)).isPresent()).isFalse();
        }
        assertThat(leaving.indexed()).isZero();
        assertThat(looks).isZero();
    }

    @Test
    void theLatestOfTheSameHashIsFound() {
        Watched first = new Watched();
        Watched second = new Watched();
        leaving.add(2, hybrid(7), second, TORRENT_DELETED);
        leaving.add(1, v1(7), first, TORRENT_DELETED);

        assertThat(leaving.find(hybrid(7)).orElseThrow() == second).isTrue();
        leaving.told(2, TORRENT_REMOVED); // the files are still to be deleted
        assertThat(leaving.find(2)).isPresent();
        leaving.told(2, TORRENT_DELETE_FAILED);
        assertThat(leaving.find(2)).isEmpty();
        assertThat(leaving.find(hybrid(7)).orElseThrow() == first).isTrue();
    }

    @Test
    void thoseOfWhichAlertsWereLostAreForgottenInTheEnd() {
        for (int id = 1; id <= Departures.MAX + 10; id++) {
            leaving.add(id, v1(id), new Watched(), TORRENT_REMOVED);
        }
        assertThat(leaving.indexed()).isEqualTo(Departures.MAX);
        assertThat(leaving.find(10)).isEmpty();
        assertThat(leaving.find(11)).isPresent();
    }
}
