package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;
import org.torrentxt.web.Browser;
import org.torrentxt.web.WebServer;

/** Names and messages come from anywhere; in the page they are text, wherever they are shown. */
@Tag("judge")
@Timeout(180)
class HostileNamesTest {
    private static final String IMAGE = "<img src=x onerror=\"document.title='taken'\">";
    private static final String SCRIPT = "\"'><script>document.title='taken'</script>";

    private final FakeSession session = new FakeSession(
                    "default",
                    StatusBuilder.status(1).name(IMAGE).labels(SCRIPT, IMAGE).build(),
                    StatusBuilder.status(2).name(SCRIPT).error(IMAGE).build())
            .answer(
                    "files",
                    (torrent, arguments) -> List.of(
                            FileInfo.builder(0, IMAGE.replace("/", "") + "/" + SCRIPT.replace("/", "") + ".mp4")
                                    .size(10)
                                    .build(),
                            FileInfo.builder(1, "javascript:document.title='taken'.mp3")
                                    .size(10)
                                    .build()))
            .answer(
                    "peers",
                    (torrent, arguments) -> List.of(PeerInfo.builder(Endpoint.parse("127.0.0.1:1"))
                            .client(IMAGE)
                            .build()))
            .answer(
                    "trackers",
                    (torrent, arguments) -> List.of(TrackerInfo.builder("http://127.0.0.1/" + SCRIPT)
                            .message(IMAGE)
                            .fails(1)
                            .build()));

    @Test
    void areShownAsTheyAre() {
        try (WebServer server = PageServer.start(session);
                Browser browser = new Browser(1280, 800)) {
            browser.open(server, "admin", "#/default/torrents/1/overview");
            String title = browser.js("return document.title");
            browser.awaitText(".grid .rows .name", IMAGE);
            browser.awaitText("#label-filters", SCRIPT);
            browser.awaitText("#details-title", IMAGE);
            browser.click("#tab-files");
            browser.awaitText("#files", ".mp4");
            browser.click("#tab-peers");
            browser.awaitText("#panel-peers td", IMAGE);
            browser.click("#tab-trackers");
            browser.awaitText("#panel-trackers", SCRIPT);
            browser.awaitText("#panel-trackers", IMAGE);
            browser.open(server, "admin", "#/default/torrents/2/overview");
            browser.awaitText("#panel-overview .problem", IMAGE);
            browser.click(".grid .rows .row .name");
            browser.click("[data-action=labels]");
            browser.await("#labels-new");
            browser.click("#labels-dialog [data-close]");
            browser.click("[data-action=remove]");
            browser.await("#remove-names");
            browser.screenshot("hostile");
            browser.click("#remove-dialog [data-close]");
            browser.click("[data-view=events]");
            browser.await("#events-list li");
            browser.click("[data-view=doctor]");
            browser.awaitText("#doctor-findings", IMAGE);

            assertThat(browser.<Long>js("return document.querySelectorAll('img, body script, [onerror]').length"))
                    .isZero();
            assertThat(browser.<String>js("return document.title")).isEqualTo(title);
            browser.assertClean();
        }
    }
}
