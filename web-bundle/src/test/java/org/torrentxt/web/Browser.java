package org.torrentxt.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Debian's Chromium, without a window, on a page of a {@link WebServer}. Each wait is for a condition, and fails after
 * a minute.
 */
public final class Browser implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String WATCH = """
        window.violations = [];
        addEventListener('securitypolicyviolation', (event) =>
            violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
        // What is said does not vanish before a slow machine has looked at it.
        window.setTimeout = ((original) => (task, time, ...more) =>
            original.call(window, task, time === 6000 ? 120000 : time, ...more))(window.setTimeout);
        window.pushed = 0;
        window.pushedTorrents = 0;
        window.EventSource = class extends EventSource {
            constructor(...parameters) {
                super(...parameters);
                this.addEventListener('status', ({ data }) => {
                    pushed++;
                    pushedTorrents += JSON.parse(data).torrents.length;
                });
            }
        };
        """;

    private final ChromeDriver driver;
    private final Path profile;

    /** A window of that size, in CSS pixels. */
    public Browser(int width, int height) {
        try {
            profile = Files.createTempDirectory("browser");
            Files.createDirectories(SCREENSHOTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // It looks up names of its own accord otherwise.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--hide-scrollbars",
                "--autoplay-policy=no-user-gesture-required",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .usingAnyFreePort()
                        .build(),
                options);
        resize(width, height, 1);
        watch();
    }

    private void watch() {
        command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    }

    /** Changes the size of the window, in CSS pixels. */
    public void resize(int width, int height, int pixelsPerPixel) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", pixelsPerPixel, "mobile", width < 700));
    }

    /** Prefers dark or light. */
    public void prefer(String scheme) {
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private void command(String name, Map<String, Object> arguments) {
        driver.executeCdpCommand(name, arguments);
    }

    /** Opens the page as a user, at a place such as {@code #/default/torrents/1/files}, and waits for its torrents. */
    public void open(WebServer server, String user, String place) {
        open(server.uri("/torrentxt/"), user, place);
    }

    /** The same at another address of the page. */
    public void open(URI uri, String user, String place) {
        driver.get("about:blank");
        driver.get("http://" + user + ":" + user + "@" + uri.getAuthority() + uri.getPath());
        driver.get(uri + place);
        await("body.ready");
    }

    /** Shows another page, such as the form to log in with. */
    public void go(URI uri) {
        driver.get(uri.toString());
    }

    /** Goes on in another window; what is open stays open. */
    public void newWindow() {
        driver.switchTo().newWindow(WindowType.TAB);
        watch();
    }

    /** Closes all windows but the first one. */
    public void closeOtherWindows() {
        List<String> windows = List.copyOf(driver.getWindowHandles());
        for (String window : windows.subList(1, windows.size())) {
            driver.switchTo().window(window).close();
        }
        driver.switchTo().window(windows.get(0));
    }

    /** Waits until the server pushes statuses, and has them pushed only from now on: scripts cannot ask any more. */
    public void onlyPushed() {
        until("statuses are pushed", page -> page.<Long>js("return pushed") > 0);
        js("window.fetch = () => Promise.reject(new TypeError('cut off by the test'))");
    }

    /** What a script returns. */
    @SuppressWarnings("unchecked")
    public <T> T js(String script, Object... arguments) {
        return (T) driver.executeScript(script, arguments);
    }

    /** What a script that ends by calling its last argument hands over. */
    @SuppressWarnings("unchecked")
    public <T> T jsLater(String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return (T) driver.executeAsyncScript(script, arguments);
    }

    /** The displayed elements of a CSS selector. */
    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .toList();
    }

    /** The first displayed element of a CSS selector, when there is one. */
    public WebElement await(String css) {
        return until(css + " is displayed", ignored -> !all(css).isEmpty())
                .all(css)
                .get(0);
    }

    /** Waits until the first displayed element of a CSS selector contains a text. */
    public void awaitText(String css, String text) {
        until(
                css + " contains " + text,
                ignored -> all(css).stream().anyMatch(each -> each.getText().contains(text)));
    }

    /** Waits until a condition is met; elements that are replaced meanwhile are looked up again. */
    public Browser until(String what, Predicate<Browser> condition) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + "; notices: " + js("return document.getElementById('problems')?.innerText"))
                .until(ignored -> condition.test(this));
        return this;
    }

    /** Clicks the first displayed element of a CSS selector, when there is one. */
    public void click(String css) {
        await(css).click();
    }

    /** Types into what has the focus. */
    public void type(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Types a key while others are held down. */
    public void chord(Keys held, CharSequence key) {
        new Actions(driver).keyDown(held).sendKeys(key).keyUp(held).perform();
    }

    /** Clicks an element while a key is held down. */
    public void clickHolding(Keys held, WebElement element) {
        new Actions(driver).keyDown(held).click(element).keyUp(held).perform();
    }

    /** Writes what is seen to {@code target/screenshots}. */
    public void screenshot(String name) {
        try {
            Files.write(
                    SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(org.openqa.selenium.OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing that the policy forbids was tried, no script failed, no dialog is open, nothing came from elsewhere. */
    public void assertClean() {
        assertThat(this.<List<String>>js("return violations")).isEmpty();
        // An answer such as 409, with which the protocol begins, is dealt with, but logged as if it were a fault.
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .allMatch(entry -> entry.getMessage().contains("Failed to load resource"));
        assertThat(this.<List<String>>js("return performance.getEntriesByType('resource').map((entry) => entry.name)"
                        + ".filter((name) => !name.startsWith(location.origin + '/'))"))
                .isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
        delete(profile.toFile());
    }

    // What the browser deletes itself meanwhile is none of our business.
    private static void delete(File file) {
        File[] children = file.listFiles();
        if (children != null) {
            List.of(children).forEach(Browser::delete);
        }
        file.delete();
    }
}
