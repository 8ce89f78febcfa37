package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.security.auth.Subject;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;

/** The feature torrentxt-web in Karaf's HTTP service, with users of Karaf's realm. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WebIT extends KarafTestSupport {
    private static final String PORT = "itests.http.port";
    private static final String HTTP = "etc/org.ops4j.pax.web.cfg";
    private static final String USERS = "etc/users.properties";
    private static final String TAB = "/system/console/torrentxt";
    private static final String BUNDLES = "/system/console/bundles";
    private static final EnumSet<FeaturesService.Option> QUIETLY =
            EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles);
    private static final String METRICS = "/torrentxt/metrics";
    private static final String HEALTH = "/system/health?format=json&tags=torrentxt";
    private static final String MBEAN = "org.torrentxt:type=Session,name=default";
    private static final String MAGNET = "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567";

    private static final String RPC = "/transmission/rpc";
    private static final String LOGGED = "fedcba9876543210fedcba9876543210fedcba98";

    private final HttpClient client = HttpClient.newHttpClient();
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Override
    @Configuration
    public Option[] karaf() throws IOException {
        String port = freePort();
        return Stream.concat(
                        Arrays.stream(super.karaf()),
                        Stream.of(
                                systemProperty(PORT).value(port),
                                editConfigurationFilePut(HTTP, "org.osgi.service.http.port", port),
                                editConfigurationFilePut(HTTP, "org.ops4j.pax.web.listening.addresses", "127.0.0.1"),
                                editConfigurationFilePut(USERS, "boss", "secret,admin"),
                                editConfigurationFilePut(USERS, "guest", "secret,viewer"),
                                editConfigurationFilePut(USERS, "nobody", "secret,ssh")))
                .toArray(Option[]::new);
    }

    @Before
    public void install() throws Exception {
        // by its name, too, so that it stays when the web is uninstalled
        installFeatures("torrentxt", "torrentxt-web");
        awaitService(TorrentSession.class);
        await("the servlets", () -> status("/torrentxt/events", "") == 401);
    }

    private HttpResponse<InputStream> get(String path, String user) throws Exception {
        return client.send(request(path, user).build(), BodyHandlers.ofInputStream());
    }

    private static HttpRequest.Builder request(String path, String user) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + System.getProperty(PORT) + path));
        if (!user.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    private int status(String path, String user) throws Exception {
        try {
            HttpResponse<InputStream> answer = get(path, user);
            answer.body().close();
            return answer.statusCode();
        } catch (IOException e) {
            return 0; // not listening yet
        }
    }

    @Test
    public void usersOfTheRealmComeInByTheirRoles() throws Exception {
        assertThat(status("/torrentxt/events", "boss")).isEqualTo(200);
        assertThat(status("/torrentxt/events", "guest")).isEqualTo(200);
        assertThat(status("/torrentxt/events", "nobody")).isEqualTo(403);
        assertThat(status("/torrentxt/events", "stranger")).isEqualTo(401);
        assertThat(status("/torrentxt/login", "")).isEqualTo(200);
        assertThat(get("/torrentxt/login", "").headers().firstValue("X-Content-Type-Options"))
                .contains("nosniff");
    }

    @Test
    public void theRpcAnswersWithItsSessionIdFirstAndThenWithTheSession() throws Exception {
        assertThat(rpc("guest", "{\"method\":\"session-get\"}"))
                .contains("\"result\":\"success\"", "\"rpc-version\":17");
    }

    private String rpc(String user, String body) throws Exception {
        HttpResponse<InputStream> first = get(RPC, user);
        assertThat(first.statusCode()).isEqualTo(409);
        String id = first.headers().firstValue("X-Transmission-Session-Id").orElseThrow();
        HttpResponse<String> second = client.send(
                request(RPC, user)
                        .header("X-Transmission-Session-Id", id)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(second.statusCode()).isEqualTo(200);
        return second.body();
    }

    @Test
    public void theLogSaysWhichUserOfTheRpcHasAddedATorrent() throws Exception {
        TorrentSession session = awaitService(TorrentSession.class);
        assertThat(rpc(
                        "boss",
                        "{\"method\":\"torrent-add\",\"arguments\":{\"paused\":true,\"filename\":\"magnet:?xt=urn:btih:"
                                + LOGGED + "\"}}"))
                .contains("\"result\":\"success\"", "\"torrent-added\"");
        Torrent torrent = session.find(InfoHash.parse(LOGGED)).orElseThrow();
        String line = "Session default: torrent " + torrent.id() + " added by RPC user boss: ";
        await(line, () -> karafLog().contains(line));
        torrent.remove(false);
    }

    @Test
    public void aTorrentThatIsAddedIsAnEventAndAStatus() throws Exception {
        try (BufferedReader events = new BufferedReader(
                new InputStreamReader(get("/torrentxt/events?types=torrentAdded,torrentRemoved,status", "guest")
                        .body()))) {
            awaitLines(events, "event: hello");
            TorrentSession session = awaitService(TorrentSession.class);
            var torrent = session.add(AddTorrent.magnet(MAGNET).build()).torrent();
            awaitLines(events, "event: torrentAdded", "\"id\":" + torrent.id() + ",");
            torrent.remove(false);
            awaitLines(events, "event: torrentRemoved", "\"removed\":[" + torrent.id() + "]");
        }
    }

    /** Waits for lines that contain these parts, in any order. */
    private static void awaitLines(BufferedReader events, String... parts) throws IOException {
        List<String> missing = new ArrayList<>(List.of(parts));
        while (!missing.isEmpty()) {
            String line = events.readLine();
            assertThat(line).as("before " + missing).isNotNull();
            missing.removeIf(line::contains);
        }
    }

    @Test
    public void nothingIsLeftOfABundleThatStops() throws Exception {
        Bundle web = installedBundle("org.torrentxt.web");
        try (BufferedReader events = new BufferedReader(
                new InputStreamReader(get("/torrentxt/events", "boss").body()))) {
            awaitLines(events, "event: hello");
            assertThat(listeners(web)).isEqualTo(1);

            web.stop();

            assertThat(events.lines().toList()).as("what is sent until the end").isNotNull();
        }
        assertThat(listeners(web)).isZero();
        await(
                "end of its thread",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .noneMatch("torrentxt-web-events"::equals));
        assertThat(status("/torrentxt/events", "boss")).isEqualTo(404);

        web.start();
        await("the servlets", () -> status("/torrentxt/events", "boss") == 200);
    }

    private static long listeners(Bundle bundle) {
        return bundle.getRegisteredServices() == null
                ? 0
                : Stream.of(bundle.getRegisteredServices())
                        .filter(service -> List.of((String[]) service.getProperty("objectClass"))
                                .contains(AlertListener.class.getName()))
                        .count();
    }

    @Test
    public void nothingIsWarnedOfWhereItListensOnThisHostOnly() throws Exception {
        assertThat(karafLog()).doesNotContain("HTTP listens on all addresses");
        assertThat(Arrays.stream(context.getBundles())
                        .filter(bundle -> bundle.getSymbolicName().equals("org.torrentxt.web"))
                        .map(Bundle::getState))
                .containsExactly(Bundle.ACTIVE);
    }

    @Test
    public void connectionsOfTheHttpServiceCanBeWatched() {
        assertThat(installedBundle("org.torrentxt.web")
                        .adapt(BundleWiring.class)
                        .getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE))
                .extracting(wire -> wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                .as("clients that leave while they wait are noticed")
                .contains("org.eclipse.jetty.server", "org.eclipse.jetty.io");
    }

    @Test
    public void theWebConsoleHasATabWhicheverIsInstalledFirst() throws Exception {
        assertThat(status(TAB, "boss")).isEqualTo(404);
        FeaturesService features = awaitService(FeaturesService.class);

        // that of the HTTP service by its name, too, as Web Console needs it when ours is uninstalled
        features.installFeatures(Set.of("pax-web-http-whiteboard", "webconsole"), QUIETLY);
        awaitTab();
        assertThatTheTabIsThere();
        assertThat(status(TAB, "guest"))
                .as("Web Console lets in administrators")
                .isIn(401, 403);
        assertThat(status(TAB, "")).isEqualTo(401);
        assertThat(status("/torrentxt/events", "guest")).isEqualTo(200);

        features.uninstallFeature("torrentxt-web", QUIETLY);
        await("no tab", () -> status(TAB, "boss") == 404);
        assertThat(status(BUNDLES, "boss")).isEqualTo(200);
        assertThatNoBundleIsBroken();

        installFeatures("torrentxt-web");
        awaitTab();
        assertThatTheTabIsThere();

        features.uninstallFeatures(Set.of("pax-web-http-whiteboard", "webconsole"), QUIETLY);
        await("no Web Console", () -> status(TAB, "boss") == 404);
        assertThat(status("/torrentxt/events", "guest")).isEqualTo(200);
        assertThatNoBundleIsBroken();
    }

    // Web Console comes, goes and comes again while its features are installed
    private void awaitTab() throws Exception {
        await(
                "the tab, and its entry in the menu",
                () -> page(TAB).contains("Sessions: 1") && page(BUNDLES).contains(TAB));
    }

    private String page(String path) throws Exception {
        return new String(get(path, "boss").body().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void assertThatTheTabIsThere() throws Exception {
        assertThat(page(TAB))
                .as("Web Console's own page around it")
                .contains("<title>", "TorrentXT")
                .contains("Sessions: 1", "<td>default</td>", "href=\"/torrentxt/\"");
        assertThat(page(BUNDLES)).as("its menu").contains("TorrentXT", "/system/console/torrentxt");
        assertThat(status("/torrentxt/", "boss")).as("where its link leads").isEqualTo(200);
    }

    private void assertThatNoBundleIsBroken() {
        assertThat(context.getBundles())
                .filteredOn(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filteredOn(bundle -> bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING)
                .isEmpty();
    }

    @Test
    public void pathsThatNobodyServesAreNotFoundWithTheSameHeaders() throws Exception {
        HttpResponse<InputStream> answer = get("/torrentxt/no/such/path", "boss");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    public void metricsAreAnsweredToWhomThePageIsAnsweredTo() throws Exception {
        installFeatures("torrentxt-metrics");
        await("the metrics", () -> status(METRICS, "guest") == 200);
        assertThat(status(METRICS, "")).isEqualTo(401);
        assertThat(status(METRICS, "nobody")).isEqualTo(403);
        assertThat(page(METRICS))
                .contains("# TYPE torrentxt_torrents gauge\n")
                .contains("torrentxt_session_up{session=\"default\"} 1.0\n")
                .contains("torrentxt_disk_read_blocks_total{session=\"default\"} ");

        // the HTTP service by its name, too, so that it stays
        FeaturesService features = awaitService(FeaturesService.class);
        features.installFeature("pax-web-http-whiteboard", QUIETLY);
        features.uninstallFeature("torrentxt-web", QUIETLY);
        await("no metrics", () -> status(METRICS, "guest") == 404);
        assertThatNoBundleIsBroken();
        assertThat(mBean("Peers")).as("MBeans need no HTTP").isEqualTo(0);

        installFeatures("torrentxt-web");
        await("the metrics again", () -> status(METRICS, "guest") == 200);
        features.uninstallFeature("pax-web-http-whiteboard", QUIETLY);
        assertThat(karafLog()).doesNotContain("NoClassDefFoundError");
    }

    @Test
    public void sessionsAreMBeansThatViewersRead() throws Exception {
        installFeatures("torrentxt-metrics");
        await("the MBean", () -> server.isRegistered(new ObjectName(MBEAN)));
        assertThat(mBean("Name")).isEqualTo("default");
        assertThat(mBean("Network")).isEqualTo("local");

        await("the file with the roles", () -> mayInvoke("manager", "listTorrents", "int", "int"));
        assertThat(mayInvoke("viewer", "getTorrentCount")).isTrue();
        assertThat(mayInvoke("viewer", "destroy")).isFalse();
        assertThat(mayInvoke("ssh", "getTorrentCount")).isFalse();
        assertThat(mayInvoke("viewer", "exposeTorrent", "int")).isFalse();
        assertThat(mayInvoke("manager", "exposeTorrent", "int")).isTrue();

        awaitService(FeaturesService.class).uninstallFeature("torrentxt-metrics", QUIETLY);
        await("no MBean", () -> !server.isRegistered(new ObjectName(MBEAN)));
    }

    @Test
    public void healthIsAnsweredByFelixHealthChecksWhicheverIsInstalledFirst() throws Exception {
        installFeatures("torrentxt-health");
        List<Bundle> felix = List.of(installed("healthcheck.api"), installed("healthcheck.core"));
        var servlet = awaitService(ConfigurationAdmin.class)
                .createFactoryConfiguration("org.apache.felix.hc.core.impl.servlet.HealthCheckExecutorServlet", "?");
        try {
            servlet.update(new Hashtable<>(Map.of("servletPath", "/system/health")));
            for (Bundle bundle : felix) {
                bundle.start();
            }
            await("health", () -> status(HEALTH, "") == 200);
            assertThat(page(HEALTH)).contains("TorrentXT engine", "TorrentXT sessions", "TorrentXT dht-store");

            var ours = context.registerService(
                    HealthCheck.class,
                    () -> List.of(HealthFinding.builder(HealthFinding.Level.FAIL, "mirror", "incomplete")
                            .build()),
                    new Hashtable<>(Map.of(HealthCheck.NAME, "mirror")));
            await("a check of others that fails", () -> status(HEALTH, "") == 503);
            assertThat(page(HEALTH)).contains("TorrentXT mirror", "mirror: see torrent:doctor");
            assertThat(awaitService(Health.class).check("mirror")).hasSize(1);
            ours.unregister();
            await("health again", () -> status(HEALTH, "") == 200);
        } finally {
            servlet.delete();
            for (Bundle bundle : felix) {
                bundle.uninstall();
            }
        }
        assertThat(awaitService(Health.class).check()).isNotEmpty();
        assertThat(karafLog()).doesNotContain("NoClassDefFoundError");
        assertThatNoBundleIsBroken();
    }

    private Bundle installed(String felix) throws Exception {
        String jar = Arrays.stream(System.getProperty("itests.classpath").split(File.pathSeparator))
                .filter(file -> new File(file).getName().startsWith("org.apache.felix." + felix))
                .findFirst()
                .orElseThrow();
        return context.installBundle(new File(jar).toURI().toString());
    }

    private Object mBean(String attribute) throws Exception {
        return as("viewer", () -> server.getAttribute(new ObjectName(MBEAN), attribute));
    }

    // what Karaf's guard says, as it is asked for each call of a remote client
    private boolean mayInvoke(String role, String operation, String... types) throws Exception {
        ObjectName security = server.queryNames(new ObjectName("org.apache.karaf:type=security,area=jmx,*"), null)
                .iterator()
                .next();
        return (Boolean) as(
                role,
                () -> server.invoke(security, "canInvoke", new Object[] {MBEAN, operation, types}, new String[] {
                    String.class.getName(), String.class.getName(), String[].class.getName()
                }));
    }

    private static Object as(String role, PrivilegedExceptionAction<Object> action) throws Exception {
        return Subject.doAs(new Subject(true, Set.of(new RolePrincipal(role)), Set.of(), Set.of()), action);
    }
}
