package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.impl.engine.torrent.EngineView;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.net.ScriptedWeb;
import org.torrentxt.impl.fixture.net.ScriptedWeb.Answer;
import org.torrentxt.impl.network.NetworkMode;

/**
 * A session with {@code network=lan} stays in the local network. It listens at loopback alone here, and looks for
 * nobody.
 */
class LanTest {
    private static final String PUBLIC = "http://198.51.100.7/announce";
    private static final String PRIVATE = "http://10.255.255.1/announce";

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private LocalSession lan;
    private byte[] file;

    @BeforeEach
    void start() {
        lan = sessions.start("lan", folder.resolve("downloads"));
        lan.reach(NetworkMode.LAN);
        file = Content.torrentOf(Content.write(folder, 100_000), TorrentFormat.V1)
                .content();
    }

    @Test
    void addressesElsewhereAreBlocked() {
        IpFilter filter = lan.session().ipFilter();
        for (String address :
                List.of("10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.0.1", "127.0.0.1", "fe80::1", "fd00::1")) {
            assertThat(filter.isBlocked(Endpoint.address(address))).as(address).isFalse();
        }
        for (String address :
                List.of("9.9.9.9", "11.0.0.1", "172.32.0.1", "192.169.0.1", "198.51.100.7", "2001:db8::1", "fe00::1")) {
            assertThat(filter.isBlocked(Endpoint.address(address))).as(address).isTrue();
        }
        filter.add(IpFilter.Rule.of("198.51.100.7", "198.51.100.7", false));
        assertThat(filter.isBlocked(Endpoint.address("198.51.100.7"))).isTrue();
    }

    @Test
    void trackersElsewhereAreListedButNotGivenToTheEngine() {
        Torrent torrent = lan.session()
                .add(AddTorrent.torrentBytes(file)
                        .paused()
                        .tracker(PRIVATE)
                        .tracker(PUBLIC)
                        .build())
                .torrent();
        assertThat(EngineView.trackers(torrent)).containsExactly(PRIVATE);
        assertThat(torrent.trackers()).extracting(TrackerInfo::url).containsExactly(PRIVATE, PUBLIC);
        assertThat(torrent.trackers().get(1).message()).contains("network=lan");
        assertThatThrownBy(() -> torrent.addTracker(PUBLIC + "2", 0)).hasMessageContaining("network=lan");
        assertThatThrownBy(() -> torrent.addWebSeed("http://198.51.100.7/")).hasMessageContaining("network=lan");
        assertThatThrownBy(() -> torrent.setFlag(TorrentFlag.APPLY_IP_FILTER, false))
                .hasMessageContaining("network=lan");
        lan.reach(NetworkMode.INTERNET);
        assertThat(EngineView.trackers(torrent)).containsExactly(PRIVATE, PUBLIC);
    }

    @Test
    void aRedirectElsewhereIsRefused() {
        ScriptedWeb tracker = sessions.use(ScriptedWeb.start(request -> Answer.redirect(PUBLIC)));
        lan.session()
                .add(AddTorrent.torrentBytes(file)
                        .started()
                        .tracker(tracker.url("/announce"))
                        .build());
        assertThat(lan.alerts().await(TrackerError.class).failure().message()).contains("198.51.100.7", "network=lan");
    }

    @Test
    void aPeerElsewhereIsHeldBack() {
        lan.session()
                .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + "cd".repeat(20) + "&x.pe=198.51.100.7:6881")
                        .started()
                        .build());
        assertThat(lan.alerts().await(AlertType.PEER_BLOCKED).toString()).contains("198.51.100.7");
    }

    @Test
    void itHasNoDhtAndNoProxy() {
        assertThat(NetworkMode.LAN.settings()).containsEntry("enable_dht", false);
        for (Map<String, ?> settings :
                List.of(Map.of("enable_dht", true), Map.of("proxy_type", 2), Map.of("enable_upnp", true))) {
            assertThatThrownBy(() -> lan.session().settings().set(settings))
                    .isInstanceOf(TorrentException.class)
                    .hasMessageContaining("network=lan");
        }
    }

    @Test
    void aSettingIsCheckedForTheNetworkThatItIsSetIn() {
        for (int i = 0; i < 20; i++) {
            lan.reach(NetworkMode.INTERNET);
            CompletableFuture<Void> narrowed = CompletableFuture.runAsync(() -> lan.reach(NetworkMode.LOCAL));
            while (!narrowed.isDone()) {
                try {
                    lan.session().settings().set("apply_ip_filter_to_trackers", false);
                } catch (TorrentException e) {
                    assertThat(e).hasMessageContaining("network=local");
                }
            }
            narrowed.join();
            assertThat(lan.session()
                            .settings()
                            .get("apply_ip_filter_to_trackers")
                            .value())
                    .isEqualTo(true);
        }
    }
}
