package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.web.Browser;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.rpc.RealSession;

/** All ways to add torrents in the page to a session of the engine, what cannot be added, and removing them. */
@Tag("judge")
@Timeout(180)
class AddInPageTest {
    private static final String NAME = ".grid .rows .name";

    private static Browser browser;

    @TempDir
    Path folder;

    private Path saved;
    private EngineSession session;
    private WebServer server;

    @BeforeAll
    static void startBrowser() {
        browser = new Browser(1280, 800);
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    @BeforeEach
    void start() throws IOException {
        saved = Files.createDirectories(folder.resolve("saved"));
        // So that a torrent that was paused for the choice of its files needs no minute to find the same peer again.
        session = RealSession.start("default", saved, Map.of("min_reconnect_time", 1));
        server = PageServer.start(session);
        browser.open(server, "admin", "");
        browser.until("it may manage", page -> page.await("#add-button").isEnabled());
    }

    @AfterEach
    void stop() {
        browser.assertClean();
        server.close();
        session.close();
    }

    private CreatedTorrent torrent(String name) {
        return RealSession.torrent(RealSession.content(folder, name));
    }

    /** Drops files, whose contents are in Base64 by name, and a text, on an element. */
    private static void drop(String css, Map<String, String> files, String text) {
        browser.js("""
            const [css, files, text] = arguments;
            const dataTransfer = new DataTransfer();
            for (const [name, content] of Object.entries(files)) {
                dataTransfer.items.add(new File([Uint8Array.from(atob(content), (each) => each.charCodeAt(0))], name));
            }
            if (text !== '') {
                dataTransfer.setData('text/plain', text);
            }
            const target = document.querySelector(css);
            target.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
            window.isWelcome = document.body.classList.contains('dropping');
            target.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
            """, css, files, text);
    }

    private static void add() {
        browser.click("#add-dialog [value=add]");
    }

    private static void enter(String links) {
        browser.click("#add-button");
        browser.await("#add-links").sendKeys(links);
    }

    @Test
    void filesAreDroppedOnThePageAndMoreOnItsDialog() throws IOException {
        drop(
                "#grid",
                Map.of(
                        "one.torrent", RealSession.base64(torrent("one")),
                        "two.torrent", RealSession.base64(torrent("two"))),
                "");
        assertThat(browser.<Boolean>js("return isWelcome")).isTrue();
        browser.awaitText("#add-names", "two.torrent");
        drop("#add-dialog", Map.of("three.torrent", RealSession.base64(torrent("three"))), "");
        browser.awaitText("#add-names", "three.torrent");
        browser.screenshot("add-dropped");
        browser.await("#add-labels").sendKeys("dropped");
        browser.click("#add-names [aria-label='Do not add one.torrent']");
        add();
        browser.awaitText("#notices", "Added: 2 torrents");
        browser.awaitText("#shown", "2 torrents");
        assertThat(session.torrents())
                .extracting(each -> each.status().orElseThrow().name())
                .containsExactlyInAnyOrder("two", "three");
        assertThat(session.torrents()).allMatch(each -> each.labels().contains("dropped"));
        removesThemWithTheirFiles();
    }

    private void removesThemWithTheirFiles() throws IOException {
        Path partial = Files.createDirectories(saved.resolve("two")).resolve("a.mkv");
        Files.write(partial, new byte[1]);
        browser.js("document.getElementById('grid').focus()");
        browser.chord(Keys.CONTROL, "a");
        browser.awaitText("#selection", "2 selected");
        browser.type(Keys.DELETE);
        browser.awaitText("#remove-title", "Remove 2 torrents?");
        browser.awaitText("#remove-names", "three");
        browser.click("#remove-files");
        browser.screenshot("add-remove");
        browser.click("#remove-confirm");
        browser.awaitText("#notices", "Removed, with files: 2 torrents");
        browser.awaitText("#shown", "0 torrents");
        assertThat(session.torrents()).isEmpty();
        RealSession.until("the files are deleted", () -> !Files.exists(partial));
    }

    @Test
    void filesOfAMagnetLinkAreChosenOnceItsMetadataIsThere() {
        CreatedTorrent created = torrent("film");
        try (EngineSession seeder = RealSession.start("seeder", folder, Map.of("upload_rate_limit", 30_000))) {
            seeder.add(AddTorrent.torrentBytes(created.content()).build());
            String magnet = seeder.torrents().get(0).magnetUri().orElseThrow();
            drop("#grid", Map.of(), magnet);
            assertThat(browser.await("#add-links").getAttribute("value")).isEqualTo(magnet);
            browser.click("#add-choose");
            add();
            browser.awaitText("#choose-total", "Waiting for the metadata from peers.");
            RealSession.until("it is added", () -> session.torrentCount() == 1);
            Torrent torrent = session.torrents().get(0);
            Endpoint peer = Endpoint.parse("127.0.0.1:" + seeder.listenPort());
            torrent.connectPeer(peer);
            browser.awaitText("#choose-total", "2 of 2 files");
            browser.all("#choose .rows .row").stream()
                    .filter(row -> row.getText().contains("b.txt"))
                    .findFirst()
                    .orElseThrow()
                    .findElement(By.cssSelector("input"))
                    .click();
            browser.awaitText("#choose-total", "1 of 2 files");
            browser.screenshot("add-choose");
            assertThat(torrent.status().orElseThrow().isPaused()).isTrue();
            browser.click("#choose-start");
            RealSession.until(
                    "it is started", () -> !torrent.status().orElseThrow().isPaused());
            torrent.connectPeer(peer);
            browser.awaitText(".grid .rows .state", "finished");
            assertThat(torrent.files()).extracting(each -> each.priority()).contains(FilePriority.SKIP);
        }
    }

    @Test
    void aTorrentIsFetchedByItsUrlAndADuplicateIsSaid() throws IOException {
        byte[] content = torrent("fetched").content();
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/fetched.torrent", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        web.start();
        try {
            String url = "http://127.0.0.1:" + web.getAddress().getPort() + "/fetched.torrent";
            enter(url);
            browser.click("#add-start");
            add();
            browser.awaitText("#notices", "Added: fetched");
            browser.awaitText(NAME, "fetched");
            browser.awaitText(".grid .rows .state", "paused");

            enter(url);
            add();
            browser.awaitText("#notices", "Already added as torrent 1; unchanged");
            assertThat(session.torrents()).hasSize(1);

            enter(url.replace("/fetched", "/missing"));
            add();
            browser.awaitText("#problems", "404");
            assertThat(session.torrents()).hasSize(1);
        } finally {
            web.stop(0);
        }
    }

    @Test
    void whatCannotBeAddedIsSaidWithItsReasonAndTheRestIsAdded() {
        String text = Base64.getEncoder().encodeToString("not a torrent".getBytes(StandardCharsets.UTF_8));
        drop("#grid", Map.of("notes.torrent", text, "good.torrent", RealSession.base64(torrent("good"))), "");
        browser.await("#add-links").sendKeys("magnet:?xt=urn:btih:zz\nhttp://127.0.0.1:1/x.torrent\nwhatever");
        add();
        browser.awaitText("#problems", "Not added: notes.torrent: "); // files are sent after links
        List<String> problems = new ArrayList<>();
        browser.all("#problems p span").forEach(each -> problems.add(each.getText()));
        browser.screenshot("add-problems");
        assertThat(problems)
                .hasSize(4)
                .anyMatch(each -> each.startsWith("Not added: magnet:?xt=urn:btih:zz: ") && each.contains("info-hash"))
                .anyMatch(each -> each.startsWith("Not added: http://127.0.0.1:1/x.torrent: "))
                .anyMatch(each -> each.startsWith("Not added: whatever: ") && each.contains("expected a magnet link"))
                .anyMatch(each -> each.startsWith("Not added: notes.torrent: "));
        browser.awaitText("#shown", "1 torrent");
        browser.awaitText(NAME, "good");
        browser.click("#problems [aria-label=Dismiss]");
        browser.until("one is dismissed", page -> page.all("#problems p").size() == 3);
    }

    @Test
    void nothingToAddIsSaidInTheDialogAndAFolderThatIsNoneByTheServer() {
        browser.click("#add-button");
        add();
        browser.awaitText("#add-problem", "Enter a magnet link or a URL, or choose a file.");
        browser.type(Keys.ESCAPE);
        drop("#grid", Map.of("good.torrent", RealSession.base64(torrent("good"))), "");
        browser.await("#add-folder").sendKeys("relative/folder");
        add();
        browser.awaitText("#problems", "Not added: good.torrent: ");
        browser.awaitText("#problems", "relative/folder");
        assertThat(session.torrents()).isEmpty();
    }

    @Test
    void aFilmIsNotReadIntoMemoryInsteadOfATorrent() {
        browser.js("const event = new DragEvent('drop', { bubbles: true, cancelable: true });"
                + " Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], getData: () => '',"
                + " files: [Object.defineProperty(new File(['x'], 'film.mkv'), 'size', { value: 5 * 2 ** 30 })] } });"
                + " document.getElementById('grid').dispatchEvent(event)");
        browser.awaitText("#add-names", "film.mkv");
        add();
        browser.awaitText("#problems", "Not added: film.mkv: 5.0 GiB is too large for a .torrent file");
    }
}
