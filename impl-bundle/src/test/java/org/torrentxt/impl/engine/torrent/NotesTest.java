package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.TorrentAdded;
import org.torrentxt.api.alert.TorrentAttributesChanged;
import org.torrentxt.api.alert.TorrentLabelsChanged;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.alert.TorrentRemoved;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Labels and attributes of torrents. */
class NotesTest {
    private static final Set<AlertType> CHANGES =
            Set.of(AlertType.TORRENT_LABELS_CHANGED, AlertType.TORRENT_ATTRIBUTES_CHANGED);

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private LocalSession local() {
        return sessions.start("local", folder);
    }

    private static AddTorrent.Builder request(int number) {
        return AddTorrent.infoHash(new InfoHash(String.format("%040x", number))).paused();
    }

    private static TorrentStatus status(Torrent torrent) {
        return torrent.status().orElseThrow();
    }

    private static List<Alert> changes(LocalSession local) {
        return local.alerts().all().stream()
                .filter(alert -> CHANGES.contains(alert.type()))
                .toList();
    }

    @Test
    void whatATorrentIsAddedWithIsInItsFirstEventAndInItsStatus() throws Exception {
        LocalSession local = local();
        AddTorrent one = request(1).label("b", "a").attribute("key", "value").build();
        AddTorrent two = request(2).label("c").build();

        Torrent alone = local.session().add(one).torrent();
        List<CompletionStage<AddResult>> many =
                local.session().addAll(List.of(two, request(3).build()));
        Torrent together = Wait.answer(many.get(0)).torrent();

        TorrentAdded added = local.alerts().await(TorrentAdded.class, alert -> alert.torrent() == alone.id());
        assertThat(added.origin().labels()).containsExactly("a", "b");
        assertThat(added.origin().attributes()).isEqualTo(Map.of("key", "value"));
        assertThat(status(alone).labels()).containsExactly("a", "b").isSameAs(alone.labels());
        assertThat(status(alone).attributes()).isEqualTo(Map.of("key", "value")).isSameAs(alone.attributes());
        assertThat(local.alerts()
                        .await(TorrentAdded.class, alert -> alert.torrent() == together.id())
                        .origin()
                        .labels())
                .containsExactly("c");
        assertThat(local.session().statuses())
                .filteredOn(status -> status.id() == together.id())
                .singleElement()
                .satisfies(status -> assertThat(status.labels()).containsExactly("c"));
        assertThat(Wait.answer(many.get(1)).torrent().labels()).isEmpty();
        assertThat(changes(local)).isEmpty();
    }

    @Test
    void aTorrentThatWasAlreadyAddedKeepsItsOwnAndGetsMore() throws Exception {
        LocalSession local = local();
        Torrent torrent = local.session()
                .add(request(1).label("a").attribute("owner", "alice").build())
                .torrent();
        AddTorrent again = request(1)
                .label("a", "b")
                .attribute("owner", "bob")
                .attribute("k", "v")
                .build();

        assertThat(local.session().add(again)).isEqualTo(new AddResult(torrent, false));

        assertThat(torrent.labels()).containsExactly("a", "b");
        assertThat(torrent.attributes()).isEqualTo(Map.of("owner", "alice", "k", "v"));
        assertThat(Wait.answer(local.session()
                                .addAll(List.of(request(1).label("c").build()))
                                .get(0))
                        .isNew())
                .isFalse();
        assertThat(torrent.labels()).containsExactly("a", "b", "c");
        assertThat(local.session().add(request(1).build()).torrent().labels()).containsExactly("a", "b", "c");
    }

    @Test
    void requestsForTheSameTorrentAtATimeAddUp() throws Exception {
        LocalSession local = local();
        List<AddTorrent> requests = IntStream.range(0, 20)
                .mapToObj(i -> request(7).label("label " + i).build())
                .toList();

        for (CompletionStage<AddResult> stage : local.session().addAll(requests)) {
            Wait.answer(stage);
        }

        assertThat(local.session().statuses())
                .singleElement()
                .satisfies(status -> assertThat(status.labels()).hasSize(20));
    }

