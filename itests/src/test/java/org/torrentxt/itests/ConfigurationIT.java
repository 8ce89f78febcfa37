package org.torrentxt.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.Network;

/** The effect of configurations on sessions while Karaf is running. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ConfigurationIT extends SwarmTestSupport {
    private static final Path DEFAULT_SESSION = Path.of("etc", "org.torrentxt.session-default.cfg");

    private static Object downloadLimit(TorrentSession session) {
        return session.settings().get("download_rate_limit").value();
    }

    private String failureOf(String session) throws InterruptedException {
        return awaitService(TorrentEngine.class).failedSessions().get(session);
    }

    /** What differs from the configuration of a running session; null for nothing. */
    private String problemOf(String session) throws InterruptedException {
        return awaitService(TorrentEngine.class).sessionProblems().stream()
                .filter(problem -> problem.session().equals(session))
                .map(SessionProblem::text)
                .findFirst()
                .orElse(null);
    }

    @Test
    public void aChangeTakesEffectWhileTheSessionRuns() throws Exception {
        TorrentSession session = swarm.session("live");
        int port = session.listenPort();
        assertThat(downloadLimit(session)).isEqualTo(0L);

        swarm.configure("live", Map.of("download.rate.limit", "50000"));

        await("limit", () -> downloadLimit(session).equals(50_000L));
        assertThat(swarm.running("live")).isSameAs(session);
        assertThat(session.listenPort()).isEqualTo(port).isPositive();
    }

    @Test
    public void aBadValueIsRefusedAndTheSessionGoesOnAsBefore() throws Exception {
        TorrentSession session = swarm.session("live", Map.of("download.rate.limit", "50000"));
        for (Map<String, String> mistake : List.of(
                Map.of("network", "moon"),
                Map.of("download.rate.limit", "fast"),
                Map.of("listen.interfaces", "0.0.0.0:0"),
                Map.of("setting.no_such_setting", "1"))) {
            String wrong = mistake.values().iterator().next();

            swarm.configure("live", mistake);

            await("refusal of " + mistake, () -> problemOf("live") != null);
            assertThat(problemOf("live"))
                    .containsAnyOf(wrong, "no_such_setting")
                    .doesNotContain("\n");
            assertThat(swarm.running("live")).isSameAs(session);
            assertThat(downloadLimit(session)).isEqualTo(50_000L);

            swarm.configure("live", Map.of("download.rate.limit", "50000"));
            await("end of the complaint about " + mistake, () -> problemOf("live") == null);
        }
    }

    @Test
    public void aSessionThatNeverRanRunsOnceItsConfigurationIsMended() throws Exception {
        swarm.configure("mended", Map.of("profile", "huge"));
        await("refusal", () -> failureOf("mended") != null);
        assertThat(failureOf("mended")).contains("huge").contains("high-performance");
        assertThat(swarm.isRunning("mended")).isFalse();

        swarm.configure("mended", Map.of("profile", "small"));

        assertThat(swarm.running("mended").name()).isEqualTo("mended");
        await("end of the complaint", () -> failureOf("mended") == null);
    }

    @Test
    public void aDeviceAndAProxyAtOnceAreRefusedAndADeviceThatIsDownIsReported() throws Exception {
        Map<String, String> device = Map.of(
                "network", "lan",
                "listen.interfaces", "0.0.0.0:0",
                "network.device", "none9",
                "setting.enable_lsd", "false");
        Map<String, String> both = new HashMap<>(device);
        both.put("network", "internet"); // it is not started
        both.putAll(Map.of(
                "proxy.type", "socks5",
                "proxy.host", "127.0.0.1",
                "proxy.username", "jane",
                "proxy.password", "very-secret"));
        swarm.configure("vpn", both);
        await("refusal", () -> failureOf("vpn") != null);
        assertThat(failureOf("vpn")).contains("proxy").contains("network.device");
        await("the log", () -> karafLog().contains("Session vpn is not running: " + failureOf("vpn")));
        assertThat(doctor()).contains("session vpn");
        assertThat(karafLog()).doesNotContain("very-secret");
        assertThat(swarm.isRunning("vpn")).isFalse();

        swarm.configure("vpn", device);
        assertThat(swarm.running("vpn").listenEndpoints()).isEmpty();
        await("the log", () -> karafLog().contains("Session vpn: network device none9 is down or has no address"));
        assertThat(doctor()).contains("network device none9 is down or has no address");
    }

    // In a pipe, as it fails if a check does.
    private String doctor() throws Exception {
        return executeCommand("torrent:doctor | cat").replaceAll("\\s+", " ");
    }

    @Test
    public void aSecondSessionOfOneNameIsRefusedAndTheFirstIsLeftAlone() throws Exception {
        TorrentSession first = swarm.session("single");
        int port = first.listenPort();

        swarm.configure("second", Map.of("name", "single"));

        await("refusal", () -> problemOf("single") != null);
        assertThat(problemOf("single")).contains("'single'").contains("already running");
        assertThat(swarm.running("single")).isSameAs(first);
        assertThat(first.listenPort()).isEqualTo(port);

        swarm.deconfigure("second");
        await("end of the complaint", () -> problemOf("single") == null);
        assertThat(swarm.running("single")).isSameAs(first);
    }

    @Test
    public void theSessionEndsWithItsConfiguration() throws Exception {
        TorrentSession session = swarm.session("brief");

        swarm.deconfigure("brief");

        await("end of listening", () -> session.listenEndpoints().isEmpty());
        assertThat(session.torrents()).isEmpty();
        assertThat(swarm.session("brief")).isNotSameAs(session);
    }

    @Test
    public void anUnknownKeyIsWarnedOf() throws Exception {
        swarm.session("misspelt", Map.of("downlod.rate.limit", "50000"));

        await(
                "warning",
                () -> karafLog()
                        .lines()
                        .anyMatch(line -> line.contains("WARN")
                                && line.contains("Session misspelt: unknown key 'downlod.rate.limit' is ignored")));
    }

    /** Writes a file that configures a session, as an administrator would; returns it, to be deleted. */
    private static Path file(String name, String content, Charset charset) throws IOException {
        return Files.write(
                Path.of(System.getProperty("karaf.base"), "etc", "org.torrentxt.session-" + name),
                content.getBytes(charset));
    }

    private void delete(Path file, String session) throws Exception {
        await("end of session " + session, () -> {
            Files.deleteIfExists(file); // again, as Karaf may write a JSON file back that it has just read
            return !swarm.isRunning(session) && failureOf(session) == null;
        });
    }

    @Test
    public void aFileWithAByteOrderMarkIsReadAndWarnedOf() throws Exception {
        Path file = file("bom.cfg", "\ufeffname = tre\r\nlisten.interfaces = 127.0.0.1:0\r\n", UTF_8);
        try {
            assertThat(swarm.running("tre").name()).isEqualTo("tre");
            await("warning", () -> problemOf("tre") != null);
            assertThat(problemOf("tre")).contains("byte order mark");
        } finally {
            delete(file, "tre");
        }
    }

    @Test
    public void aPathInUtf8IsRefusedWithWhatToWrite() throws Exception {
        String content = "name = enc\nlisten.interfaces = 127.0.0.1:0\nsave.path = data/x/\u00dcbertr\u00e4ge\n";
        Path file = file("enc.cfg", content, UTF_8);
        try {
            await("refusal", () -> failureOf("enc") != null);
            assertThat(failureOf("enc")).contains("ISO-8859-1").endsWith("write data/x/\\u00dcbertr\\u00e4ge");
        } finally {
            delete(file, "enc");
        }
    }

    @Test
    public void arraysInConfigAndJsonFilesAreLists() throws Exception {
        Map<String, String> files = Map.of(
                "quad.config", "name=\"quad\"\nlisten.interfaces=[\"127.0.0.1:0\",\"127.0.0.2:0\"]\n",
                "json.cfg.json", "{ \"name\":\"json\", \"listen.interfaces\": [\"127.0.0.1:0\",\"127.0.0.2:0\"] }\n");
        for (Map.Entry<String, String> each : files.entrySet()) {
            String session = each.getKey().replaceFirst("\\..*", "");
            Path file = file(each.getKey(), each.getValue(), UTF_8);
            try {
                TorrentSession running = swarm.running(session);
                await(
                        "both addresses of " + file,
                        () -> running.listenEndpoints().size() == 2);
            } finally {
                delete(file, session);
            }
        }
    }

    @Test
    public void theSecondOfTwoFilesOfOneNameRunsOnceTheFirstIsGone() throws Exception {
        Path first = file("old.cfg", "name = again\nlisten.interfaces = 127.0.0.1:0\n", UTF_8);
        TorrentSession before = swarm.running("again");
        Path second =
                file("new.cfg", "name = again\nlisten.interfaces = 127.0.0.1:0\ndownload.rate.limit = 10 MB\n", UTF_8);
        try {
            await("refusal", () -> problemOf("again") != null);
            assertThat(swarm.running("again")).isSameAs(before);
            assertThat(failureOf("again")).isNull();

            Files.delete(first);

            await("start of the second", () -> swarm.isRunning("again") && swarm.running("again") != before);
            assertThat(downloadLimit(swarm.running("again"))).isEqualTo(10_000_000L);
            await("end of the complaint", () -> problemOf("again") == null);
        } finally {
            Files.deleteIfExists(first);
            delete(second, "again");
        }
    }

    @Test
    public void aTemporaryConfigurationOfAnEarlierRunIsDeleted() throws Exception {
        ConfigurationAdmin admin = awaitService(ConfigurationAdmin.class);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("name", "left");
        properties.put("listen.interfaces", "127.0.0.1:0");
        properties.put("temporary", "an earlier run");
        admin.createFactoryConfiguration(TorrentSession.PID, "?").update(properties);

        await("deletion", () -> admin.listConfigurations("(name=left)") == null);
        assertThat(swarm.isRunning("left")).isFalse();
    }

    @Test
    public void theFirstInstallationDoesNotWarnOfItsOwnConfiguration() throws Exception {
        swarm.running("default");
        assertThat(karafLog().lines())
                // another test's warning lists all keys
                .noneMatch(line ->
                        line.contains("WARN") && line.contains("state.dir") && !line.contains("Session misspelt"))
                .noneMatch(line -> line.contains("Session default: unknown key"));
    }

    @Test
    public void theFileOfTheDefaultSessionIsInstalledAndFollowed() throws Exception {
        Path file = Path.of(System.getProperty("karaf.base")).resolve(DEFAULT_SESSION);
        TorrentSession session = swarm.running("default");
        assertThat(session.status().network()).isEqualTo(Network.LOCAL);
        assertThat(session.listenEndpoints())
                .isNotEmpty()
                .extracting(Endpoint::address)
                .allMatch(address -> address.isLoopbackAddress());

        Files.writeString(file, Files.readString(file) + "\ndownload.rate.limit = 123456\n");

        await("limit", () -> downloadLimit(session).equals(123_456L));
        assertThat(swarm.running("default")).isSameAs(session);
    }

    @Test
    public void noSocketOfThisKarafReachesBeyondThisHost() throws Exception {
        swarm.session("one");
        swarm.session(
                "two",
                Map.of(
                        "dht.bootstrap.nodes",
                        Swarm.endpoint(swarm.running("one")).toString()));

        List<ProcSockets.Socket> sockets = ProcSockets.ofThisProcess();

        assertThat(sockets).extracting(ProcSockets.Socket::protocol).contains("tcp", "udp");
        assertThat(sockets).allMatch(ProcSockets.Socket::isLocal);
    }
}
