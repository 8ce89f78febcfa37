package org.torrentxt.impl.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.IpFilter.Rule;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.PeerConnect;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalTracker;
import org.torrentxt.impl.fixture.net.ScriptedWeb;
import org.torrentxt.impl.fixture.net.ScriptedWeb.Answer;

/** What trackers and web seeds answer that is more than the engine alone can deal with. */
class GatewayTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Seed seed;

    @BeforeEach
    void startSeeder() {
        seed = sessions.seed(folder, 300_000, TorrentFormat.V1);
    }

    private static String text(String text) {
        return text.length() + ":" + text;
    }

    private static String peer(String ip, int port) {
        return "d" + text("ip") + text(ip) + text("port") + "i" + port + "ee";
    }

    private LocalSession leecherOf(ScriptedWeb tracker) {
        LocalSession leecher = sessions.leecher(folder);
        leecher.session()
                .add(seed.torrent().tracker(tracker.url("/announce")).started().build());
        return leecher;
    }

    @Test
    void peersAreTakenByAddressAndNeverLookedUp() {
        int port = seed.session().endpoint().port();
        ScriptedWeb tracker = sessions.use(ScriptedWeb.start(request -> Answer.ok("d8:intervali1800e5:peersl"
                + peer("peer.example", 6881) + peer("127.0.0.1", port) + peer("198.51.100.7", 6881) + "ee\n")));
        LocalSession leecher = leecherOf(tracker);
        assertThat(leecher.alerts().await(TrackerReply.class).numPeers()).isEqualTo(2);
        leecher.alerts().await(TorrentFinished.class);
        assertThat(leecher.alerts().await(AlertType.PEER_BLOCKED).toString()).contains("198.51.100.7");
    }

    @Test
    void aRedirectIsFollowedAsFarAsTheNetworkReaches() {
        LocalTracker target = sessions.use(LocalTracker.start());
        ScriptedWeb near =
                sessions.use(ScriptedWeb.start(request -> Answer.redirect(target.url() + "?" + query(request))));
        assertThat(leecherOf(near).alerts().await(TrackerReply.class).tracker()).isEqualTo(near.url("/announce"));
    }

    private static String query(String request) {
        return request.substring(request.indexOf('?') + 1);
    }

    @Test
    void aRedirectBeyondThisHostIsRefusedUnasked() {
        for (String target : List.of("http://tracker.example/announce", "http://198.51.100.7/announce")) {
            ScriptedWeb web = sessions.use(ScriptedWeb.start(request -> Answer.redirect(target)));
            LocalSession leecher = sessions.start("leecher" + target.length(), folder.resolve("d" + target.length()));
            leecher.session()
                    .add(seed.torrent()
                            .tracker(web.url("/announce"))
                            .webSeed(web.url("/"))
                            .started()
                            .build());
            assertThat(leecher.alerts().await(TrackerError.class).failure().message())
                    .contains("network=local", URI.create(target).getHost());
            assertThat(leecher.alerts().await(AlertType.URL_SEED).toString())
                    .contains("network=local", URI.create(target).getHost());
        }
    }

    @Test
    void theReasonOfARefusalIsTold() {
        ScriptedWeb tracker = sessions.use(ScriptedWeb.start(request ->
                new Answer(403, Map.of(), "d" + text("failure reason") + text("not registered here") + "e")));
        assertThat(leecherOf(tracker)
                        .alerts()
                        .await(TrackerError.class)
                        .failure()
                        .message())
                .contains("not registered here");
    }

    @Test
    void aStatusWithoutAReasonIsToldAsItIs() {
        ScriptedWeb tracker = sessions.use(ScriptedWeb.start(request -> new Answer(404, Map.of(), "<html>")));
        assertThat(leecherOf(tracker)
                        .alerts()
                        .await(TrackerError.class)
                        .failure()
                        .message())
                .contains("404");
    }

    @Test
    void anAnswerThatIsNoneOfATrackerIsToldAsSuch() {
        ScriptedWeb tracker = sessions.use(ScriptedWeb.start(request -> Answer.ok("<html>")));
        assertThat(leecherOf(tracker)
                        .alerts()
                        .await(TrackerError.class)
                        .failure()
                        .message())
                .contains("invalid tracker response");
    }

    @Test
    void aWebSeedThatWantsToBeAskedLaterIs() throws IOException {
        Path single = Files.write(folder.resolve("single"), new byte[100_000]);
        AtomicInteger asked = new AtomicInteger();
        String content = new String(Files.readAllBytes(single), ISO_8859_1);
        ScriptedWeb web = sessions.use(ScriptedWeb.start(request -> asked.incrementAndGet() == 1
                ? new Answer(503, Map.of("Retry-After", "1"), "later")
                : Answer.ok(content)));
        LocalSession leecher = sessions.leecher(folder, Map.of("urlseed_wait_retry", 1));
        leecher.session()
                .add(org.torrentxt.api.AddTorrent.torrentBytes(
                                Content.torrentOf(single, TorrentFormat.V1).content())
                        .webSeed(web.url("/single"))
                        .started()
                        .build());
        leecher.alerts().await(TorrentFinished.class);
        assertThat(leecher.alerts().await(AlertType.URL_SEED).toString())
                .contains(web.url("/single"), "503", "next request in 1 s");
    }

    @Test
    void aBlockListThatNamesThisHostDoesNotBlockTrackersElsewhere() {
        LocalTracker tracker = sessions.use(LocalTracker.start());
        LocalSession leecher = sessions.leecher(folder);
        leecher.session().ipFilter().add(Rule.of("127.0.0.2", "127.255.255.255", true));
        leecher.session().add(seed.torrent().tracker(tracker.url()).started().build());
        assertThat(leecher.alerts().await(TrackerReply.class).tracker()).isEqualTo(tracker.url());
        leecher.session().ipFilter().add(Rule.of("127.0.0.1", "127.0.0.1", true));
        leecher.session().torrents().get(0).reannounce();
        assertThat(leecher.alerts().await(TrackerError.class).failure().message())
                .contains("blocked by the IP filter");
    }

    @Test
    void nobodyElseOnThisHostCanUseIt() throws IOException {
        ScriptedWeb tracker = sessions.use(ScriptedWeb.start(request -> Answer.ok("de")));
        LocalSession leecher = leecherOf(tracker);
        leecher.alerts().await(TrackerReply.class);
        Torrent torrent = leecher.session().torrents().get(0);
        String given =
                ((EngineTorrent) torrent).ask(handle -> handle.trackers().get(0).getUrl(), "");
        URI uri = URI.create(given.replace("announce:@", ""));
        int before = tracker.requests().size();
        for (String path : List.of(
                "/", "/announce", tracker.url("/announce"), uri.getPath().replaceAll("[0-9a-f]{32}", "0".repeat(32)))) {
            try (Socket stranger = new Socket(uri.getHost(), uri.getPort())) {
                stranger.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII));
                assertThat(new String(stranger.getInputStream().readAllBytes(), US_ASCII))
                        .startsWith("HTTP/1.1 404 ");
            }
        }
        assertThat(tracker.requests()).hasSize(before);
    }

    @Test
    void aTrackerHearsThatARemovedTorrentHasStopped() {
        LocalTracker tracker = sessions.use(LocalTracker.start());
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session()
                .add(seed.torrent().tracker(tracker.url()).started().build())
                .torrent();
        leecher.alerts().await(TrackerReply.class);
        torrent.remove(false);
        Wait.until("it is told", () -> tracker.requests().stream().anyMatch(request -> request.contains("stopped")));
        assertThat(leecher.alerts().all()).noneMatch(PeerConnect.class::isInstance);
    }
}
