package org.torrentxt.impl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentSession;

/** Sessions as Declarative Services would start, change and stop them, in a framework of their own. */
class SessionComponentTest {
    @TempDir
    private static Path storage;

    private static Framework framework;

    @TempDir
    private Path folder;

    private final EngineService engine = new EngineService();
    private final List<SessionComponent> components = new ArrayList<>();

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

    @AfterEach
    void stop() {
        components.forEach(SessionComponent::stop);
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

    private List<String> problems() {
        return engine.sessionProblems().stream().map(SessionProblem::text).toList();
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
        "setting.no_such_setting, 1",
        "setting.enable_dht, perhaps"
    })
    void aConfigurationThatIsRefusedLeavesTheRunningSessionAsItIs(String key, String mistake) {
        SessionComponent component = start(configuration("live", "download.rate.limit", "50K"));
        TorrentSession session = running("live").orElseThrow();
        int port = session.listenPort();

        // together with what would need a restart, and what would not
        component.configure(configuration("live", "disk.io", "posix", "download.rate.limit", "70K", key, mistake));

        assertThat(running("live")).containsSame(session);
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
        assertThat(engine.sessionProblems()).singleElement().satisfies(problem -> {
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
            assertThat(session.listenEndpoints())
                    .singleElement()
                    .satisfies(endpoint -> assertThat(endpoint.port()).isNotEqualTo(port));
            assertThat(engine.sessionProblems()).singleElement().satisfies(problem -> {
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
            assertThat(engine.sessionProblems()).singleElement().satisfies(problem -> {
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
        assertThat(engine.sessionProblems())
                .extracting(SessionProblem::severity)
                .containsOnly(SessionProblem.Severity.ERROR);
    }
}
