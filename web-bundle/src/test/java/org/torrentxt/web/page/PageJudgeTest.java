package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.testing.FakeFleet;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;
import org.torrentxt.web.Browser;
import org.torrentxt.web.WebServer;

/** The page by keyboard, at the width of a phone, in the dark, for a screen reader, and with many torrents. */
@Tag("judge")
@Timeout(180)
class PageJudgeTest {
    private static final int MANY = 10_000;
    private static final String[] NAMES = {
        "debian-12.8.0-amd64-netinst.iso",
        "Sintel (2010) 2160p",
        "Moby Dick (LibriVox)",
        "planet-261120.osm.pbf",
        "Big Buck Bunny",
        "FreeBSD-14.2-RELEASE-amd64-dvd1.iso"
    };

    private static Browser browser;
    private static String axe;

    private final FakeSession session = new FakeSession("default");
    private WebServer server;

    @BeforeAll
    static void startBrowser() throws IOException {
        browser = new Browser(1280, 800);
        try (InputStream in = PageJudgeTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    @BeforeEach
    void start() {
        browser.resize(1280, 800, 1);
        browser.prefer("light");
        for (int id = 1; id <= NAMES.length; id++) {
            session.put(torrent(id, NAMES[id - 1]).build());
        }
        session.put(torrent(3, NAMES[2]).paused().build());
        session.put(torrent(6, NAMES[5]).complete().build());
        server = PageServer.start(Optional.of(fleet()), session, new FakeSession("other"));
    }

    private static FakeFleet fleet() {
        FakeFleet fleet = new FakeFleet("here");
        FleetNode.Builder node = FleetNode.builder("there", Endpoint.address("192.0.2.2"));
        fleet.setNodes(node.numTorrents(1).labels(Map.of("site", "basel")).build());
        fleet.setTorrents(
                "there", FleetTorrent.builder(1).name(NAMES[0]).percent(42).build());
        return fleet;
    }

    private static StatusBuilder torrent(int id, String name) {
        return StatusBuilder.status(id)
                .name(name)
                .state(TorrentState.DOWNLOADING)
                .progress(id % 10 / 10.0)
                .labels(id % 2 == 0 ? "film" : "iso");
    }

    @AfterEach
    void stop() {
        browser.assertClean();
        server.close();
    }

    private static List<String> names() {
        return browser.js("return [...document.querySelectorAll('.grid .rows .row')]"
                + ".sort((one, other) => one.dataset.index - other.dataset.index)"
                + ".map((row) => row.querySelector('.name').textContent)");
    }

    private static List<String> selected() {
        return browser.js("return [...document.querySelectorAll('.grid .rows [aria-selected=true]')]"
                + ".map((row) => row.querySelector('.name').textContent).sort()");
    }

    @Test
    void tenThousandTorrentsScroll() {
        for (int id = 7; id <= MANY; id++) {
            session.put(torrent(id, "torrent " + id).build());
        }
        browser.open(server, "viewer", "");
        browser.awaitText("#shown", MANY + " torrents");
        browser.js("const sort = document.getElementById('sort'); sort.value = 'name';"
                + " sort.dispatchEvent(new Event('change'))");
        assertThat(browser.await("#grid").getAttribute("aria-rowcount")).isEqualTo(String.valueOf(MANY + 1));

        browser.js("const grid = document.getElementById('grid'); grid.scrollTop = grid.scrollHeight / 2");
        browser.until(
                "rows of the middle",
                page -> page.<Boolean>js(
                        "return [...document.querySelectorAll('.grid .rows .row')].some((row) => row.dataset.index >"
                                + " 4000)"));
        assertThat(browser.<Long>js("return document.querySelectorAll('.grid .rows .row').length"))
                .isLessThan(100);
        browser.await("#search").sendKeys("torrent 9876");
        browser.until("one is found", page -> names().equals(List.of("torrent 9876")));
        browser.screenshot("many");
    }

    @Test
    void theKeyboardIsEnough() {
        browser.open(server, "admin", "");
        browser.awaitText("#shown", "6 torrents");
        browser.js("document.getElementById('grid').focus()");
        browser.type(Keys.HOME);
        List<String> all = names();
        browser.until("the first one is selected", page -> selected().equals(List.of(all.get(0))));

        browser.chord(Keys.SHIFT, Keys.ARROW_DOWN);
        assertThat(selected()).containsExactlyInAnyOrder(all.get(0), all.get(1));
        browser.chord(Keys.CONTROL, Keys.ARROW_DOWN);
        browser.chord(Keys.CONTROL, Keys.ARROW_DOWN);
        browser.chord(Keys.CONTROL, " ");
        assertThat(selected()).containsExactlyInAnyOrder(all.get(0), all.get(1), all.get(3));
        assertThat(browser.<String>js("return document.getElementById(document.activeElement"
                        + ".getAttribute('aria-activedescendant')).querySelector('.name').textContent"))
                .isEqualTo(all.get(3));
        browser.chord(Keys.CONTROL, "a");
        assertThat(selected()).hasSize(6);

        browser.type(Keys.END, "p");
        browser.until("the last one is paused", page -> session.calls("pause").size() == 1);
        browser.type(Keys.ENTER);
        browser.await("#details");
        assertThat(browser.<String>js("return document.activeElement.id")).isEqualTo("tab-overview");
        browser.type(Keys.ARROW_RIGHT);
        assertThat(browser.<String>js("return document.activeElement.id")).isEqualTo("tab-files");
        browser.type(Keys.ESCAPE);
        browser.until("the details are closed", page -> page.all("#details").isEmpty());

        browser.type(Keys.DELETE);
        browser.await("#remove-dialog");
        browser.type(Keys.ESCAPE);
        browser.until("the question is gone", page -> page.all("#remove-dialog").isEmpty());
        assertThat(session.torrentCount()).isEqualTo(6);
        browser.type("/", "sintel");
        browser.until("it is found", page -> names().equals(List.of("Sintel (2010) 2160p")));
    }

    @Test
    void severalAreSelectedWithThePointer() {
        browser.open(server, "admin", "");
        browser.awaitText("#shown", "6 torrents");
        List<String> all = names();
        List<WebElement> rows = browser.all(".grid .rows .row .size");
        rows.get(0).click();
        browser.clickHolding(Keys.CONTROL, browser.all(".grid .rows .row .size").get(2));
        assertThat(selected()).containsExactlyInAnyOrder(all.get(0), all.get(2));
        browser.clickHolding(Keys.SHIFT, browser.all(".grid .rows .row .size").get(4));
        assertThat(selected()).containsExactlyInAnyOrder(all.get(2), all.get(3), all.get(4));
    }

    @Test
    void filtersAndSortsWithoutLosingTheSelection() {
        browser.open(server, "admin", "");
        browser.awaitText("#shown", "6 torrents");
        browser.click("[data-label=film] button");
        browser.awaitText("#shown", "3 of 6 torrents");
        browser.click(".grid .head .name button");
        assertThat(names()).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER).hasSize(3);
        browser.click(".grid .head .name button");
        assertThat(browser.await(".grid .head .name").getAttribute("aria-sort")).isEqualTo("descending");
        browser.click("[data-label=film] button");
        browser.awaitText("#shown", "6 torrents");
    }

    @Test
    void viewersCannotChangeAnything() {
        browser.open(server, "viewer", "");
        browser.awaitText("#user", "read-only access");
        browser.click(".grid .rows .row .name");
        assertThat(browser.all("[data-action]:enabled, #add-button:enabled")).isEmpty();
    }

    @Test
    void anotherSessionIsChosen() {
        browser.open(server, "admin", "");
        browser.awaitText("#shown", "6 torrents");
        browser.await("#session").sendKeys("other");
        browser.awaitText("#shown", "0 torrents");
        assertThat(browser.<String>js("return location.hash")).startsWith("#/other/");
    }

    @Test
    void theRatesOfADayArePlotted() {
        browser.open(server, "admin", "#/default/statistics");
        browser.awaitText("#statistics-day .note", "Download 1.0 KiB/s, at most 4.0 KiB/s");
        browser.await("#statistics-day-chart canvas");
    }

    @ParameterizedTest
    @CsvSource({
        "list, '', light, 1280",
        "details, #/default/torrents/2/overview, light, 1280",
        "details-dark, #/default/torrents/2/files, dark, 1280",
        "peers, #/default/torrents/2/peers, light, 1280",
        "pieces, #/default/torrents/2/pieces, dark, 1280",
        "statistics, #/default/statistics, light, 1280",
        "events, #/default/events, light, 1280",
        "doctor, #/default/doctor, dark, 1280",
        "settings, #/default/settings, light, 1280",
        "nodes, #/default/nodes/there, light, 1280",
        "nodes-phone, #/default/nodes/there, dark, 390",
        "phone, '', light, 390",
        "phone-dark, #/default/torrents/2/overview, dark, 390"
    })
    void hasNoSeriousFaultOfAccessibility(String name, String place, String scheme, int width) {
        browser.resize(width, width < 700 ? 780 : 800, 1);
        browser.prefer(scheme);
        browser.open(server, "admin", place);
        browser.until("it is drawn", page -> page.<Boolean>js("return document.getAnimations().length === 0"));
        browser.screenshot("look-" + name);
        assertThat(browser.<Long>js("return document.documentElement.scrollWidth"))
                .as("wider than the window")
                .isLessThanOrEqualTo(width);
        assertNoSeriousFault();
    }

    @ParameterizedTest
    @CsvSource({"#add-button, #add-dialog", "#help-button, #help-dialog"})
    void dialogsHaveNoSeriousFaultOfAccessibility(String button, String dialog) {
        browser.open(server, "admin", "");
        browser.until("enabled", page -> page.await("#add-button").isEnabled());
        browser.click(button);
        browser.await(dialog);
        assertNoSeriousFault();
    }

    private static void assertNoSeriousFault() {
        browser.js(axe);
        Map<String, List<Map<String, Object>>> result = browser.jsLater("const done = arguments[arguments.length - 1];"
                + " axe.run(document, { resultTypes: ['violations'] }).then((result) => done({ violations:"
                + " result.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')"
                + ".map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 3).map(({ html, failureSummary })"
                + " => html.slice(0, 300) + ' ' + failureSummary) })) }))");
        assertThat(result.get("violations")).isEmpty();
    }
}
