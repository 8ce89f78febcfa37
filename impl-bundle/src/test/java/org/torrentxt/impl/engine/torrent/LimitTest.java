package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.PeerConnect;
import org.torrentxt.api.alert.PeerDisconnected;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Limits limit: what came is measured against what they let through in the time that took. */
public class LimitTest {
    private static final int SIZE = 4_000_000;
    private static final int LIMIT = 100_000;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private LocalSession leecher(String name) {
        return sessions.start(name, folder.resolve(name));
    }

    /** Of what the limit lets through while the torrents get so much, the part that came. */
    private static double partOfTheLimit(List<Torrent> torrents) {
        Wait.until("data comes", () -> done(torrents) > 0);
        long start = System.nanoTime();
        long before = done(torrents);
        Wait.until("data of some seconds is there", () -> done(torrents) - before >= 4 * LIMIT);
        double seconds = (System.nanoTime() - start) / 1e9;
        return (done(torrents) - before) / (LIMIT * seconds);
    }

    private static long done(List<Torrent> torrents) {
        return torrents.stream()
                .mapToLong(torrent -> torrent.status().orElseThrow().totalDone())
                .sum();
    }

    // The engine lets through up to three seconds' worth at once after a pause of any kind, so what is to take four
    // seconds may take one; on a busy machine, it takes longer. Without a limit, it would be a hundred times as much.
    private static void assertLimited(Torrent... torrents) {
        assertThat(partOfTheLimit(List.of(torrents))).isBetween(0.1, 5.0);
    }

    @Test
    void aTorrentsDownloadLimitLimitsUntilItIsLifted() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession slow = leecher("slow");
        Torrent slowed =
                slow.session().add(seed.download().downloadLimit(LIMIT).build()).torrent();
        assertThat(slowed.downloadLimit()).isEqualTo(LIMIT);
        assertLimited(slowed);

