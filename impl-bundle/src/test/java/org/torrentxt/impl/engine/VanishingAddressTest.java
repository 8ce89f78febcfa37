package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.impl.fixture.ForkedJvm;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.network.NetworkMode;

/** Addresses that come and go, as those of a VPN do, in a network namespace without any other. */
class VanishingAddressTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsListedIsWhatIsOpenAsAddressesComeAndGo() throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        "unshare",
                        "--map-root-user",
                        "--net",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlibtorrent4j.jni.path=" + System.getProperty("libtorrent4j.jni.path"),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        InNamespace.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readAllLines(output)).last().isEqualTo("survived");
        } finally {
            process.destroyForcibly();
        }
    }

    /** What happens in the namespace. */
    static final class InNamespace {
        private InNamespace() {}

        private static void ip(String... arguments) {
            List<String> command = new ArrayList<>(List.of("ip"));
            command.addAll(List.of(arguments));
            try {
                assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                        .isZero();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private static List<String> endpoints(EngineSession session) {
            return session.listenEndpoints().stream()
                    .map(Endpoint::toString)
                    .sorted()
                    .toList();
        }

        private static void await(EngineSession session, int problems, String... endpoints) {
            Wait.forValue("listening at " + List.of(endpoints), () -> endpoints(session), List.of(endpoints)::equals);
            Wait.forValue("problems", session::problems, found -> found.size() == problems);
        }

        public static void main(String[] arguments) {
            ip("link", "set", "lo", "up");
            Map<String, Object> settings = Map.of(
                    "listen_interfaces", "10.99.0.1:6881,tun9:6882",
                    "enable_lsd", false,
                    "enable_dht", false);
            try (EngineSession session = EngineSession.start(
                    new EngineOptions("vpn", NetworkMode.LAN, false, Path.of(arguments[0]), settings),
                    Set.of(),
                    alert -> {})) {
                await(session, 2);
                assertThat(session.problems())
                        .extracting(SessionProblem::severity)
                        .containsOnly(SessionProblem.Severity.ERROR);

                ip("link", "add", "tun9", "type", "bridge");
                ip("link", "set", "tun9", "up");
                ip("addr", "add", "10.99.0.1/32", "dev", "tun9");
                await(session, 0, "10.99.0.1:6881", "10.99.0.1:6882");

                ip("addr", "del", "10.99.0.1/32", "dev", "tun9");
                await(session, 2);

                ip("addr", "add", "10.99.0.1/32", "dev", "tun9");
                await(session, 0, "10.99.0.1:6881", "10.99.0.1:6882");

                ip("link", "del", "tun9");
                await(session, 2);
                assertThat(session.problems())
                        .extracting(SessionProblem::text)
                        .anySatisfy(text -> assertThat(text).contains("no such network device: 'tun9'"))
                        .anySatisfy(text -> assertThat(text).contains("no address 10.99.0.1"));
            }
            ForkedJvm.survived();
        }
    }
}
