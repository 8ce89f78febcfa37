package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.Stages;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.fleet.statement.TrustedKey;

/** What there is to do, and where. */
class PlanTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final Map<String, String> BASEL = Map.of("site", "basel");

    @TempDir
    Path folder;

    private Path served;
    private Statements statements;

    @BeforeEach
    void open() throws Exception {
        served = Files.createDirectory(folder.resolve("served"));
        statements = new Statements(
                folder.resolve("state"), new Judge("test", List.of(new TrustedKey(KEYS.publicKey(), List.of(served)))));
    }

    private static InfoHashes hash(int version) {
        return InfoHashes.of(new InfoHash("%02x".formatted(version).repeat(20)));
    }

    private Statement state(String name, int version, int keep, Map<String, String> labels) {
        return statements.state(
                KEYS,
                name,
                Optional.of(DeployTorrent.builder(name, hash(version))
                        .keep(keep)
                        .labels(labels)
                        .build()));
    }

    private static Held held(int version, Statement statement, boolean isComplete) {
        return new Held(
                version, hash(version), Optional.of(Mark.of(statement)), isComplete, 500, "", false, false, Set.of());
    }

    private Plan plan(Held... torrents) {
        return Plan.of(statements.all(), BASEL, List.of(torrents), statement -> true, held -> false);
    }

    private Statement stage(int version, Map<String, String> labels) {
        return statements.deploy(
                KEYS,
                DeployTorrent.builder("maps", hash(version))
                        .labels(labels)
                        .first(1)
                        .build());
    }

    @Test
    void whoseTurnItIsNotHasWhatItHadBefore() {
        Held first = held(1, state("maps", 1, 0, Map.of()), false);
        Statement staged = stage(2, Map.of());
        Plan waiting = Plan.of(statements.all(), BASEL, List.of(first), statement -> false, held -> false);
        assertThat(waiting.missing()).isEmpty();
        assertThat(waiting.waiting()).containsExactly(staged);
        assertThat(waiting.obsolete()).isEmpty();
        stage(3, Map.of("site", "zug"));
        assertThat(plan(first).obsolete()).as("with other labels").isEmpty();
    }

    @Test
    void whatIsReturnedToStaysUntilItIsContinuedAndNothingIsFetchedAgain() {
        Held first = held(1, state("maps", 1, 0, Map.of()), true);
        Held second = held(2, stage(2, Map.of()), true);
        Plan staged = Plan.of(statements.all(), BASEL, List.of(first, second), statement -> false, held -> false);
        assertThat(staged.missing()).isEmpty();
        assertThat(staged.waiting()).isEmpty();
        assertThat(staged.obsolete()).isEmpty();
        Statement continued = statements.change(KEYS, "maps", Stages::continued);
        assertThat(plan(first, second).missing()).isEmpty();
        assertThat(plan(first, second).present()).containsEntry(continued, second);
        assertThat(plan(first, second).obsolete()).containsExactly(first);
        Statement rolledBack = statements.change(KEYS, "maps", Stages::rolledBack);
        assertThat(plan(first, second).present()).containsEntry(rolledBack, first);
        assertThat(plan(first, second).obsolete()).containsExactly(second);
    }

    @Test
    void aVersionIsReplacedOnceTheNextOneIsComplete() {
        Held first = held(1, state("maps", 1, 0, Map.of()), true);
        Statement newer = state("maps", 2, 0, Map.of());
        assertThat(plan(first).missing()).containsExactly(newer);
        assertThat(plan(first).obsolete()).isEmpty();
        assertThat(plan(first, held(2, newer, false)).obsolete()).isEmpty();
        assertThat(plan(first, held(2, newer, true)).obsolete()).containsExactly(first);
        assertThat(plan(first, held(2, newer, true)).missing()).isEmpty();
    }

    @Test
    void anIncompleteVersionIsRemovedAtOnce() {
        Held first = held(1, state("maps", 1, 0, Map.of()), false);
        state("maps", 2, 5, Map.of());
        assertThat(plan(first).obsolete()).containsExactly(first);
    }

    @Test
    void theNewestVersionsAreKept() {
        Held first = held(1, state("maps", 1, 0, Map.of()), true);
        Held second = held(2, state("maps", 2, 0, Map.of()), true);
        Held third = held(3, state("maps", 3, 1, Map.of()), true);
        assertThat(plan(first, second, third).obsolete()).containsExactly(first);
    }

    @Test
    void anEarlierVersionThatIsKeptIsThereAtOnce() {
        Held first = held(1, state("maps", 1, 0, Map.of()), true);
        Held second = held(2, state("maps", 2, 1, Map.of()), true);
        Statement again = state("maps", 1, 1, Map.of());
        Plan plan = plan(first, second);
        assertThat(plan.missing()).isEmpty();
        assertThat(plan.obsolete()).isEmpty();
        assertThat(plan.present()).containsEntry(again, first);
    }

    @Test
    void whatIsForOthersIsNotFetchedAndNoLongerKept() {
        Held maps = held(1, state("maps", 1, 0, BASEL), true);
        state("maps", 1, 0, Map.of("site", "zug"));
        assertThat(plan().missing()).isEmpty();
        assertThat(plan(maps).obsolete()).containsExactly(maps);
    }

    @Test
    void aTorrentThatAnotherDeploymentNeedsStays() {
        Held maps = held(1, state("maps", 1, 0, Map.of()), true);
        state("copy", 1, 0, Map.of());
        statements.state(KEYS, "maps", Optional.empty());
        assertThat(plan(maps).obsolete()).isEmpty();
        statements.state(KEYS, "copy", Optional.empty());
        assertThat(plan(maps).obsolete()).containsExactly(maps);
    }

    @Test
    void torrentsOfOthersAndOfUnknownStatementsAreNotRemoved() {
        Statement maps = state("maps", 1, 0, Map.of());
        Held ours = held(1, maps, true);
        Held theirs = new Held(2, hash(1), Optional.empty(), true, 1_000, "", false, false, Set.of());
        assertThat(Plan.of(List.of(), BASEL, List.of(ours, theirs), statement -> true, held -> false)
                        .obsolete())
                .isEmpty();
        statements.state(KEYS, "maps", Optional.empty());
        assertThat(plan(ours, theirs).obsolete()).containsExactly(ours);
    }

    @Test
    void aMarkIsReadAsItWasWritten() {
        Mark mark = Mark.of(state("maps", 1, 0, Map.of()));
        assertThat(Mark.of(Map.of(Mark.ATTRIBUTE, mark.text()))).contains(mark);
        for (String text :
                List.of("", "x", "1/x", "/" + mark.id().text(), "x/" + mark.id().text())) {
            assertThat(Mark.of(Map.of(Mark.ATTRIBUTE, text))).as(text).isEmpty();
        }
    }

    @Test
    void aVersionHasAFolderOfItsOwn() {
        Path place = Place.of(state("maps", 1, 0, Map.of()), List.of(served));
        assertThat(place).isEqualTo(served.resolve("maps").resolve("248acbdbaf9e0501-1-01010101"));
    }

    @Test
    void aLinkDoesNotLeadOutOfTheFolder() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(served.resolve("maps"), outside);
        Statement maps = state("maps", 1, 0, Map.of());
        assertThatThrownBy(() -> Place.of(maps, List.of(served)))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("a link leads to " + outside.toRealPath());
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), outside);
        assertThat(Place.of(maps, List.of(linked)))
                .as("the administrator's own")
                .startsWithRaw(linked);
    }
}
