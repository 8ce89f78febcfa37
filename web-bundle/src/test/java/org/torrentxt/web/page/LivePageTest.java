package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.testing.AlertBuilder;
import org.torrentxt.testing.FakeFleet;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;
import org.torrentxt.web.Browser;
import org.torrentxt.web.Front;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.rpc.RealSession;

/** What happens elsewhere is seen in the page as it is, and so is what happens to its server and its login. */
@Tag("judge")
@Timeout(180)
class LivePageTest {
    // Three minutes, of which this needs a few seconds.
    private static final int LARGE = 9_000_000;
    private static final int SLOW = 50_000;
    // Longer than a visit lasts.
    private static final Duration LATER = Duration.ofHours(13);
    private static final String NAME = ".grid .rows .name";
    private static final String STATE = ".grid .rows .state";

    private static Browser browser;

    @TempDir
    Path folder;

    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1).name("one").build(),
            StatusBuilder.status(2).name("two").build());

    @BeforeAll
    static void startBrowser() {
        browser = new Browser(1280, 800);
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    private static void mark() {
        browser.js("window.isSame = true");
    }

    private static void assertNotReloaded() {
        assertThat(browser.<Boolean>js("return window.isSame === true")).isTrue();
    }

    @Test
    void whatIsDoneElsewhereIsPushed() throws Exception {
        Path content = Files.write(folder.resolve("album.wav"), new byte[LARGE]);
        CreatedTorrent created = RealSession.torrent(content);
        try (EngineSession seeder = RealSession.start("seeder", folder, Map.of("upload_rate_limit", SLOW));
                EngineSession leecher = RealSession.start("default", Files.createDirectory(folder.resolve("saved")));
                WebServer server = PageServer.start(leecher)) {
            seeder.add(AddTorrent.torrentBytes(created.content()).build());
            browser.open(server, "admin", "");
            browser.awaitText("#empty", "No torrents");
            mark();
            browser.onlyPushed();

            Torrent torrent = leecher.add(AddTorrent.torrentBytes(created.content())
                            .peer(Endpoint.parse("127.0.0.1:" + seeder.listenPort()))
                            .build())
                    .torrent();
            browser.awaitText(NAME, "album.wav");
            browser.awaitText(".grid .rows .down", "KiB/s");
            browser.awaitText("#rate-down", "KiB/s");
            torrent.pause();
            browser.awaitText(STATE, "paused");
            torrent.setLabels(Set.of("music"));
            browser.awaitText("#label-filters", "music");
            torrent.resume();
            browser.awaitText(STATE, "downloading");
            torrent.remove(true);
            browser.awaitText("#shown", "0 torrents");
            assertNotReloaded();
        }
    }

    @Test
    void theListArrivesOnceAndThenWhatHasChanged() {
        try (WebServer server = PageServer.start(session)) {
            browser.open(server, "admin", "");
            browser.awaitText("#shown", "2 torrents");
            browser.onlyPushed();
            assertThat(browser.<Long>js("return pushedTorrents")).isZero();
            session.put(StatusBuilder.status(2).name("second").build());
            browser.awaitText(NAME, "second");
            session.remove(1);
            browser.awaitText("#shown", "1 torrent");
            assertThat(browser.<Long>js("return pushedTorrents")).isEqualTo(1);
            browser.assertClean();
        }
    }

    @Test
    void eventsAreInTheLog() {
        try (WebServer server = PageServer.start(session)) {
            browser.open(server, "admin", "#/default/events");
            browser.onlyPushed();
            session.raise(AlertBuilder.alert(2).finished());
            browser.awaitText("#events-list", "torrent finished");
            browser.assertClean();
        }
    }

    @Test
    void whereNothingCanBePushedThePageAsks() {
        try (WebServer server = PageServer.startWithoutEvents(session)) {
            browser.open(server, "viewer", "");
            browser.awaitText("#shown", "2 torrents");
            session.put(StatusBuilder.status(3).name("three").build());
            browser.awaitText(NAME, "three");
            assertThat(browser.<Long>js("return pushed")).isZero();
            browser.assertClean();
        }
    }

    @Test
    void windowsLeaveConnectionsForOthers() {
        try (WebServer server = PageServer.start(session)) {
            for (int window = 1; window <= 7; window++) {
                browser.newWindow();
                browser.open(server, "admin", "#/default/torrents");
                browser.awaitText("#shown", "2 torrents");
            }
            assertThat(browser.<Long>js("return pushed")).isZero();
            session.put(StatusBuilder.status(3).name("three").build());
            browser.awaitText(NAME, "three");
            browser.assertClean();
        } finally {
            browser.closeOtherWindows();
        }
    }

    @Test
    void aServerThatGoesAwayIsSaidAndAnotherOneThatComesBackIsFollowed() {
        try (Front front = new Front()) {
            try (WebServer first = PageServer.start(session)) {
                front.lead(first);
                browser.open(front.uri("/torrentxt/"), "admin", "");
                browser.awaitText(NAME, "one");
                browser.until("pushed", page -> page.<Long>js("return pushed") > 0);
                mark();
                front.cut();
                browser.awaitText("#offline", "Not up to date: the server cannot be reached");
                browser.awaitText(NAME, "one");
                browser.screenshot("live-away");
            }
            // As after a restart: no login, no session id and no event of the first one means anything to it.
            FakeSession restarted = new FakeSession(
                    "default", StatusBuilder.status(2).name("second").build());
            try (WebServer second = PageServer.start(restarted)) {
                front.lead(second);
                browser.awaitText(NAME, "second");
                browser.until(
                        "nothing is wrong any more",
                        page -> page.all("#offline").isEmpty());
                browser.awaitText("#shown", "1 torrent");
                browser.click("[data-view=events]");
                browser.awaitText("#events-list", "events were missed");
                browser.click("[data-view=torrents]");

                long before = browser.js("return pushed");
                restarted.put(StatusBuilder.status(5).name("pushed again").build());
                browser.awaitText(NAME, "pushed again");
                browser.until("pushed", page -> page.<Long>js("return pushed") > before);
                browser.click(".grid .rows .row .name");
                browser.click("[data-action=pause]:enabled");
                browser.until("paused", page -> restarted.calls("pause").size() == 1);
                assertNotReloaded();
            }
        }
    }

    @Test
    void aServerThatIsSilentIsSaid() {
        try (Front front = new Front();
                WebServer server = PageServer.start(session)) {
            front.lead(server);
            browser.open(front.uri("/torrentxt/"), "admin", "");
            browser.until("pushed", page -> page.<Long>js("return pushed") > 0);
            // The clock of the page runs ahead, and its patience is short, so that nobody has to wait for either.
            browser.js("const now = Date.now; Date.now = () => now() + 3600000; const timeout = AbortSignal.timeout;"
                    + " AbortSignal.timeout = () => timeout.call(AbortSignal, 500)");
            front.setSilent(true);
            browser.awaitText("#offline", "Not up to date: no answer in time");
            front.setSilent(false);
            browser.until("it answers", page -> page.all("#offline").isEmpty());
        }
    }

    @Test
    void aSessionThatStopsIsSaidAndFollowedWhenItRunsAgain() {
        try (WebServer server = PageServer.start(session)) {
            browser.open(server, "admin", "#/default/torrents");
            browser.awaitText("#shown", "2 torrents");
            server.running().remove(session);
            browser.awaitText("#offline", "is not running");
            session.put(StatusBuilder.status(4).name("after").build());
            server.running().add(session);
            browser.awaitText(NAME, "after");
            browser.until(
                    "nothing is wrong any more", page -> page.all("#offline").isEmpty());
        }
    }

    @Test
    void anEndedLoginIsSaidAndThePlaceIsKept() {
        try (WebServer server = PageServer.start(session)) {
            browser.go(server.uri("/torrentxt/login"));
            logIn();
            browser.click(".grid .rows .row .name");
            browser.click("#tab-peers");
            String place = browser.js("return location.hash");
            server.pass(LATER);
            browser.click("[data-action=pause]:enabled");
            browser.awaitText("#problems", "your login has ended");
            browser.awaitText("#offline", "Log in again");
            browser.screenshot("live-logged-out");
            assertThat(session.calls("pause")).isEmpty();

            browser.click("#offline a");
            logIn();
            assertThat(browser.<String>js("return location.hash")).isEqualTo(place);
            browser.await("#panel-peers");
            browser.click(".grid .rows .row .name");
            browser.click("[data-action=pause]:enabled");
            browser.until("paused", page -> session.calls("pause").size() == 1);
        }
    }

    private static void logIn() {
        browser.await("#user").sendKeys("admin");
        browser.await("#password").sendKeys("admin");
        browser.click("button");
        browser.await("body.ready");
    }

    @Test
    void whoLogsInInAnotherWindowGoesOnInThisOne() {
        try (WebServer server = PageServer.start(session)) {
            browser.go(server.uri("/torrentxt/login"));
            logIn();
            mark();
            server.pass(LATER);
            browser.click(".grid .rows .row .name");
            browser.awaitText("#offline", "Log in again");
            browser.js("fetch(location.origin + '/torrentxt/login', { method: 'POST', body: 'user=admin&password=admin'"
                    + " })");
            browser.until("logged in", page -> page.all("#offline").isEmpty());
            assertNotReloaded();
        }
    }

    @Test
    void aBrowserThatKnowsThePasswordIsLetInAgain() {
        try (WebServer server = PageServer.start(session)) {
            browser.open(server, "admin", "");
            browser.click(".grid .rows .row .name");
            mark();
            server.pass(LATER);
            browser.click("[data-action=pause]:enabled");
            browser.until("paused", page -> session.calls("pause").size() == 1);
            assertThat(browser.all("#offline, #problems p")).isEmpty();
            assertNotReloaded();
            browser.assertClean();
        }
    }

    private static FleetTorrent torrent(int id, String name) {
        return FleetTorrent.builder(id)
                .name(name)
                .totalSize(1 << 20)
                .state(TorrentState.DOWNLOADING)
                .percent(42)
                .ratio(1.5)
                .build();
    }

    @Test
    void theTorrentsOfOtherNodesAreShownWhereThereIsAFleet() {
        FakeFleet fleet = new FakeFleet("here");
        FleetNode.Builder here = FleetNode.builder("here", Endpoint.address("192.0.2.1"))
                .isLocal(true)
                .numTorrents(2);
        FleetNode there = FleetNode.builder("there", Endpoint.address("192.0.2.2"))
                .numTorrents(2)
                .numErrors(1)
                .build();
        fleet.setNodes(here.build(), there);
        fleet.setTorrents("here", torrent(1, "one"));
        fleet.setTorrents(
                "there",
                torrent(7, "<b>maps</b>"),
                torrent(8, "rules").toBuilder().error("no space").build());
        try (WebServer server = PageServer.start(Optional.of(fleet), session)) {
            browser.open(server, "viewer", "");
            browser.click("[data-view=nodes]");
            browser.awaitText("#nodes-table", "there");
            browser.awaitText("#node-grid .rows .name", "<b>maps</b>");
            browser.awaitText("#node-grid .rows .state", "error");
            browser.awaitText("#node-count", "2 torrents");

            fleet.setTorrents(
                    "there", torrent(7, "<b>maps</b>").toBuilder().percent(43).build());
            browser.awaitText("#node-grid .rows .progress", "43");
            browser.awaitText("#node-count", "1 of 2 torrents");
            browser.click("#node option[value=here]");
            browser.awaitText("#node-grid .rows .name", "one");
            assertThat(browser.<String>js("return location.hash")).isEqualTo("#/default/nodes/here");
            fleet.setNodes(there);
            browser.awaitText("#node-count", "cannot be reached");
            browser.assertClean();
        }
        try (WebServer server = PageServer.start(session)) {
            browser.open(server, "admin", "");
            browser.awaitText(NAME, "one");
            assertThat(browser.all("[data-view=nodes]")).as("in no fleet").isEmpty();
        }
    }
}
