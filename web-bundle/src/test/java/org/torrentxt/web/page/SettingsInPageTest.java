package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.web.Browser;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.rpc.RealSession;

/** Settings of a session of the engine, changed in the page. */
@Tag("judge")
@Timeout(180)
class SettingsInPageTest {
    private static Browser browser;

    @TempDir
    Path folder;

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
    void start() {
        session = RealSession.start("default", folder);
        server = PageServer.start(session);
        browser.open(server, "admin", "#/default/settings");
        browser.await("#setting-peer-limit-global");
    }

    @AfterEach
    void stop() {
        browser.assertClean();
        server.close();
        session.close();
    }

    private Object value(String setting) {
        return session.settings().get(setting).value();
    }

    private static void set(String field, String text) {
        WebElement input = browser.await("#setting-" + field);
        input.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
    }

    private static String shown(String field) {
        return browser.await("#setting-" + field).getAttribute("value");
    }

    private static void apply() {
        browser.click("#settings-apply");
    }

    @Test
    void changesAreAppliedToTheSession() {
        browser.click("#setting-speed-limit-down-enabled");
        set("speed-limit-down", "500");
        set("peer-limit-global", "123");
        browser.click("#setting-utp-enabled");
        boolean utp = (Boolean) value("enable_outgoing_utp");
        browser.await("#setting-encryption").sendKeys("required");
        apply();
        browser.awaitText("#notices", "Settings applied");
        assertThat(value("download_rate_limit")).isEqualTo(500_000L);
        assertThat(value("connections_limit")).isEqualTo(123L);
        assertThat(value("enable_outgoing_utp")).isEqualTo(!utp);
        browser.screenshot("settings-applied");

        // Changed by somebody else, and read again.
        session.settings().set("connections_limit", 77);
        browser.click("#settings-reset");
        browser.until("read again", page -> shown("peer-limit-global").equals("77"));
        assertThat(shown("speed-limit-down")).isEqualTo("500");
        apply();
        browser.awaitText("#notices", "No setting was changed");
    }

    @Test
    void aValueThatIsRefusedChangesNothingAndNothingThatWasEnteredIsLost() {
        Object before = value("connections_limit");
        set("peer-limit-global", "1");
        set("peer-limit-per-torrent", "20");
        apply();
        browser.awaitText("#settings-problem", "Settings not applied: Connections: expected");
        assertThat(browser.<String>js("return document.activeElement.id")).isEqualTo("setting-peer-limit-global");
        browser.screenshot("settings-refused");
        assertThat(value("connections_limit")).isEqualTo(before);
        assertThat(shown("peer-limit-per-torrent")).isEqualTo("20");

        set("peer-limit-global", "50");
        apply();
        browser.awaitText("#notices", "Settings applied");
        browser.until("no problem", page -> page.all("#settings-problem").isEmpty());
        assertThat(value("connections_limit")).isEqualTo(50L);
    }

    @Test
    void anEmptyNumberIsNotSentAsZero() {
        Object before = value("connections_limit");
        set("peer-limit-global", "");
        apply();
        assertThat(browser.<Boolean>js(
                        "return document.getElementById('setting-peer-limit-global').matches(':invalid')"))
                .isTrue();
        assertThat(browser.<String>js("return document.activeElement.id")).isEqualTo("setting-peer-limit-global");
        assertThat(value("connections_limit")).isEqualTo(before);
    }

    @Test
    void aFolderThatIsNoneIsRefused() {
        set("download-dir", "relative");
        apply();
        browser.awaitText("#settings-problem", "Settings not applied: Folder for new torrents: ");
    }
}
