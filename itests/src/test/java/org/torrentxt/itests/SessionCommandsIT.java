package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;

/** The commands on sessions, and access to them by role. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class SessionCommandsIT extends ShellTestSupport {
    @Test
    @Exercises({"torrent:session-pause", "torrent:session-resume", "torrent:session"})
    public void aSessionIsPausedAndResumed() throws Exception {
        executeCommand("torrent:session-pause" + SEEDER);
        assertThat(seeder.isPaused()).isTrue();
        assertThat(executeCommand("torrent:session" + SEEDER)).contains("paused");
        executeCommand("torrent:session-resume" + SEEDER);
        assertThat(seeder.isPaused()).isFalse();
        assertThat(leecher.isPaused()).isFalse();
    }

    @Test
    @Exercises("torrent:sessions")
    public void theSessionsThatRunAreListed() throws Exception {
        seeding();
        assertThat(executeCommand("torrent:sessions"))
                .contains("Listening on", "seeder", Swarm.endpoint(seeder).toString())
                .contains("leecher", Swarm.endpoint(leecher).toString());
        assertThat(executeCommand("torrent:sessions --no-format"))
                .contains("seeder\tlocal\trunning\t1\t")
                .doesNotContain("Listening on");
        assertThat(array("torrent:sessions"))
                .extracting(row -> row.getAsJsonObject().get("name").getAsString())
                .contains("leecher", "seeder");
        assertThat(executeCommandAs("viewer", "torrent:sessions")).contains("leecher");
    }

    @Test
    @Exercises({"torrent:set", "torrent:get", "torrent:settings"})
    public void settingsAreSetShownAndListed() throws Exception {
        assertThat(executeCommand("torrent:set" + SEEDER + "connections_limit 77"))
                .contains("connections_limit = 77");
        assertThat(executeCommand("torrent:get" + SEEDER + "connections_limit").strip())
                .isEqualTo("77");
        JsonObject setting =
                array("torrent:get" + SEEDER + "connections_limit").get(0).getAsJsonObject();
        assertThat(setting.get("value").getAsInt()).isEqualTo(77);
        assertThat(setting.get("type").getAsString()).isEqualTo("int");
        assertThat(executeCommand("torrent:settings" + SEEDER + "--changed connections_limit"))
                .contains("connections_limit", "77");
        assertThat(array("torrent:settings" + SEEDER).size()).isGreaterThan(100);
        seeder.settings().set("proxy_password", "secret");
        assertThat(executeCommand("torrent:settings" + SEEDER + "proxy_password"))
                .contains("hidden")
                .doesNotContain("secret");
        assertThat(executeCommand("torrent:get" + SEEDER + "proxy_password")).doesNotContain("secret");

        assertFails("torrent:set" + SEEDER + "connection_limit 77", "connections_limit");
        assertFails("torrent:set" + SEEDER + "connections_limit many", "many");
        assertFails("torrent:get" + SEEDER + "nonsense", "nonsense");
    }

    @Test
    @Exercises("torrent:session-limit")
    public void aSessionIsLimited() throws Exception {
        assertThat(executeCommand("torrent:session-limit" + SEEDER + "--down 10MiB --uploads 9"))
                .contains("10.0 MiB/s", "9");
        assertThat(seeder.settings().get("download_rate_limit").value()).isEqualTo(10L * MIB);
        JsonObject limits = object("torrent:session-limit" + SEEDER + "--down none");
        assertThat(limits.get("downloadLimit").getAsLong()).isZero();
        assertThat(limits.get("maxUploads").getAsLong()).isEqualTo(9);
        assertThat(executeCommand("torrent:session-limit" + SEEDER + "--connections none"))
                .containsPattern("Connections +none");
        assertThat(seeder.settings().get("connections_limit").value()).isEqualTo(16_777_215L);
        assertThat(object("torrent:session-limit" + SEEDER + "--connections 50")
                        .get("maxConnections")
                        .getAsLong())
                .isEqualTo(50);
        assertFails("torrent:session-limit" + SEEDER + "--down fast", "invalid rate 'fast'");
    }

    @Test
    @Exercises("torrent:encryption")
    public void encryptionIsForced() throws Exception {
        JsonObject policy = object("torrent:encryption" + SEEDER + "--incoming forced --level rc4");
        assertThat(policy.get("incoming").getAsString()).isEqualTo("forced");
        EncryptionPolicy now = seeder.settings().encryption();
        assertThat(now.incoming()).isEqualTo(EncryptionPolicy.Mode.FORCED);
        assertThat(now.level()).isEqualTo(EncryptionPolicy.Level.RC4);
        assertThat(executeCommand("torrent:encryption" + SEEDER)).contains("forced", "rc4");
        assertFails("torrent:encryption" + SEEDER + "--incoming always", "forced, enabled, disabled");
    }

    @Test
    @Exercises("torrent:ip-filter")
    public void addressesAreFiltered() throws Exception {
        InetAddress address = InetAddress.getByName("10.1.2.3");
        executeCommand("torrent:ip-filter" + SEEDER + "add 10.0.0.0/8 192.0.2.1-192.0.2.9");
        executeCommand("torrent:ip-filter" + SEEDER + "--allow add 10.1.2.3");
        assertThat(seeder.ipFilter().rules()).hasSize(3);
        assertThat(executeCommand("torrent:ip-filter" + SEEDER)).contains("10.255.255.255", "blocked", "allowed");
        assertThat(array("torrent:ip-filter" + SEEDER)
                        .get(0)
                        .getAsJsonObject()
                        .get("last")
                        .getAsString())
                .isEqualTo("10.255.255.255");
        assertThat(executeCommand("torrent:ip-filter" + SEEDER + "test 192.0.2.5"))
                .contains("192.0.2.5: blocked");
        Path list = Files.writeString(swarm.folder("block.p2p"), "some:10.1.2.0-10.1.2.255\n");
        assertThat(executeCommand("torrent:ip-filter" + SEEDER + "load " + list))
                .contains("1");
        assertThat(seeder.ipFilter().isBlocked(address)).isTrue();
        executeCommand("torrent:ip-filter" + SEEDER + "clear");
        assertThat(array("torrent:ip-filter" + SEEDER)).isEmpty();
        assertFails("torrent:ip-filter" + SEEDER + "add example.org", "example.org");
        assertFails("torrent:ip-filter" + SEEDER + "forbid 10.0.0.1", "'forbid'");
    }

    @Test
    public void viewersLookAndManagersAct() throws Exception {
        Torrent torrent = seeding();
        String id = String.valueOf(torrent.id());
        assertThat(executeCommandAs("viewer", "torrent:list" + SEEDER)).contains("content");
        assertThat(executeCommandAs("viewer", "torrent:limit" + SEEDER + id)).contains("content");
        assertThat(executeCommandAs("viewer", "torrent:ip-filter" + SEEDER)).contains("No rules");
        for (String command : new String[] {
            "torrent:remove" + SEEDER + id,
            "torrent:pause" + SEEDER + id,
            "torrent:limit" + SEEDER + "--down 1MiB " + id,
            "torrent:limit" + SEEDER + "--down '1MiB\n' " + id,
            "dht:keys --export victim --out '" + swarm.folder("a") + "\n/../seed'",
            "torrent:ip-filter" + SEEDER + "add 10.0.0.1",
            "torrent:set" + SEEDER + "connections_limit 5",
            "dht:bootstrap" + SEEDER + "127.0.0.1:1"
        }) {
            assertRefused("viewer", command);
            assertRefused("nobody", command);
        }
        assertRefused("nobody", "torrent:list" + SEEDER);
        assertThat(torrent.isValid()).isTrue();
        assertThat(torrent.downloadLimit()).isZero();
        assertThat(seeder.ipFilter().rules()).isEmpty();
        assertThat(swarm.folder("seed")).doesNotExist();

        executeCommandAs("manager", "torrent:limit" + SEEDER + "--down 1MiB " + id);
        assertThat(torrent.downloadLimit()).isEqualTo(MIB);
        executeCommandAs("manager", "torrent:remove" + SEEDER + id);
        assertThat(torrent.isValid()).isFalse();
    }

    // the shell hides commands that the user may not run, and rejects arguments that the user may not give
    private void assertRefused(String role, String command) {
        Throwable failure = catchThrowable(() -> executeCommandAs(role, command));
        assertThat(failure).as("%s: %s", role, command).isNotNull();
        assertThat(failure.getClass().getSimpleName()).isIn("CommandNotFoundException", "SecurityException");
    }

    @Test
    public void anOperatorsScriptRunsFromOutside() throws Exception {
        TorrentSession ours = swarm.running("default");
        Swarm.join(seeder, ours);
        Path script = Files.write(swarm.folder("operator.karaf"), script());

        List<String> printed = client(script);
        assertThat(String.join("\n", printed))
                .contains("Seeding         torrent 1", "Complete: 1", "hello operators", "Removed with files: 1")
                .contains("pieces of ", "Paused: 1", "Limits set: 1", "Moved: 1", "Public key");
        assertThat(printed.stream().filter(line -> line.startsWith("[{")))
                .singleElement()
                .satisfies(line -> {
                    JsonObject row = parse(line, JsonArray.class).get(0).getAsJsonObject();
                    assertThat(row.get("name").getAsString()).isEqualTo("content");
                    assertThat(row.get("isSeeding").getAsBoolean()).isTrue();
                });
        assertThat(leecher.torrents()).isEmpty();
        assertThat(swarm.folder("moved/content/a.bin")).doesNotExist();
        assertThat(swarm.folder("content/a.bin")).exists();
    }

    // The commands typed for the seeding and the downloading session.
    private List<String> script() throws Exception {
        return List.of(
                "torrent:create --session seeder --seed --out " + swarm.folder("content.torrent") + " "
                        + swarm.folder("content"),
                "link = (torrent:magnet --session seeder 1 | tac)",
                "torrent:add --session leecher --peer " + Swarm.endpoint(seeder) + " $link",
                "torrent:watch --session leecher --timeout 60 1",
                "torrent:list --session leecher --json",
                "torrent:pieces --session leecher 1",
                "torrent:pause --session leecher 1",
                "torrent:limit --session leecher --down 1MiB --up none 1",
                "torrent:move --session leecher --path " + swarm.folder("moved") + " --wait --timeout 60 1",
                "torrent:remove --session leecher --delete-files 1",
                "dht:keygen operator",
                "dht:publish operator greeting 'hello operators'",
                "dht:lookup operator greeting",
                "dht:unpublish operator greeting");
    }

    /** The output of {@code bin/client -f}, run as from another terminal. It needs a standard input that stays open. */
    private List<String> client(Path script) throws Exception {
        Path output = swarm.folder("client.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("karaf.home"), "bin", "client")
                                .toString(),
                        "-u",
                        "operator",
                        "-p",
                        System.getProperty("itests.password"),
                        "-f",
                        script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process client = builder.start();
        try {
            boolean ends = client.waitFor(90, TimeUnit.SECONDS);
            assertThat(ends ? client.exitValue() : -1)
                    .as("exit status of the client, which said:%n%s", Files.readString(output))
                    .isZero();
        } finally {
            client.destroyForcibly();
        }
        return Files.readAllLines(output);
    }
}