    @Test
    void tooManyTogetherWithThoseThatItHasAreRefusedAndNothingIsChanged() {
        LocalSession local = local();
        String[] full = IntStream.range(0, 100).mapToObj(i -> "label " + i).toArray(String[]::new);
        Torrent torrent = local.session().add(request(1).label(full).build()).torrent();
        AddTorrent more = request(1).label("one more").attribute("key", "value").build();

        assertThatThrownBy(() -> local.session().add(more)).hasMessage("too many labels: 101; expected at most 100");
        assertThatThrownBy(
                        () -> Wait.answer(local.session().addAll(List.of(more)).get(0)))
                .hasStackTraceContaining("too many labels: 101; expected at most 100");
        assertThatThrownBy(() -> torrent.addLabel("one more"))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));

        assertThat(torrent.labels()).containsExactlyInAnyOrder(full);
        assertThat(torrent.attributes()).isEmpty();
        assertThat(changes(local)).isEmpty();
    }

    @Test
    void changesAreReportedInTheirOrderAndOnlyIfThereAreSome() {
        LocalSession local = local();
        Torrent torrent = local.session().add(request(1).label("a").build()).torrent();
        local.alerts().await(TorrentAdded.class);

        torrent.changeLabels(Set.of("b", "c"), Set.of("a", "x"));
        torrent.addLabel("b");
        torrent.setLabels(Set.of("b"));
        torrent.setAttribute("k", "1");
        torrent.setAttribute("k", "1");
        torrent.changeAttributes(Map.of("k", "2", "l", "3"), Set.of("m"));
        torrent.removeAttribute("k");
        torrent.removeLabel("b");

        assertThat(changes(local)).hasSize(6);
        TorrentLabelsChanged first = (TorrentLabelsChanged) changes(local).get(0);
        assertThat(first.added()).containsExactly("b", "c");
        assertThat(first.removed()).containsExactly("a");
        assertThat(first.origin().labels()).containsExactly("b", "c");
        assertThat(((TorrentLabelsChanged) changes(local).get(1)).removed()).containsExactly("c");
        assertThat(((TorrentAttributesChanged) changes(local).get(2)).changed()).containsExactly("k");
        assertThat(((TorrentAttributesChanged) changes(local).get(3)).changed()).containsExactly("k", "l");
        TorrentAttributesChanged removed =
                (TorrentAttributesChanged) changes(local).get(4);
        assertThat(removed.removed()).containsExactly("k");
        assertThat(removed.origin().attributes()).isEqualTo(Map.of("l", "3"));
        assertThat(changes(local).get(5).properties()).doesNotContainKey("labels");
    }

    @Test
    @Timeout(60)
    void nothingIsReportedOfATorrentBeforeThatItWasAdded() {
        LocalSession local = local();
        local.alerts().hold();
        local.session().add(request(1).build());
        Wait.until("alerts are held", local.alerts()::isHolding);

        Torrent torrent = local.session().add(request(2).label("a").build()).torrent();
        torrent.changeLabels(Set.of("b"), Set.of("a"));
        torrent.setAttribute("k", "v");
        local.alerts().release();

        TorrentAdded added = local.alerts().await(TorrentAdded.class, alert -> alert.torrent() == torrent.id());
        assertThat(added.origin().labels()).containsExactly("b");
        assertThat(added.origin().attributes()).isEqualTo(Map.of("k", "v"));
        assertThat(changes(local)).isEmpty();
        torrent.addLabel("c");
        assertThat(changes(local)).hasSize(1);
    }

    @Test
    void changesByManyAtATimeAreAllThere() throws Exception {
        Torrent torrent = local().session().add(request(1).build()).torrent();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> {
                    for (int k = 0; k < 10; k++) {
                        torrent.addLabel("label " + i + "." + k);
                        torrent.setAttribute("key " + i + "." + k, "value");
                    }
                }))
                .toList();

        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(torrent.labels()).hasSize(80);
        assertThat(torrent.attributes()).hasSize(80);
    }

    @Test
    void eachEventHasThemUntilTheLastOne() throws Exception {
        LocalSession local = local();
        Torrent torrent = local.session()
                .add(request(1).started().label("a").attribute("k", "v").build())
                .torrent();
        torrent.pause();
        assertThat(local.alerts().await(TorrentPaused.class).origin().labels()).containsExactly("a");

        Wait.answer(torrent.remove(false));

        TorrentRemoved removed = local.alerts().await(TorrentRemoved.class);
        assertThat(removed.origin().labels()).containsExactly("a");
        assertThat(removed.origin().attributes()).isEqualTo(Map.of("k", "v"));
        assertThat(torrent.labels()).isEmpty();
        assertThat(torrent.attributes()).isEmpty();
        assertThatThrownBy(() -> torrent.addLabel("b"))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_HANDLE));
        assertThat(changes(local)).isEmpty();
    }
}
