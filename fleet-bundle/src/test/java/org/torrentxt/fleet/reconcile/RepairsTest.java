package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.fleet.statement.StatementId;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class RepairsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String MARK = new Mark(
                    new StatementId("maps", DhtKeyPair.fromSeed("ab".repeat(32)).publicKey()), 1)
            .text();

    private final AtomicLong clock = new AtomicLong();
    private final FakeSession session = new FakeSession("default");
    private int permille = 500;
    private final Repairs repairs = new Repairs(clock::get);

    private String look(String error, Set<TorrentFlag> flags, Map<String, String> attributes) {
        TorrentStatus status = StatusBuilder.status(1).build().toBuilder()
                .attributes(attributes)
                .isSeeding(false)
                .isFinished(false)
                .state(TorrentState.DOWNLOADING)
                .progress(permille / 1_000.0)
                .error(error)
                .flags(flags)
                .build();
        session.put(status);
        Held held = Held.of(status);
        repairs.look(held, session.find(1).orElseThrow());
        return repairs.error(held);
    }

    private long tries() {
        return session.calls("clearError").size();
    }

    @Test
    void whatAnErrorHasStoppedIsTriedAgainAfterAWhile() {
        Map<String, String> marked = Map.of(Mark.ATTRIBUTE, MARK);
        look("No such device", Set.of(), marked);
        clock.addAndGet(29 * SECOND);
        look("No such device", Set.of(), marked);
        assertThat(tries()).isZero();
        clock.addAndGet(SECOND);
        look("No such device", Set.of(), marked);
        look("No such device", Set.of(), marked);
        assertThat(tries()).isOne();
        clock.addAndGet(30 * SECOND);
        look("No such device", Set.of(), marked);
        assertThat(tries()).isEqualTo(2);
    }

    @Test
    void whatCannotBeWrittenIsAnErrorAndDownloadsAgainAfterAWhile() {
        Map<String, String> marked = Map.of(Mark.ATTRIBUTE, MARK);
        Set<TorrentFlag> uploading = Set.of(TorrentFlag.UPLOAD_MODE);
        look("", uploading, marked);
        clock.addAndGet(30 * SECOND);
        look("", uploading, marked);
        assertThat(session.calls("setFlags"))
                .extracting(FakeSession.Call::arguments)
                .containsExactly(List.of(Set.of(), uploading));
    }

    @Test
    void whatOthersHaveAddedIsTheirs() {
        look("No such device", Set.of(), Map.of());
        clock.addAndGet(60 * SECOND);
        look("No such device", Set.of(), Map.of());
        assertThat(tries()).isZero();
    }

    @Test
    void whileItIsTriedItIsStillReportedUntilItMakesProgress() {
        Map<String, String> marked = Map.of(Mark.ATTRIBUTE, MARK);
        look("No space left on device", Set.of(), marked);
        clock.addAndGet(30 * SECOND);
        look("No space left on device", Set.of(), marked);
        assertThat(look("", Set.of(), marked)).as("while it writes again").isEqualTo("No space left on device");
        permille = 900;
        assertThat(look("", Set.of(), marked)).isEmpty();
    }

    @Test
    void whatPoliciesHaveWaitForSpaceIsTheirs() {
        Map<String, String> waiting = Map.of(Mark.ATTRIBUTE, MARK, SpacePolicy.ATTRIBUTE, "true");
        assertThat(look("", Set.of(TorrentFlag.UPLOAD_MODE), waiting)).contains("space.reserve");
        clock.addAndGet(60 * SECOND);
        look("", Set.of(TorrentFlag.UPLOAD_MODE), waiting);
        assertThat(session.calls()).isEmpty();
    }
}
