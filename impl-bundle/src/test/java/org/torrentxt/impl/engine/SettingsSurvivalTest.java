package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.SessionSettings.Setting;
import org.torrentxt.api.SessionSettings.Type;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.TorrentFormat;

/** No number that a setting takes kills the JVM: tried in one of its own, by sessions that transfer and use their DHT meanwhile. */
class SettingsSurvivalTest {
    private static final String SURVIVED = "survived";

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void whateverNumbersAreSetTheJvmLives() throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ErrorFile=" + folder.resolve("hs_err"),
                        "-Dlibtorrent4j.jni.path=" + System.getProperty("libtorrent4j.jni.path"),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        SettingsSurvivalTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
            assertThat(output.toFile()).content().endsWith(SURVIVED + System.lineSeparator());
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** What runs in the other JVM. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        LocalSession seeder = LocalSession.start("seeder", folder);
        LocalSession leecher = LocalSession.start(
                "leecher",
                folder.resolve("downloads"),
                Map.of("dht_bootstrap_nodes", "127.0.0.1:" + seeder.session().listenPort()));
        try (seeder;
                leecher) {
            Seed seed = new Sessions().seedWith(seeder, Content.write(folder, 20_000_000), TorrentFormat.HYBRID);
            seed.seeding().setUploadLimit(50_000);
            leecher.session().add(seed.download().build());
            Wait.until(
                    "the DHT knows a node",
                    () -> leecher.session().dht().status().nodes() > 0);
            tryAll(leecher);
        }
        System.out.println(SURVIVED);
    }

    private static void tryAll(LocalSession local) {
        SessionSettings settings = local.session().settings();
        for (Setting setting : settings.list()) {
            if (setting.type() == Type.INT) {
                for (long value : List.of((long) Integer.MIN_VALUE, -1L, 0L, 1L, (long) Integer.MAX_VALUE)) {
                    tryOne(local, setting.name(), value);
                }
                settings.set(setting.name(), setting.value());
            }
        }
    }

    private static void tryOne(LocalSession local, String name, long value) {
        System.out.println("trying " + name + "=" + value); // the last line of a JVM that dies says what of
        try {
            local.session().settings().set(name, value);
        } catch (TorrentException e) {
            return; // refused, which is as good
        }
        local.session().dht().putImmutable((name + value).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        local.session().status();
        local.session().torrents().forEach(torrent -> torrent.peers());
    }
}
