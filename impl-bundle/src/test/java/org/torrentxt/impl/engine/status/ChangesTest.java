package org.torrentxt.impl.engine.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.Torrent.QueueMove;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Each kind of change is seen by somebody who asks for nothing but changes. */
class ChangesTest {
    private static final int SIZE = 2_000_000;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    static AddTorrent.Builder bare(int number) {
        return AddTorrent.infoHash(new InfoHash(String.format("%040x", number)));
    }

    @Test
    void whatACallHasChangedIsSeenAtOnce() {
        TorrentSession session = sessions.start("session", folder).session();
        Torrent torrent = session.add(bare(1).paused().build()).torrent();
        Torrent other = session.add(bare(2).paused().build()).torrent();
        Followed followed = new Followed(session);
        assertThat(followed.picture().keySet()).containsExactly(torrent.id(), other.id());
        assertThat(followed.look().statuses()).isEmpty();

        torrent.setLabels(Set.of("tv"));
        torrent.setAttribute("key", "value");
        assertThat(seen(followed)).containsExactly(torrent.id());
        assertThat(followed.of(torrent).labels()).containsExactly("tv");
        assertThat(followed.of(torrent).attributes()).isEqualTo(Map.of("key", "value"));
        torrent.resumeNow();
        assertThat(seen(followed)).contains(torrent.id());
        assertThat(followed.of(torrent).isPaused()).isFalse();
        torrent.pause();
        assertThat(seen(followed)).contains(torrent.id());
        assertThat(followed.of(torrent).isPaused()).isTrue();
        torrent.setFlags(Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD), Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD));
        assertThat(seen(followed)).contains(torrent.id());
        assertThat(followed.of(torrent).flags()).contains(TorrentFlag.SEQUENTIAL_DOWNLOAD);
        torrent.setDownloadLimit(1_000);
        assertThat(seen(followed)).contains(torrent.id());
        torrent.addTracker("http://127.0.0.1:1/announce", 0);
        assertThat(seen(followed)).contains(torrent.id());
        Wait.answer(torrent.moveStorage(folder.resolve("elsewhere")));
        assertThat(seen(followed)).contains(torrent.id());
        assertThat(followed.of(torrent).savePath()).isEqualTo(folder.resolve("elsewhere"));

        Torrent third = session.add(bare(3).paused().build()).torrent();
        assertThat(seen(followed)).contains(third.id());
        third.remove(false);
        StatusChanges removal = followed.look();
        assertThat(removal.removed()).containsExactly(third.id());
        assertThat(removal.statuses()).isEmpty();
        Torrent again = session.add(bare(3).paused().build()).torrent();
        assertThat(again.id()).isNotEqualTo(third.id());
        assertThat(seen(followed)).contains(again.id());
        assertThat(followed.picture().keySet()).containsExactly(torrent.id(), other.id(), again.id());
    }

    private static List<Integer> seen(Followed followed) {
        return followed.look().statuses().stream().map(TorrentStatus::id).toList();
    }

    @Test
    void whoMovesInTheQueueMovesOthers() {
        TorrentSession session = sessions.start("session", folder).session();
        List<Torrent> torrents = IntStream.range(1, 6)
                .mapToObj(number -> session.add(bare(number).paused().build()).torrent())
                .toList();
        Followed followed = new Followed(session);
        assertThat(places(followed, torrents)).containsExactly(0, 1, 2, 3, 4);
        torrents.get(4).moveInQueue(QueueMove.TOP);
        assertThat(places(followed, torrents)).containsExactly(1, 2, 3, 4, 0);
        torrents.get(0).setQueuePosition(3);
        assertThat(places(followed, torrents)).containsExactly(3, 1, 2, 4, 0);
        torrents.get(1).remove(false);
        torrents.get(4).remove(false);
        assertThat(places(followed, List.of(torrents.get(0), torrents.get(2), torrents.get(3))))
                .containsExactly(1, 0, 2);
    }

    private static List<Integer> places(Followed followed, List<Torrent> torrents) {
        followed.look();
        return torrents.stream()
                .map(torrent -> followed.of(torrent).queuePosition())
                .toList();
    }

    @Test
    void aPausedSessionPausesAll() {
        TorrentSession session = sessions.start("session", folder).session();
        Torrent torrent = session.add(bare(1).started().build()).torrent();
        Followed followed = new Followed(session);
        assertThat(followed.of(torrent).isPaused()).isFalse();
        session.pause();
        followed.awaitTruth();
        assertThat(followed.of(torrent).isPaused()).isTrue();
        session.resume();
        followed.awaitTruth();
        assertThat(followed.of(torrent).isPaused()).isFalse();
    }

    @Test
    void aDownloadIsFollowedFromItsMagnetLinkToItsEnd() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID, Map.of("upload_rate_limit", 100_000));
        LocalSession leecher = sessions.leecher(folder);
        Followed there = new Followed(seed.session().session());
        Followed here = new Followed(leecher.session());
        assertThat(here.picture()).isEmpty();
        Torrent torrent = leecher.session().add(seed.magnet().build()).torrent();

        await(here, torrent, "its name", status -> status.name().equals("content") && status.hasMetadata());
        await(here, torrent, "it runs", status -> status.downloadRate() > 0 && status.numPeers() == 1);
        await(here, torrent, "pieces", status -> status.piecesDone() > 0 && status.progress() > 0);
        await(there, seed.seeding(), "it sends", status -> status.uploadRate() > 0 && status.numPeers() == 1);
        seed.session().session().settings().set("upload_rate_limit", 0);
        await(
                here,
                torrent,
                "it is complete",
                status -> status.state() == TorrentState.SEEDING && status.isSeeding() && status.progress() == 1);
        long rate = here.of(torrent).downloadRate(); // which takes a minute to fade away
        await(here, torrent, "it slows down", status -> status.downloadRate() < rate / 2);
        leecher.close();
        await(there, seed.seeding(), "its peer has left", status -> status.numPeers() == 0);
        there.awaitTruth();
        assertThat(leecher.session().changes(0))
                .isEqualTo(StatusChanges.builder(0).isComplete(true).build());
    }

    @Test
    void anErrorIsSeenAndItsEnd() throws Exception {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession leecher = sessions.leecher(folder);
        Path obstacle = Files.createDirectories(Sessions.downloads(folder)).resolve("content");
        Files.writeString(obstacle, "in the way");
        Followed followed = new Followed(leecher.session());
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        await(followed, torrent, "an error", status -> !status.error().isEmpty());
        Files.delete(obstacle);
        torrent.clearError();
        torrent.resume();
        torrent.connectPeer(seed.session().endpoint());
        await(followed, torrent, "no error", status -> status.error().isEmpty() && status.isSeeding());
    }

    private static void await(Followed followed, Torrent torrent, String what, Predicate<TorrentStatus> condition) {
        Wait.until(what, () -> {
            followed.look();
            return followed.of(torrent) != null && condition.test(followed.of(torrent));
        });
    }

    @Test
    void allStatusesAreThoseOfTheMoment() {
        TorrentSession session = sessions.start("session", folder).session();
        Torrent torrent = session.add(bare(1).paused().build()).torrent();
        assertThat(session.statuses()).extracting(TorrentStatus::isPaused).containsExactly(true);
        torrent.resumeNow();
        assertThat(session.statuses()).extracting(TorrentStatus::isPaused).containsExactly(false);
        torrent.remove(false);
        assertThat(session.statuses()).isEmpty();
    }
}
