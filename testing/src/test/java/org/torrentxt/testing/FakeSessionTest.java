package org.torrentxt.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.HashedFile;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentInfo;
import org.torrentxt.api.status.TorrentStatus;

class FakeSessionTest {
    private static final InfoHash HASH = new InfoHash("ab".repeat(20));

    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(7).build());

    @Test
    void whatIsAddedIsFoundByIdAndInfoHash() {
        Torrent torrent = session.add(AddTorrent.magnet("magnet:?xt=urn:btih:" + HASH)
                        .name("album")
                        .paused()
                        .build())
                .torrent();

        assertThat(torrent.id()).isEqualTo(8);
        assertThat(torrent).hasToString("album");
        assertThat(torrent.status()).get().matches(TorrentStatus::isPaused);
        assertThat(session.find(8)).contains(torrent);
        assertThat(session.find(HASH)).contains(torrent);
        assertThat(session.add(AddTorrent.infoHash(HASH).build())).isEqualTo(new AddResult(torrent, false));
        assertThat(session.torrents()).hasSize(2).last().isEqualTo(torrent);
        assertThat(session.requests()).hasSize(2);
    }

    @Test
    void aTorrentReportsTheStatusThatItWasGivenLast() {
        Torrent torrent = session.find(7).orElseThrow();

        session.put(
                StatusBuilder.from(torrent.status().orElseThrow()).complete().build());

        assertThat(torrent.status()).get().matches(TorrentStatus::isSeeding);
        assertThat(session.statuses()).hasSize(1);
    }

    @Test
    void changesAreWhatWasSetOrCalledSince() {
        StatusChanges all = session.changes(0);
        assertThat(all.isComplete()).isTrue();
        assertThat(all.statuses()).isEqualTo(session.statuses());
        assertThat(session.changes(all.version()))
                .isEqualTo(StatusChanges.builder(all.version()).build());

        session.put(StatusBuilder.status(8).build());
        session.find(7).orElseThrow().setDownloadLimit(5);
        StatusChanges both = session.changes(all.version());
        assertThat(both.isComplete()).isFalse();
        assertThat(both.statuses()).extracting(TorrentStatus::id).containsExactly(7, 8);
        session.remove(7);
        StatusChanges removal = session.changes(both.version());
        assertThat(removal.statuses()).isEmpty();
        assertThat(removal.removed()).containsExactly(7);
        assertThat(session.changes(removal.version() + 1).isComplete()).isTrue();
    }

    @Test
    void theInfoOfATorrentIsWhatItReports() {
        Torrent torrent = session.find(7).orElseThrow();
        PeerInfo peer = PeerInfo.builder(Endpoint.parse("127.0.0.1:6882")).build();
        session.answer("downloadLimit", (status, arguments) -> 5L);
        session.answer("peers", (status, arguments) -> List.of(peer));

        assertThat(session.info(7))
                .contains(TorrentInfo.builder(torrent.status().orElseThrow())
                        .files(torrent.files())
                        .trackers(torrent.trackers())
                        .webSeeds(torrent.webSeeds())
                        .downloadLimit(5)
                        .build());
        assertThat(torrent.files()).isNotEmpty();
        assertThat(session.peers(7)).containsExactly(peer);
        assertThat(session.info(8)).isEmpty();
        assertThat(session.peers(8)).isEmpty();
    }

    @Test
    void aTorrentThatIsRemovedWhileItIsReadHasNoInfo() {
        session.answer("files", (status, arguments) -> {
            session.remove(status.id());
            return List.of();
        });

        assertThat(session.info(7)).isEmpty();
    }

    @Test
    void whatChangesATorrentIsRecorded() {
        Torrent torrent = session.find(7).orElseThrow();

        torrent.pause();
        torrent.setDownloadLimit(5);
        torrent.setSequentialDownload(true);

        assertThat(session.calls("pause")).containsExactly(new FakeSession.Call(7, "pause", List.of()));
        assertThat(session.calls("setDownloadLimit").get(0).arguments()).containsExactly(5L);
        assertThat(session.calls("setFlags").get(0).arguments().get(0).toString())
                .contains(TorrentFlag.SEQUENTIAL_DOWNLOAD.name());
    }

    @Test
    void labelsAndAttributesAreKept() {
        AddTorrent request = AddTorrent.infoHash(HASH)
                .label("b", "a")
                .attribute("owner", "alice")
                .build();
        Torrent torrent = session.add(request).torrent();

        torrent.addLabel("c");
        torrent.removeLabel("b");
        torrent.setAttribute("k", "v");
        session.add(
                AddTorrent.infoHash(HASH).label("d").attribute("owner", "bob").build());

        assertThat(torrent.labels()).containsExactly("a", "c", "d");
        assertThat(torrent.status().orElseThrow().labels()).isEqualTo(torrent.labels());
        assertThat(torrent.attributes()).isEqualTo(Map.of("k", "v", "owner", "alice"));
        assertThat(session.calls("changeLabels")).hasSize(2);
        assertThat(AlertBuilder.alert(torrent).paused().properties())
                .containsEntry("labels", new String[] {"a", "c", "d"})
                .containsEntry("attribute.owner", "alice");
        assertThatThrownBy(() -> torrent.setLabels(Set.of("a,b"))).hasMessageContaining("'a,b'");
        torrent.setLabels(Set.of());
        torrent.setAttributes(Map.of());
        assertThat(torrent.labels()).isEmpty();
        assertThat(torrent.attributes()).isEmpty();
    }

    @Test
    void aTorrentThatIsRemovedIsEmptyAndRefusesActions() {
        Torrent torrent = session.find(7).orElseThrow();

        torrent.remove(false);

        assertThat(torrent.isValid()).isFalse();
        assertThat(torrent.status()).isEmpty();
        assertThat(torrent.files()).isEmpty();
        assertThat(torrent.flags()).isEmpty();
        assertThat(session.torrentCount()).isZero();
        assertThatThrownBy(torrent::pause)
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_HANDLE));
    }

    @Test
    void whatIsWaitedForIsThereWhenTheTestSaysSo() {
        session.put(StatusBuilder.status(9).withoutMetadata().build());
        Torrent torrent = session.find(9).orElseThrow();
        CompletionStage<Torrent> metadata = torrent.whenMetadata();
        CompletionStage<Torrent> finished = torrent.whenFinished();
        CompletionStage<Torrent> givenUp = torrent.whenFinished();
        givenUp.toCompletableFuture().cancel(false);
        assertThat(metadata).isNotDone();

        session.put(StatusBuilder.status(9).build());
        assertThat(metadata).isCompletedWithValue(torrent);
        assertThat(finished).isNotDone();

        session.put(StatusBuilder.status(9).complete().build());
        assertThat(finished).isCompletedWithValue(torrent);
        assertThat(torrent.whenFinished()).isCompletedWithValue(torrent);
    }

    @Test
    void anErrorOrTheRemovalEndsTheWait() {
        session.put(StatusBuilder.status(9).build());
        CompletionStage<Torrent> stopped = session.find(9).orElseThrow().whenFinished();
        CompletionStage<Torrent> removed = session.find(7).orElseThrow().whenFinished();

        session.put(StatusBuilder.status(9).error("disk full").build());
        session.remove(7);

        assertThat(stopped.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("disk full");
        assertThat(removed).isCompletedExceptionally();
    }

    @Test
    void requestsHaveSucceededUnlessTheTestSaysOtherwise() {
        Torrent torrent = session.find(7).orElseThrow();
        Path folder = Path.of("elsewhere");
        assertThat(torrent.recheck()).isCompletedWithValue(torrent);
        assertThat(torrent.moveStorage(folder)).isCompletedWithValue(folder);
        assertThat(torrent.renameFile(0, "new")).isCompletedWithValue("new");
        assertThat(session.calls("moveStorage")).hasSize(1);
        session.answer("recheck", (status, arguments) -> null);
        assertThat(torrent.recheck()).isCompletedWithValue(torrent);
        session.answer(
                "recheck", (status, arguments) -> CompletableFuture.failedStage(TorrentException.invalid("no files")));
        assertThat(torrent.recheck()).isCompletedExceptionally();
        assertThat(torrent.remove(true)).isCompleted();
        assertThatThrownBy(torrent::whenFinished).isInstanceOf(TorrentException.class);
    }

    @Test
    void anAnswerReplacesWhatAMethodDoes() {
        session.answer("saveResumeData", (torrent, arguments) -> {
            throw TorrentException.invalid("torrent " + torrent.id() + " has no metadata");
        });

        assertThatThrownBy(() -> session.find(7).orElseThrow().saveResumeData())
                .hasMessage("torrent 7 has no metadata");
    }

    @Test
    void whatIsNotFakedSaysHowToFakeIt() {
        assertThatThrownBy(() -> session.find(7).orElseThrow().saveResumeData())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("FakeSession.answer(\"saveResumeData\"");
    }

    @Test
    void aRequestThatIsRefusedLeavesTheOthersAlone() {
        session.onAdd(request -> {
            throw TorrentException.invalid("it is malformed");
        });

        assertThat(session.addAll(List.of(AddTorrent.infoHash(HASH).build())).get(0))
                .isCompletedExceptionally();
        assertThat(session.torrentCount()).isOne();
    }

    @Test
    void hashedContentIsAsItWasUnlessTheTestSaysOtherwise() {
        AddTorrent.Builder request = AddTorrent.torrentBytes(new byte[] {1});
        List<HashedFile> files = List.of(new HashedFile("a", 1, Instant.EPOCH));
        assertThat(session.add(request.seed(files).build()).recheck()).isEmpty();
        session.remove(8);

        session.setRecheck("a changed");
        assertThat(session.add(request.build()).recheck()).contains("a changed");
        assertThat(session.add(request.build()).recheck()).isEmpty();
        session.remove(9);
        assertThat(session.add(request.seed(List.of()).build()).recheck()).isEmpty();
    }

    @Test
    void whatIsRaisedReachesTheSubscribers() {
        List<Alert> received = new ArrayList<>();
        session.subscribe(received::add);

        session.raise(AlertBuilder.alert(session.find(7).orElseThrow()).finished());

        assertThat(received)
                .singleElement()
                .isInstanceOf(TorrentFinished.class)
                .isEqualTo(AlertBuilder.alert(7).finished());
    }

    @Test
    void theValueOfASettingIsTheOneThatWasSet() {
        session.settings().set("connections_limit", 50L);

        assertThat(session.settings().get("connections_limit").value()).isEqualTo(50L);
        assertThatThrownBy(() -> session.settings().set("no_such_setting", 1))
                .hasMessageContaining("'no_such_setting'");
    }
}
