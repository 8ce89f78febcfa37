package org.torrentxt.impl.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Vector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.config.ConfigurationType;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Wait;

/** Sessions as Declarative Services would start, change and stop them, in a framework of their own. */
class SessionComponentTest {
    @TempDir
    private static Path storage;

    private static Framework framework;

    @TempDir
    private Path folder;

    private final EngineService engine = new EngineService();
    private final List<SessionComponent> components = new ArrayList<>();
    private String base; // Karaf's folder; null outside Karaf

    @BeforeAll
    static void startFramework() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of("org.osgi.framework.storage", storage.toString()));
        framework.start();
    }

    @AfterAll
    static void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    // for paths that are relative, or not configured
    @BeforeEach
    void setBase() {
        base = System.setProperty("karaf.base", folder.toString());
    }

    @AfterEach
    void stop() {
        components.forEach(SessionComponent::stop);
        if (base == null) {
            System.clearProperty("karaf.base");
        } else {
            System.setProperty("karaf.base", base);
        }
    }

    private Map<String, Object> configuration(String name, Object... keysAndValues) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "name",
                name,
                "listen.interfaces",
                "127.0.0.1:0",
                "save.path",
                folder.toString(),
                "state.dir",
                folder.resolve("state-" + name).toString(),
                "setting.enable_dht",
                false));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    private SessionComponent start(Map<String, Object> properties) {
        SessionComponent component = new SessionComponent(framework.getBundleContext(), engine, properties);
        components.add(component);
        return component;
    }

    private static Optional<TorrentSession> running(String name) {
        BundleContext context = framework.getBundleContext();
        try {
            return context.getServiceReferences(TorrentSession.class, "(session.name=" + name + ")").stream()
                    .findFirst()
                    .map((ServiceReference<TorrentSession> reference) -> context.getService(reference));
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("not in time: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** The problems once no endpoint is being opened any more, which a start awaits for a second only. */
    private List<SessionProblem> sessionProblems() {
        return Wait.forValue(
                "all endpoints are open or cannot be",
                engine::sessionProblems,
                found -> found.stream().noneMatch(problem -> problem.text().endsWith(" is being opened")));
    }

    private List<String> problems() {
        return sessionProblems().stream().map(SessionProblem::text).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "name, my session",
        "network, moon",
        "profile, huge",
        "disk.io, magic",
        "disk.io, mmap",
        "save.path, ~/x",
        "save.path, $HOME/x",
        "save.path, T\u00c3\u00a9l\u00c3\u00a9",
        "listen.interfaces, *:6881",
        "listen.interfaces, 127.0.0.1",
        "listen.interfaces, 0.0.0.0:0",
        "download.rate.limit, fast",
        "dht.bootstrap.nodes, nobody",
        "resume.interval, soon",
        "resume.interval, 0",
        "stop.timeout, 601",
        "state.dir, ~/x",
        "state.dir, /dev/null",
        "state.dir, /dev/null/x",
        "state.dir, /proc/self/x",
        "tls.trust.certificates, /no/such/file",
        "setting.no_such_setting, 1",
        "setting.enable_dht, perhaps",
        "site.upload.limit, 1MiB"
    })
    void aConfigurationThatIsRefusedLeavesTheRunningSessionAsItIs(String key, String mistake) {
        SessionComponent component = start(configuration("live", "download.rate.limit", "50K"));
        TorrentSession session = running("live").orElseThrow();
        Torrent torrent = add(session);
        int port = Wait.forValue("it listens", session::listenPort, number -> number > 0);

        // together with what would need a restart, and what would not
        component.configure(configuration("live", "disk.io", "posix", "download.rate.limit", "70K", key, mistake));

        assertThat(running("live")).containsSame(session);
        assertThat(torrent.isValid()).isTrue();
        assertThat(session.listenPort()).isEqualTo(port).isPositive();
        assertThat(session.settings().get("download_rate_limit").value()).isEqualTo(50L << 10);
        assertThat(engine.failedSessions()).isEmpty();
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("change rejected, the session continues unchanged: ");

        component.configure(configuration("live", "download.rate.limit", "60K"));
        assertThat(problems()).isEmpty();
        assertThat(running("live")).containsSame(session);
        assertThat(session.settings().get("download_rate_limit").value()).isEqualTo(60L << 10);
    }

    private static Torrent add(TorrentSession session) {
        return session.add(AddTorrent.infoHash(InfoHash.of("a".repeat(20).getBytes(UTF_8)))
                        .paused()
                        .build())
                .torrent();
    }

    private static List<Integer> torrents(String name) {
        TorrentSession session = running(name).orElseThrow();
        Wait.answer(session.whenLoaded());
        return session.torrents().stream().map(Torrent::id).toList();
    }

    /** Each key with each type of value that a configuration may have, and some that it may not. */
    @Test
    void valuesOfAnyTypeAreTakenOrRefusedAndTheTorrentsStay() {
        SessionComponent component = start(configuration("typed"));
        Torrent torrent = add(running("typed").orElseThrow());
        Map<String, Object> plain = new HashMap<>();
        List<Object> values = List.of(
                new String[0],
                new String[] {"127.0.0.1:0", "local"},
                new String[] {null},
                List.of("a", "b"),
                new Vector<>(List.of(1, 2)),
                -1,
                Integer.MAX_VALUE,
                Long.MIN_VALUE,
                Double.NaN,
                'x',
                true,
                new byte[] {1, 2},
                new int[] {7},
                new Boolean[] {true, false},
                new Object(),
                Map.of("a", "b"),
                "\u0000",
                "",
                "x".repeat(100_000));
        List<String> keys = new ArrayList<>(new ConfigurationType(SessionConfiguration.class).keys());
        keys.addAll(List.of("setting.active_downloads", "setting.enable_lsd", "setting.user_agent", "setting.", "x"));
        plain.putAll(configuration("typed"));
        for (String key : keys) {
            for (Object value : values) {
                component.configure(configuration("typed", key, value));
                assertThat(engine.failedSessions()).as(key + " = " + value).isEmpty();
            }
            component.configure(plain);
            assertThat(torrents("typed")).as(key).containsExactly(torrent.id());
            // the engine opens its sockets a moment after other endpoints are configured
            Wait.until("no problems after " + key, () -> problems().isEmpty());
        }
    }

    @Test
    void aStateFolderThatIsInUseOrCannotBeUsedCostsNothing() throws IOException {
        SessionComponent one = start(configuration("one"));
        start(configuration("other"));
        TorrentSession session = running("one").orElseThrow();
        Torrent torrent = add(session);
        Path taken = folder.resolve("state-other");
        for (Path unusable : List.of(
                taken,
                Files.createSymbolicLink(folder.resolve("link"), taken),
                Files.writeString(folder.resolve("file"), ""),
                folder.resolve("file/below"),
                Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop")))) {
            for (String name : List.of("one", "renamed")) {
                one.configure(configuration(name, "state.dir", unusable.toString()));

                assertThat(running("one")).as(unusable + "").containsSame(session);
                assertThat(torrent.isValid()).isTrue();
                assertThat(problems())
                        .singleElement()
                        .asString()
                        .startsWith("change rejected, the session continues unchanged: state.dir " + unusable);
            }
        }
        one.configure(configuration("one"));
        assertThat(running("one")).containsSame(session);
        start(configuration("renamed")); // the name was not kept
        assertThat(running("renamed")).isPresent();
        Path link = Files.createSymbolicLink(folder.resolve("same"), folder.resolve("state-one"));
        one.configure(configuration("one", "state.dir", link.toString()));
        assertThat(torrents("one")).containsExactly(torrent.id());
        assertThat(problems()).isEmpty();
    }

    @Test
    void aSessionWhoseChangeFailsRunsAsBefore() {
        SessionComponent component = new SessionComponent(failingOnce("renamed"), engine, configuration("kept"));
        components.add(component);
        Torrent torrent = add(running("kept").orElseThrow());

        component.configure(configuration("renamed", "state.dir", folder.resolve("state-kept") + ""));

        assertThat(running("renamed")).isEmpty();
        assertThat(torrents("kept")).containsExactly(torrent.id());
        assertThat(problems()).singleElement().asString().contains("no services today");
        component.configure(configuration("renamed", "state.dir", folder.resolve("state-kept") + ""));
        assertThat(torrents("renamed")).containsExactly(torrent.id());
        assertThat(running("kept")).isEmpty();
        assertThat(problems()).isEmpty();
    }

    /** A context that refuses to register the session of that name, the first time. */
    private static BundleContext failingOnce(String name) {
        AtomicBoolean hasFailed = new AtomicBoolean();
        BundleContext context = framework.getBundleContext();
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, values) -> {
                    if (method.getName().equals("registerService")
                            && values[2] instanceof Dictionary<?, ?> properties
                            && name.equals(properties.get("session.name"))
                            && !hasFailed.getAndSet(true)) {
                        throw new IllegalStateException("no services today");
                    }
                    try {
                        return method.invoke(context, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void anotherNameOrDiskIoKeepsTheTorrents() throws IOException {
        SessionComponent component = start(configuration("first", "state.dir", ""));
        Torrent torrent = add(running("first").orElseThrow());
        SessionComponent unused = start(configuration("unused", "state.dir", ""));
        unused.stop();
        component.configure(configuration("unused", "state.dir", ""));
        assertThat(torrents("unused")).containsExactly(torrent.id());
        Path sessions = folder.resolve("torrentxt/sessions");
        assertThat(sessions.resolve("unused.former-1")).isDirectory();
        assertThat(sessions.resolve("first")).doesNotExist();

        SessionComponent other = start(configuration("other", "state.dir", ""));
        add(running("other").orElseThrow());
        other.stop();
        TorrentSession session = running("unused").orElseThrow();
        component.configure(configuration("other", "state.dir", ""));
        assertThat(running("unused")).containsSame(session);
        assertThat(problems()).singleElement().asString().contains("already has torrents: ");
        component.configure(configuration("unused", "state.dir", "", "resume.interval", "7"));
        assertThat(running("unused")).as("not restarted").containsSame(session);
        assertThat(problems()).isEmpty();
    }

    @Test
    void aSessionThatWaitsForItsNameStartsWithItsNewestConfiguration() {
        SessionComponent first = start(configuration("late"));
        SessionComponent second = start(configuration("late", "download.rate.limit", "1K"));
        second.configure(configuration("late", "network", "moon"));
        second.configure(configuration("late", "download.rate.limit", "2K", "state.dir", folder.resolve("own") + ""));

        first.stop();

        await("the second runs", () -> running("late").isPresent());
        assertThat(running("late")
                        .orElseThrow()
                        .settings()
                        .get("download_rate_limit")
                        .value())
                .isEqualTo(2048L);
        assertThat(folder.resolve("own/.lock")).exists();
    }

    @Test
    void aRejectedConfigurationInterruptsNoTransfer() throws IOException {
        SessionComponent component = start(configuration("busy"));
        TorrentSession session = running("busy").orElseThrow();
        Path place = Files.createDirectory(folder.resolve("seed"));
        try (LocalSession seeder = LocalSession.start("seeder", place)) {
            Seed seed = Seed.of(seeder, Content.write(place, 2_000_000), TorrentFormat.V1);
            seeder.session().add(seed.torrent().savePath(place).started().seed().build());
            Torrent torrent =
                    session.add(seed.download().downloadLimit(100_000).build()).torrent();
            await("it is connected", () -> !torrent.peers().isEmpty());
            Object peer = torrent.peers().get(0).endpoint();
            for (String key : List.of("network", "profile", "disk.io", "listen.interfaces", "stop.timeout")) {
                component.configure(configuration("busy", key, "wrong", "state.dir", folder.resolve("new") + ""));
                component.configure(configuration("other", key, "wrong"));
            }
            assertThat(torrent.peers())
                    .singleElement()
                    .extracting(PeerInfo::endpoint)
                    .isEqualTo(peer);
            assertThat(folder.resolve("new")).doesNotExist();
        }
    }

    @Test
    void otherNetworksOfTheSiteRestartTheSessionAndAnotherRateDoesNot() {
        SessionComponent component = start(configuration("site"));
        TorrentSession plain = running("site").orElseThrow();
        Torrent torrent = add(plain);

        component.configure(configuration("site", "site.addresses", "127.0.1.0/24", "site.upload.limit", "1MiB"));
        TorrentSession limited = running("site").orElseThrow();
        assertThat(limited).isNotSameAs(plain);
        assertThat(torrents("site")).containsExactly(torrent.id());

        component.configure(configuration("site", "site.addresses", "127.0.1.0/24", "site.upload.limit", "2MiB"));
        assertThat(running("site")).containsSame(limited);

        component.configure(configuration("site", "site.addresses", "127.0.2.0/24", "site.upload.limit", "2MiB"));
        assertThat(running("site")).isPresent().get().isNotSameAs(limited);
        assertThat(torrents("site")).containsExactly(torrent.id());
        assertThat(problems()).isEmpty();
    }

    @Test
    void aSecondSessionOfOneNameIsRefusedAndRunsOnceTheNameIsFree() {
        SessionComponent first = start(configuration("again"));
        TorrentSession session = running("again").orElseThrow();
        SessionComponent second = start(configuration("again", "download.rate.limit", "1K"));
        assertThat(running("again")).containsSame(session);
        assertThat(engine.failedSessions()).isEmpty();
        assertThat(problems()).singleElement().asString().contains("another configuration with this name was rejected");

        first.stop();

        await("the second runs", () -> running("again").isPresent());
        TorrentSession other = running("again").orElseThrow();
        assertThat(other).isNotSameAs(session);
        assertThat(other.settings().get("download_rate_limit").value()).isEqualTo(1024L);
        await("nothing is wrong any more", () -> problems().isEmpty());
        second.stop();
        assertThat(running("again")).isEmpty();
    }

    @Test
    void aSessionWhoseStateFolderIsInUseRunsOnceThatIsFree() throws Exception {
        SessionComponent first = start(configuration("one"));
        String folderOfOne = folder.resolve("state-one").toString();
        start(configuration("two", "state.dir", folderOfOne));
        assertThat(running("two")).isEmpty();
        assertThat(engine.failedSessions())
                .hasEntrySatisfying("two", reason -> assertThat(reason).contains("in use", "session 'one'"));
        CompletableFuture<Void> released = new CompletableFuture<>();
        engine.awaitFolder(this, () -> released.complete(null));

        first.stop();

        released.get(30, TimeUnit.SECONDS); // at once, and not at the next regular attempt
        await("the second runs", () -> running("two").isPresent());
        await("nothing is wrong any more", () -> engine.failedSessions().isEmpty());
    }

    @Test
    void aRefusedSessionStealsNoNameOfOneThatChanges() {
        SessionComponent first = start(configuration("kept"));
        TorrentSession session = running("kept").orElseThrow();
        start(configuration("kept", "download.rate.limit", "1K"));

        first.configure(configuration("kept", "download.rate.limit", "2K"));
        first.configure(configuration("kept", "network", "moon"));

        assertThat(running("kept")).containsSame(session);
        assertThat(session.settings().get("download_rate_limit").value()).isEqualTo(2048L);
    }

    @Test
    void aRefusedSessionThatIsDeletedDoesNotComeBack() {
        SessionComponent first = start(configuration("gone"));
        SessionComponent second = start(configuration("gone"));
        SessionComponent third = start(configuration("gone", "download.rate.limit", "3K"));

        second.stop();
        first.stop();

        await("the third runs", () -> running("gone").isPresent());
        third.stop();
        assertThat(running("gone")).isEmpty();
        assertThat(engine.failedSessions()).isEmpty();
    }

    @Test
    void aSessionMayTakeAnotherNameButNotOneThatIsTaken() {
        SessionComponent first = start(configuration("one"));
        start(configuration("two"));
        TorrentSession session = running("one").orElseThrow();

        first.configure(configuration("two"));
        assertThat(running("one")).containsSame(session);
        assertThat(problems()).singleElement().asString().contains("'two' is already running");

        first.configure(configuration("three"));
        assertThat(running("one")).isEmpty();
        assertThat(running("two")).isPresent();
        assertThat(running("three")).isPresent();
        assertThat(problems()).isEmpty();
    }

    @Test
    void aTemporarySessionOfAnEarlierRunDoesNotRunAndItsConfigurationIsDeleted() throws Exception {
        CompletableFuture<String> deleted = new CompletableFuture<>();
        ServiceRegistration<ConfigurationAdmin> registration =
                framework.getBundleContext().registerService(ConfigurationAdmin.class, recording(deleted), null);
        try {
            start(configuration("left", "service.pid", "org.torrentxt.session~left", "temporary", "an earlier run"));
            assertThat(running("left")).isEmpty();
            assertThat(engine.failedSessions()).isEmpty();
            assertThat(deleted.get(30, TimeUnit.SECONDS)).isEqualTo("org.torrentxt.session~left");

            String thisRun = framework.getBundleContext().getProperty(Constants.FRAMEWORK_UUID);
            start(configuration("this", "service.pid", "org.torrentxt.session~this", "temporary", thisRun));
            assertThat(running("this")).isPresent();
            assertThat(problems()).isEmpty();
        } finally {
            registration.unregister();
        }
    }

    private static ConfigurationAdmin recording(CompletableFuture<String> deleted) {
        return proxy(
                ConfigurationAdmin.class,
                (name, arguments) -> proxy(Configuration.class, (method, none) -> {
                    if (method.equals("delete")) {
                        deleted.complete((String) arguments[0]);
                    }
                    return null;
                }));
    }

    private static <T> T proxy(Class<T> type, BiFunction<String, Object[], Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> type.getSimpleName();
                    default -> answer.apply(method.getName(), arguments);
                }));
    }

    @Test
    void whatMayNotBeMeantIsAWarning() {
        start(configuration("warned", "downlod.rate.limit", "1"));
        assertThat(sessionProblems()).singleElement().satisfies(problem -> {
            assertThat(problem.session()).isEqualTo("warned");
            assertThat(problem.severity()).isEqualTo(SessionProblem.Severity.WARNING);
            assertThat(problem.text()).startsWith("unknown key 'downlod.rate.limit' is ignored");
        });
    }

    @Test
    void aPortThatIsTakenIsReportedAndTakenBackOnceItIsFree() throws IOException {
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = other.getLocalPort();
        try (other) {
            start(configuration("moved", "listen.interfaces", "127.0.0.1:" + port));
            TorrentSession session = running("moved").orElseThrow();
            assertThat(Wait.forValue("it listens", session::listenEndpoints, open -> !open.isEmpty()))
                    .singleElement()
                    .satisfies(endpoint -> assertThat(endpoint.port()).isNotEqualTo(port));
            assertThat(sessionProblems()).singleElement().satisfies(problem -> {
                assertThat(problem.subject()).isEqualTo("listening");
                assertThat(problem.severity()).isEqualTo(SessionProblem.Severity.WARNING);
                assertThat(problem.text()).startsWith("port " + port + " of listen.interfaces is in use");
            });
        }

        TorrentSession session = running("moved").orElseThrow();
        await("it is back", () -> session.listenEndpoints().stream().anyMatch(endpoint -> endpoint.port() == port));
        assertThat(session.listenEndpoints()).hasSize(1);
        assertThat(problems()).isEmpty();
    }

    @Test
    void anEndpointThatCannotBeOpenedIsAnErrorAndOpenedOnceItCan() throws IOException {
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = other.getLocalPort();
        try (other) {
            start(configuration(
                    "closed",
                    "listen.interfaces",
                    "127.0.0.1:" + port,
                    "setting.max_retry_port_bind",
                    "0",
                    "setting.listen_system_port_fallback",
                    "false"));
            assertThat(running("closed").orElseThrow().listenEndpoints()).isEmpty();
            assertThat(sessionProblems()).singleElement().satisfies(problem -> {
                assertThat(problem.severity()).isEqualTo(SessionProblem.Severity.ERROR);
                assertThat(problem.text()).startsWith("not listening on 127.0.0.1:" + port);
            });
        }

        TorrentSession session = running("closed").orElseThrow();
        await(
                "it is open",
                () -> session.listenPort() == port && !session.listenEndpoints().isEmpty());
        assertThat(problems()).isEmpty();
    }

    @Test
    void aDeviceAndAnAddressThatThisHostHasNotAreNamed() {
        start(configuration(
                "absent",
                "network",
                "lan",
                "listen.interfaces",
                "nosuch0:0,192.0.2.77:0",
                "setting.enable_lsd",
                "false"));
        assertThat(problems())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("no such network device: 'nosuch0'; available: ", "lo"))
                .anySatisfy(text -> assertThat(text).contains("this host has no address 192.0.2.77"));
        assertThat(sessionProblems()).extracting(SessionProblem::severity).containsOnly(SessionProblem.Severity.ERROR);
    }
}
