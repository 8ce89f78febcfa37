package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.Torrent.QueueMove;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.network.NetworkMode;

/** The download queue, and the flags of a torrent. */
class QueueTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private static AddTorrent.Builder bare(int number) {
        return AddTorrent.infoHash(new InfoHash(String.format("%040x", number + 1)));
    }

    private static List<Integer> places(List<Torrent> torrents) {
        return torrents.stream().map(Torrent::queuePosition).toList();
    }

    @Test
    void torrentsMoveWithinTheQueue() {
        LocalSession local = sessions.start("queue", folder);
        List<Torrent> torrents = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            torrents.add(local.session().add(bare(i).paused().build()).torrent());
        }
        assertThat(places(torrents)).containsExactly(0, 1, 2, 3);
        torrents.get(3).moveInQueue(QueueMove.TOP);
        assertThat(places(torrents)).containsExactly(1, 2, 3, 0);
        torrents.get(3).moveInQueue(QueueMove.DOWN);
        assertThat(places(torrents)).containsExactly(0, 2, 3, 1);
        torrents.get(2).moveInQueue(QueueMove.UP);
        assertThat(places(torrents)).containsExactly(0, 3, 2, 1);
        torrents.get(0).moveInQueue(QueueMove.BOTTOM);
        assertThat(places(torrents)).containsExactly(3, 2, 1, 0);
        torrents.get(0).setQueuePosition(1);
        assertThat(places(torrents)).containsExactly(1, 3, 2, 0);
        torrents.get(3).setQueuePosition(1_000_000);
        assertThat(places(torrents)).containsExactly(0, 2, 1, 3);
        assertThat(torrents.get(3).status().orElseThrow().queuePosition()).isEqualTo(3);
        assertThatThrownBy(() -> torrents.get(3).setQueuePosition(-1)).isInstanceOf(TorrentException.class);
        torrents.get(0).remove(false);
        assertThat(torrents.get(0).queuePosition()).isEqualTo(-1);
        assertThat(places(torrents.subList(1, 4))).containsExactly(1, 0, 2);
    }

    @Test
    void aSeedIsInNoQueue() {
        Seed seed = sessions.seed(folder, 100_000, TorrentFormat.V1);
        Wait.until("it seeds", () -> seed.seeding().status().orElseThrow().isSeeding());
        assertThat(seed.seeding().queuePosition()).isEqualTo(-1);
    }

    @Test
    void theQueueStartsNoMoreThanItMay() {
        LocalSession local = sessions.start(
                "active", folder, Map.of("active_downloads", 1, "active_limit", 1, "auto_manage_interval", 1));
        Torrent first = local.session().add(bare(1).build()).torrent();
        Torrent second = local.session().add(bare(2).build()).torrent();
        Torrent paused = local.session().add(bare(3).paused().build()).torrent();
        Wait.until("the first is started", () -> !first.status().orElseThrow().isPaused());
        assertThat(second.status().orElseThrow().isPaused()).isTrue();
        second.moveInQueue(QueueMove.TOP);
        Wait.until(
                "the other takes its place",
                () -> !second.status().orElseThrow().isPaused()
                        && first.status().orElseThrow().isPaused());
        assertThat(paused.status().orElseThrow().isPaused()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TorrentFlag.class)
    void everyFlagIsSetAndClearedAlone(TorrentFlag flag) {
        LocalSession local = sessions.start("flags", folder);
        if (flag == TorrentFlag.APPLY_IP_FILTER) {
            local.reach(NetworkMode.INTERNET); // on this host alone it stays set
        }
        Seed seed = Seed.of(local, Content.write(folder, 100_000), TorrentFormat.HYBRID);
        AddTorrent.Builder request = seed.torrent().savePath(folder).paused();
        // the mode of a seed can be left, but not entered
        boolean whole = flag == TorrentFlag.SEED_MODE;
        Torrent torrent = local.session()
                .add(
                        whole
                                ? request.set(flag).build()
                                : request.savePath(folder.resolve("empty")).build())
                .torrent();
        local.alerts().await(TorrentChecked.class);
        if (whole) {
            assertThat(torrent.flags()).contains(flag);
        } else {
            torrent.setFlag(flag, false);
            Set<TorrentFlag> before = new HashSet<>(torrent.flags());
            if (flag == TorrentFlag.AUTO_MANAGED) {
                before.remove(TorrentFlag.PAUSED); // the queue may start it at any moment
            }
            torrent.setFlag(flag, true);
            if (flag == TorrentFlag.STOP_WHEN_READY || flag == TorrentFlag.SUPER_SEEDING) {
                // the one acts at once where there is nothing to wait for, the other only on a seed
                assertThat(torrent.flags()).containsAll(before);
            } else {
                assertThat(torrent.flags()).contains(flag).containsAll(before);
            }
        }
        torrent.setFlag(flag, false);
        assertThat(torrent.flags()).doesNotContain(flag);
    }

    @Test
    void aTorrentThatStopsWhenReadyIsPausedOnceItIsChecked() {
        Seed seed = sessions.seed(folder, 100_000, TorrentFormat.V1);
        LocalSession local = sessions.start("stop", folder);
        Torrent stops = local.session()
                .add(seed.torrent().started().set(TorrentFlag.STOP_WHEN_READY).build())
                .torrent();
        local.alerts().await(TorrentPaused.class);
        local.alerts().await(TorrentChecked.class);
        assertThat(stops.pieces().cardinality()).isEqualTo(seed.created().numPieces());
        assertThat(stops.flags()).contains(TorrentFlag.PAUSED).doesNotContain(TorrentFlag.STOP_WHEN_READY);

        // one that is ready stops at once
        assertThat(seed.seeding().flags()).doesNotContain(TorrentFlag.PAUSED);
        Wait.until("it seeds", () -> seed.seeding().status().orElseThrow().isSeeding());
        seed.seeding().setFlag(TorrentFlag.STOP_WHEN_READY, true);
        seed.session().alerts().await(TorrentPaused.class);
    }

    @Test
    void aMaskKeepsOtherFlagsAsTheyAre() {
        LocalSession local = sessions.start("mask", folder);
        Torrent torrent =
                local.session().add(bare(1).paused().sequential().build()).torrent();
        torrent.setFlags(EnumSet.allOf(TorrentFlag.class), Set.of(TorrentFlag.DISABLE_PEX));
        assertThat(torrent.flags())
                .containsExactlyInAnyOrder(
                        TorrentFlag.PAUSED,
                        TorrentFlag.SEQUENTIAL_DOWNLOAD,
                        TorrentFlag.APPLY_IP_FILTER,
                        TorrentFlag.DISABLE_PEX);
        torrent.setFlags(
                Set.of(TorrentFlag.DISABLE_DHT), Set.of(TorrentFlag.DISABLE_DHT, TorrentFlag.SEQUENTIAL_DOWNLOAD));
        assertThat(torrent.flags()).contains(TorrentFlag.DISABLE_DHT).doesNotContain(TorrentFlag.SEQUENTIAL_DOWNLOAD);
        assertThat(torrent.status().orElseThrow().flags()).isEqualTo(torrent.flags());
    }

    @Test
    void theConveniencesSetTheirFlags() {
        Seed seed = sessions.seed(folder, 100_000, TorrentFormat.V1);
        LocalSession local = sessions.start("conveniences", folder.resolve("downloads"));
        Torrent torrent = local.session().add(seed.torrent().paused().build()).torrent();
        local.alerts().await(TorrentChecked.class);
        torrent.setSequentialDownload(true);
        torrent.setAutoManaged(true);
        torrent.setShareMode(true);
        torrent.setUploadMode(true);
        assertThat(torrent.flags())
                .contains(
                        TorrentFlag.SEQUENTIAL_DOWNLOAD,
                        TorrentFlag.AUTO_MANAGED,
                        TorrentFlag.SHARE_MODE,
                        TorrentFlag.UPLOAD_MODE);
        torrent.setSequentialDownload(false);
        torrent.setAutoManaged(false);
        torrent.setShareMode(false);
        torrent.setUploadMode(false);
        assertThat(torrent.flags())
                .doesNotContain(
                        TorrentFlag.SEQUENTIAL_DOWNLOAD,
                        TorrentFlag.AUTO_MANAGED,
                        TorrentFlag.SHARE_MODE,
                        TorrentFlag.UPLOAD_MODE);

        seed.seeding().setSuperSeeding(true);
        assertThat(seed.seeding().flags()).contains(TorrentFlag.SUPER_SEEDING);
        seed.seeding().setSuperSeeding(false);
        assertThat(seed.seeding().flags()).doesNotContain(TorrentFlag.SUPER_SEEDING);
    }
}