        slowed.setDownloadLimit(0);
        assertThat(slowed.downloadLimit()).isZero();
        slow.alerts().await(TorrentFinished.class);
    }

    @Test
    void aTorrentsUploadLimitLeavesOtherTorrentsAlone() {
        Seed first = sessions.seed(folder, SIZE, TorrentFormat.V1);
        Seed second =
                sessions.seedWith(first.session(), Content.write(folder.resolve("2"), SIZE + 1), TorrentFormat.V1);
        first.seeding().setUploadLimit(LIMIT);
        assertThat(first.seeding().uploadLimit()).isEqualTo(LIMIT);
        Torrent slowed = leecher("slow").session().add(first.download().build()).torrent();
        assertLimited(slowed);

        LocalSession fast = leecher("fast");
        fast.session().add(second.download().build());
        fast.alerts().await(TorrentFinished.class);
        assertThat(done(List.of(slowed))).as("meanwhile").isLessThan(SIZE / 2);
    }

    @Test
    void theSessionsDownloadLimitCountsForAllItsTorrentsAndChangesLive() {
        Seed first = sessions.seed(folder, SIZE, TorrentFormat.V1);
        Seed second =
                sessions.seedWith(first.session(), Content.write(folder.resolve("2"), SIZE + 1), TorrentFormat.V1);
        LocalSession slow = leecher("slow");
        slow.session().settings().set("download_rate_limit", LIMIT);
        assertLimited(
                slow.session().add(first.download().build()).torrent(),
                slow.session().add(second.download().build()).torrent());

        slow.session().settings().set("download_rate_limit", 0);
        slow.alerts().awaitCount(TorrentFinished.class, 2);
    }

    @Test
    void theSessionsUploadLimitCountsForAllItsTorrentsAndChangesLive() {
        Seed first = sessions.seed(folder, SIZE, TorrentFormat.V1, Map.of("upload_rate_limit", LIMIT));
        Seed second =
                sessions.seedWith(first.session(), Content.write(folder.resolve("2"), SIZE + 1), TorrentFormat.V1);
        LocalSession one = leecher("one");
        LocalSession other = leecher("other");
        assertLimited(
                one.session().add(first.download().build()).torrent(),
                other.session().add(second.download().build()).torrent());

        first.session().session().settings().set("upload_rate_limit", 0);
        one.alerts().await(TorrentFinished.class);
        other.alerts().await(TorrentFinished.class);
    }

    @Test
    void aTorrentHasNoMoreConnectionsThanItMay() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1, Map.of("upload_rate_limit", 1_000));
        seed.seeding().setMaxConnections(2);
        List<LocalSession> leechers =
                Stream.of("a", "b", "c", "d").map(this::leecher).toList();
        leechers.forEach(leecher -> leecher.session().add(seed.download().build()));
        leechers.forEach(leecher -> leecher.alerts().await(PeerConnect.class));
        // whether it is not let in, or has to make room for another
        Wait.until(
                "two of them are turned away",
                () -> leechers.stream()
                                .filter(leecher -> wasLeft(leecher, seed))
                                .count()
                        >= 2);
        Wait.until("the surplus is gone", () -> seed.seeding().peers().size() <= 2);
        assertThat(seed.seeding().peers()).isNotEmpty();
    }

    private static boolean wasLeft(LocalSession leecher, Seed by) {
        return leecher.alerts().all().stream()
                .anyMatch(alert -> alert instanceof PeerDisconnected left
                        && left.endpoint().equals(by.session().endpoint()));
    }

    @Test
    void aTorrentUploadsToNoMorePeersThanItMay() {
        Seed seed = sessions.seed(
                folder, SIZE, TorrentFormat.V1, Map.of("upload_rate_limit", 50_000, "unchoke_interval", 1));
        seed.seeding().setMaxUploads(1);
        LocalSession first = leecher("first");
        first.session().add(seed.download().set(TorrentFlag.DISABLE_PEX).build());
        first.alerts().await(PieceFinished.class);
        LocalSession second = leecher("second");
        second.session().add(seed.download().set(TorrentFlag.DISABLE_PEX).build());
        Wait.until("both are connected", () -> seed.seeding().peers().size() == 2);
        // through several rounds in which the other could have been let in
        long pieces = piecesOf(first, second) + 10;
        Wait.until("more pieces are there", () -> {
            assertThat(unchoked(seed)).isLessThanOrEqualTo(1);
            return piecesOf(first, second) >= pieces;
        });
        seed.seeding().setMaxUploads(2);
        Wait.until("both are let in", () -> unchoked(seed) == 2);
    }

    private static long piecesOf(LocalSession... leechers) {
        return Stream.of(leechers)
                .flatMap(leecher -> leecher.alerts().all().stream())
                .filter(PieceFinished.class::isInstance)
                .count();
    }

    private static long unchoked(Seed seed) {
        return seed.session().session().counters().get("peer.num_peers_up_unchoked");
    }

    @Test
    void limitsAreReadBackAndRefusedOutOfRange() {
        LocalSession local = leecher("limits");
        Torrent torrent = local.session()
                .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20))).paused().build())
                .torrent();
        assertThat(torrent.downloadLimit()).isZero();
        assertThat(torrent.uploadLimit()).isZero();
        assertThat(torrent.maxConnections()).isEqualTo(-1);
        assertThat(torrent.maxUploads()).isEqualTo(-1);

        torrent.setDownloadLimit(Integer.MAX_VALUE - 1);
        torrent.setUploadLimit(7);
        torrent.setMaxConnections(33);
        torrent.setMaxUploads(4);
        assertThat(torrent.downloadLimit()).isEqualTo(Integer.MAX_VALUE - 1);
        assertThat(torrent.uploadLimit()).isEqualTo(7);
        assertThat(torrent.maxConnections()).isEqualTo(33);
        assertThat(torrent.maxUploads()).isEqualTo(4);

        torrent.setMaxConnections(-1);
        torrent.setMaxUploads(-1);
        assertThat(torrent.maxConnections()).isEqualTo(-1);
        assertThat(torrent.maxUploads()).isEqualTo(-1);

        assertThatThrownBy(() -> torrent.setDownloadLimit(-1)).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> torrent.setUploadLimit(1L << 31)).hasMessageContaining("2147483647");
        assertThatThrownBy(() -> torrent.setMaxConnections(1)).hasMessageContaining("connections");
        assertThatThrownBy(() -> torrent.setMaxUploads(0)).hasMessageContaining("uploads");
    }
}
