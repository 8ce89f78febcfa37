package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.policy.Category;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.testing.FakePolicies;
import org.torrentxt.web.Browser;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.rpc.RealSession;

/** What an operator does in a day, in a real browser, with a torrent that comes from a real seeder. */
@Tag("judge")
@Timeout(180)
class OperatorsDayTest {
    private static final int RATE = 8000;

    @TempDir
    Path folder;

    // One second of silence in a WAV file: something that each browser plays.
    private static byte[] wave() {
        byte[] wave = new byte[44 + RATE];
        java.nio.ByteBuffer.wrap(wave)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes())
                .putInt(36 + RATE)
                .put("WAVEfmt ".getBytes())
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE)
                .putShort((short) 1)
                .putShort((short) 8)
                .put("data".getBytes())
                .putInt(RATE);
        java.util.Arrays.fill(wave, 44, wave.length, (byte) 128);
        return wave;
    }

    private Path content() throws IOException {
        Path content = Files.createDirectories(folder.resolve("seed").resolve("album"));
        Files.write(content.resolve("1 silence.wav"), wave());
        byte[] bytes = new byte[300_000];
        new Random(4).nextBytes(bytes);
        Files.write(content.resolve("2 cover.jpg"), bytes);
        Files.write(Files.createDirectories(content.resolve("extra")).resolve("3 notes.txt"), bytes);
        return content;
    }

    @Test
    void fromAddingToPlayingToRemoving() throws Exception {
        CreatedTorrent created = RealSession.torrent(content());
        Path file = Files.write(folder.resolve("album.torrent"), created.content());
        Path saved = Files.createDirectories(folder.resolve("saved"));
        try (EngineSession seeder = RealSession.start("seeder", folder.resolve("seed"));
                EngineSession session = RealSession.start("default", saved);
                WebServer server = PageServer.start(session);
                Browser browser = new Browser(1280, 800)) {
            FakePolicies policies = new FakePolicies("default", "films", "music");
            server.add(policies);
            seeder.add(AddTorrent.torrentBytes(created.content()).build());
            browser.open(server, "admin", "");

            add(browser, file);
            Torrent torrent = session.torrents().get(0);
            torrent.connectPeer(Endpoint.parse("127.0.0.1:" + seeder.listenPort()));
            browser.awaitText(".grid .rows .state", "finished");
            assertThat(torrent.files().get(2).priority()).isEqualTo(FilePriority.SKIP);
            browser.screenshot("day-downloaded");

            play(browser);
            everyTabShowsIt(browser);
            label(browser, torrent);
            categorize(browser, torrent, policies);
            pauseAndResume(browser, torrent);
            remove(browser, session);
            assertThat(saved.resolve("album").resolve("1 silence.wav")).doesNotExist();
            browser.assertClean();
        }
    }

    private static void add(Browser browser, Path file) {
        browser.click("#add-button");
        browser.await("#add-files").sendKeys(file.toAbsolutePath().toString());
        browser.awaitText("#add-names", "album.torrent");
        browser.click("#add-choose");
        browser.screenshot("day-add");
        browser.click("#add-dialog [value=add]");
        browser.awaitText("#choose-total", "3 of 3 files");
        browser.all("#choose .rows .row").stream()
                .filter(row -> row.getText().contains("3 notes.txt"))
                .findFirst()
                .orElseThrow()
                .findElement(By.cssSelector("input"))
                .click();
        browser.awaitText("#choose-total", "2 of 3 files");
        browser.screenshot("day-choose");
        browser.click("#choose-start");
        browser.awaitText(".grid .rows .name", "album");
    }

    private static void play(Browser browser) {
        browser.click(".grid .rows .row .name");
        browser.click("#tab-files");
        browser.click("#files [aria-label='Play 1 silence.wav']");
        browser.await("#player-dialog audio");
        browser.until(
                "it plays",
                page -> page.js("const audio = document.querySelector('#player-media audio');"
                        + " return audio.duration === 1 && audio.currentTime > 0"));
        browser.screenshot("day-play");
        browser.click("#player-dialog [data-close]");
    }

    private static void everyTabShowsIt(Browser browser) {
        browser.click("#tab-overview");
        browser.awaitText("#panel-overview", "album");
        browser.click("#tab-pieces");
        browser.awaitText("#panel-pieces .note", "pieces downloaded");
        browser.screenshot("day-pieces");
        browser.click("#tab-peers");
        browser.await("#panel-peers");
        browser.click("#tab-trackers");
        browser.awaitText("#panel-trackers", "http://127.0.0.1:1/announce");
        browser.click("#tab-rates");
        browser.await("#panel-rates canvas");
    }

    private static void label(Browser browser, Torrent torrent) {
        browser.click("[data-action=labels]");
        browser.await("#labels-new").sendKeys("music, new");
        browser.click("#labels-dialog [value=apply]");
        browser.awaitText("#label-filters", "music");
        browser.awaitText(".grid .rows .labels", "music, new");
        assertThat(torrent.labels()).containsExactlyInAnyOrder("music", "new");
    }

    private static void categorize(Browser browser, Torrent torrent, FakePolicies policies) {
        assertThat(browser.all("#category-section")).isEmpty(); // there is nothing to filter by
        browser.click("#category-button");
        browser.await("#category-choice").sendKeys("films");
        browser.click("#category-move");
        browser.screenshot("day-category");
        browser.click("#category-dialog [value=apply]");
        browser.awaitText("#category-filters", "films");
        assertThat(Category.of(torrent.attributes())).contains("films");
        assertThat(policies.categories().moved()).containsExactly(torrent.id());
        browser.click("#tab-overview");
        browser.awaitText("#panel-overview", "films");
        browser.click("[data-category=films] button");
        browser.awaitText("#shown", "1 torrent");
        browser.click("#category-button");
        browser.await("#category-choice").sendKeys("none");
        browser.click("#category-dialog [value=apply]");
        browser.awaitText("#shown", "0 of 1 torrent");
        assertThat(torrent.attributes()).doesNotContainKey(Category.ATTRIBUTE);
        browser.click("[data-category=films] button");
        browser.awaitText("#shown", "1 torrent");
        assertThat(policies.categories().moved()).hasSize(1);
        browser.click(".grid .rows .row .name");
    }

    private static void pauseAndResume(Browser browser, Torrent torrent) {
        browser.click("[data-action=pause]:enabled");
        browser.awaitText(".grid .rows .state", "paused");
        assertThat(torrent.status().orElseThrow().isPaused()).isTrue();
        browser.click("[data-action=recheck]:enabled");
        browser.awaitText("#notices", "Rechecking");
        browser.click("[data-action=resume]:enabled");
        browser.awaitText(".grid .rows .state", "finished");
    }

    private static void remove(Browser browser, EngineSession session) {
        browser.click("[data-action=remove]");
        browser.awaitText("#remove-names", "album");
        browser.click("#remove-dialog [data-close]");
        assertThat(session.torrents()).hasSize(1);
        browser.click("[data-action=remove]");
        browser.click("#remove-files");
        browser.click("#remove-confirm");
        browser.awaitText("#empty", "No torrents");
        assertThat(session.torrents()).isEmpty();
    }
}
