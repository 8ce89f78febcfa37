package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.OtherAlert;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.impl.engine.torrent.EngineView;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.network.NetworkMode;

/**
 * What becomes of a torrent's trackers and web seeds as its session's network changes. All sessions listen at loopback
 * alone, and the torrent is paused, so that none of them is ever asked.
 */
class ReachTest {
    private static final String NEAR = "http://127.0.0.1:1/announce";
    private static final String FAR = "http://192.0.2.1:80/announce";
    private static final String FAR_SECOND = "udp://192.0.2.2:80/announce";
    private static final String NEAR_SEED = "http://127.0.0.1:1/files/";
    private static final String FAR_SEED = "http://192.0.2.3/files/";

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private LocalSession local;
    private Torrent torrent;

    @BeforeEach
    void addPaused() {
        local = sessions.start("reach", folder.resolve("downloads"));
        byte[] file = Content.torrentOf(Content.write(folder, 100_000), TorrentFormat.V1)
                .content();
        torrent = local.session()
                .add(AddTorrent.torrentBytes(file)
                        .paused()
                        .tracker(NEAR)
                        .tracker(FAR)
                        .tracker(FAR_SECOND)
                        .webSeed(NEAR_SEED)
                        .webSeed(FAR_SEED)
                        .build())
                .torrent();
    }

    @Test
    void whatIsFarIsToldButKeptFromTheEngine() {
        assertThat(EngineView.trackers(torrent)).containsExactly(NEAR);
        assertThat(EngineView.webSeeds(torrent)).containsExactly(NEAR_SEED);
        assertThat(torrent.trackers()).extracting(TrackerInfo::url).containsExactly(NEAR, FAR, FAR_SECOND);
        assertThat(torrent.trackers()).extracting(TrackerInfo::tier).containsExactly(0, 1, 2);
        assertThat(torrent.trackers().get(1).message()).contains("network=local");
        assertThat(torrent.webSeeds()).containsExactly(NEAR_SEED, FAR_SEED);
    }

    @Test
    void trackersAreToldInTheOrderOfTheirTiers() {
        torrent.addTracker(NEAR + "/2", 1);
        assertThat(torrent.trackers()).extracting(TrackerInfo::tier).containsExactly(0, 1, 1, 2);
    }

    @Test
    void aWiderNetworkGivesItToTheEngineInItsTier() {
        local.reach(NetworkMode.INTERNET);
        assertThat(EngineView.trackers(torrent)).containsExactly(NEAR, FAR, FAR_SECOND);
        assertThat(torrent.trackers()).extracting(TrackerInfo::tier).containsExactly(0, 1, 2);
        assertThat(torrent.trackers()).extracting(TrackerInfo::message).containsOnly("");
        assertThat(EngineView.webSeeds(torrent)).containsExactlyInAnyOrder(NEAR_SEED, FAR_SEED);
    }

    @Test
    void aNarrowerNetworkTakesItBack() {
        local.reach(NetworkMode.INTERNET);
        local.reach(NetworkMode.LOCAL);
        whatIsFarIsToldButKeptFromTheEngine();
    }

    @Test
    void whatIsRemovedWhileKeptBackStaysRemoved() {
        torrent.removeTracker(FAR);
        torrent.removeWebSeed(FAR_SEED);
        local.reach(NetworkMode.INTERNET);
        assertThat(EngineView.trackers(torrent)).containsExactly(NEAR, FAR_SECOND);
        assertThat(EngineView.webSeeds(torrent)).containsExactly(NEAR_SEED);
        local.reach(NetworkMode.LOCAL);
        torrent.replaceTrackers(List.of());
        local.reach(NetworkMode.INTERNET);
        assertThat(torrent.trackers()).isEmpty();
    }

    @Test
    void whatIsSavedIsComplete() {
        byte[] resume = Wait.answer(torrent.saveResumeData());
        String file = new String(torrent.torrentFile().orElseThrow(), StandardCharsets.ISO_8859_1);
        assertThat(file).contains(NEAR, FAR, FAR_SECOND, NEAR_SEED, FAR_SEED);
        assertThat(torrent.magnetUri().orElseThrow())
                .contains("&tr=http%3A%2F%2F192.0.2.1%3A80%2Fannounce", "&ws=http%3A%2F%2F192.0.2.3%2Ffiles%2F");
        assertThat(Bencode.decodeDictionary(resume).list("trackers").orElseThrow())
                .hasToString("[[" + NEAR + "], [" + FAR + "], [" + FAR_SECOND + "]]");

        torrent.remove(false);
        Torrent again =
                local.session().add(AddTorrent.resumeData(resume).build()).torrent();
        assertThat(again.trackers()).extracting(TrackerInfo::url).containsExactly(NEAR, FAR, FAR_SECOND);
        assertThat(again.trackers()).extracting(TrackerInfo::tier).containsExactly(0, 1, 2);
        assertThat(again.webSeeds()).containsExactlyInAnyOrder(NEAR_SEED, FAR_SEED);
    }

    @Test
    void noTorrentLeavesTheFilterThatKeepsItOnThisHost() {
        AddTorrent unfiltered = AddTorrent.infoHash(new InfoHash("ab".repeat(20)))
                .paused()
                .clear(TorrentFlag.APPLY_IP_FILTER)
                .build();
        assertThatThrownBy(() -> local.session().add(unfiltered))
                .isInstanceOf(TorrentException.class)
                .hasMessageContainingAll("apply_ip_filter", "network=local");
        assertThatThrownBy(() -> torrent.setFlag(TorrentFlag.APPLY_IP_FILTER, false))
                .hasMessageContainingAll("apply_ip_filter", "network=local");
        assertThat(torrent.flags()).contains(TorrentFlag.APPLY_IP_FILTER);

        local.reach(NetworkMode.INTERNET);
        Torrent second = local.session().add(unfiltered).torrent();
        torrent.setFlag(TorrentFlag.APPLY_IP_FILTER, false);
        assertThat(torrent.flags()).doesNotContain(TorrentFlag.APPLY_IP_FILTER);
        assertThat(second.flags()).doesNotContain(TorrentFlag.APPLY_IP_FILTER);
        byte[] saved = Wait.answer(second.saveResumeData());

        local.reach(NetworkMode.LOCAL);
        assertThat(torrent.flags()).contains(TorrentFlag.APPLY_IP_FILTER);
        assertThat(second.flags()).contains(TorrentFlag.APPLY_IP_FILTER);
        second.remove(false);
        assertThat(local.session()
                        .add(AddTorrent.resumeData(saved).build())
                        .torrent()
                        .flags())
                .contains(TorrentFlag.APPLY_IP_FILTER);
    }

    @Test
    void aPeerOfAMagnetLinkBeyondThisHostIsHeldBack() {
        local.session()
                .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + "cd".repeat(20) + "&x.pe=192.0.2.7:6881")
                        .started()
                        .build());
        OtherAlert blocked = local.alerts().await(OtherAlert.class, alert -> alert.type() == AlertType.PEER_BLOCKED);
        assertThat(blocked.toString()).contains("192.0.2.7");
    }
}
