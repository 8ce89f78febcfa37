package org.torrentxt.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.web.event.EventServlet;
import org.torrentxt.web.page.PageServlet;
import org.torrentxt.web.page.SiteServlet;
import org.torrentxt.web.rpc.RpcServlet;
import org.torrentxt.web.site.Web;

/** How soon the page can be used in a browser that has never seen it. */
final class WebPageBenchmark implements Benchmark {
    private static final int FEW = 50;
    private static final int MORE = 5;
    private static final int LEAST_ROUNDS = 7;
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String METHOD = """
        Debian's Chromium with a profile of its own for each round, so that nothing is cached, opens the page of a session whose torrents were added paused and by info-hash
        only, three seconds after the browser itself was started; all servlets in one Jetty on 127.0.0.1. From the start of the navigation until rows have been painted, and until a row that is clicked then has been painted as
        selected, with its details. The longest task is the longest time in which the page reacts to nothing, in its first three seconds.\
        """;

    /** Measures in the page itself, so that the driver's way to the browser does not count. */
    private static final String SCRIPT = """
        if (location.pathname === '/torrentxt/') {
            let longest = 0;
            new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => {
                longest = Math.max(longest, duration);
            })).observe({ type: 'longtask', buffered: true });
            const painted = (then) => requestAnimationFrame(() => setTimeout(then));
            const until = (condition, then) => (condition() ? then() : requestAnimationFrame(() => until(condition, then)));
            const name = () => document.querySelector('.grid .rows .row .name .text');
            until(() => name()?.textContent, () => painted(() => {
                const shown = performance.now();
                name().click();
                until(() => document.querySelector('.grid .rows [aria-selected=true]'), () => painted(() => {
                    const answered = performance.now();
                    setTimeout(() => { window.measured = [shown, answered, longest]; }, 3000 - answered);
                }));
            }));
        }
        """;

    private final Table details = new Table("torrents", "round", "rows ms", "answered ms", "longest task ms");
    private final List<Headline> headlines = new ArrayList<>();

    @Override
    public String name() {
        return "web-page";
    }

    @Override
    public Section run(Workspace workspace) throws IOException {
        int rounds = Math.max(LEAST_ROUNDS, workspace.options().rounds());
        try (EmbeddedFramework framework = EmbeddedFramework.start(workspace.resolve("page-framework"))) {
            for (int count : List.of(FEW, MORE * workspace.options().torrents())) {
                measure(workspace, framework, count, rounds);
            }
        }
        return new Section("The page", METHOD, headlines, details);
    }

    private void measure(Workspace workspace, EmbeddedFramework framework, int count, int rounds) {
        Path folder = workspace.resolve("page-" + count);
        try (EngineSession session =
                EngineSession.start(ServiceSession.options("page", folder, Map.of()), Set.of(), alert -> {})) {
            StatusBenchmark.addPaused(session, count);
            Web web = WebServer.web(session, Map.of());
            try (EventServlet events = new EventServlet(framework.context(), web);
                    WebServer server = WebServer.gated(web, true)
                            .add("/torrentxt", "/*", new PageServlet(web))
                            .add("/torrentxt", "/api/*", new SiteServlet(web))
                            .add("/torrentxt", "/events/*", events)
                            .add("/transmission", "/*", new RpcServlet(web))
                            .start()) {
                rounds(server.address(), count, rounds);
            }
        }
    }

    private void rounds(String address, int count, int rounds) {
        open(address); // the browser itself comes from the disk once
        Samples shown = new Samples();
        Samples answered = new Samples();
        for (int round = 1; round <= rounds; round++) {
            List<Number> measured = open(address);
            shown.add(measured.get(0).doubleValue());
            answered.add(measured.get(1).doubleValue());
            details.row(
                    count,
                    round,
                    Samples.text(shown.get(round - 1), 0),
                    Samples.text(answered.get(round - 1), 0),
                    Samples.text(measured.get(2).doubleValue(), 0));
        }
        headlines.add(new Headline("page of " + count + " torrents, rows painted, ms", shown.summary(0), "", "", ""));
        headlines.add(new Headline(
                "page of " + count + " torrents, a click answered, ms", answered.summary(0), "", "", "1,000 ms"));
    }

    @SuppressWarnings("unchecked")
    private static List<Number> open(String address) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--window-size=1280,800");
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .usingAnyFreePort()
                        .build(),
                options);
        try {
            driver.executeCdpCommand("Network.enable", Map.of());
            driver.executeCdpCommand(
                    "Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Authorization", WebServer.AUTHORIZATION)));
            driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", SCRIPT));
            LockSupport.parkNanos(SETTLING.toNanos()); // its own start is not that of the page
            driver.get(address + "/torrentxt/");
            return new WebDriverWait(driver, PATIENCE)
                    .withMessage("the page shows no rows, or does not answer")
                    .until(ignored -> (List<Number>) driver.executeScript("return window.measured"));
        } finally {
            driver.quit();
        }
    }
}
