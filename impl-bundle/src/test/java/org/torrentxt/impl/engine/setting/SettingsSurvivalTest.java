package org.torrentxt.impl.engine.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.SessionSettings.Setting;
import org.torrentxt.api.SessionSettings.Type;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.ForkedJvm;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/**
 * A number is refused, or taken as it is; and none that is taken kills the JVM: tried in one of its own, by sessions
 * that transfer and use their DHT meanwhile.
 */
class SettingsSurvivalTest {
    private static final int SESSIONS = 32;
    private static final List<Long> VALUES =
            List.of((long) Integer.MIN_VALUE, -1L, 0L, 1L, 2L, 100L, (long) Integer.MAX_VALUE);

    @TempDir
    Path folder;

    @Test
    @Timeout(180)
    void whateverNumbersAreSetTheJvmLives() throws IOException, InterruptedException {
        ForkedJvm.assertSurvives(SettingsSurvivalTest.class, folder, Duration.ofSeconds(170), folder.toString());
    }

    /** What runs in the other JVM: a ring of sessions, each of which tries its share of the settings. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        Path folder = Path.of(arguments[0]);
        List<LocalSession> running = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
        try {
            LocalSession seeder = LocalSession.start("seeder", folder);
            running.add(seeder);
            Seed seed = new Sessions().seedWith(seeder, Content.write(folder, 20_000_000), TorrentFormat.HYBRID);
            seed.seeding().setUploadLimit(50_000);
            Map<String, ?> quick =
                    Map.of("dht_bootstrap_nodes", seeder.endpoint().toString(), "unchoke_interval", 1);
            List<Callable<Void>> shares = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                LocalSession next = LocalSession.start("s" + i, folder.resolve("s" + i), quick);
                Torrent torrent = next.session().add(seed.download().build()).torrent();
                torrent.connectPeer(running.get(i).endpoint());
                Wait.until(
                        "the DHT knows a node",
                        () -> next.session().dht().status().nodes() > 0);
                shares.add(new Share(i, next, running.get(i)));
                running.add(next);
            }
            for (Future<Void> share : threads.invokeAll(shares)) {
                share.get();
            }
        } finally {
            threads.shutdownNow();
            running.forEach(LocalSession::close);
        }
        ForkedJvm.survived();
    }

    /** Tries every so many-th setting of a session, which a neighbour asks to do something meanwhile. */
    private record Share(int index, LocalSession local, LocalSession neighbour) implements Callable<Void> {
        @Override
        public Void call() throws InterruptedException {
            SessionSettings settings = local.session().settings();
            List<Setting> numbers = settings.list().stream()
                    .filter(setting -> setting.type() == Type.INT)
                    .toList();
            for (int i = index; i < numbers.size(); i += SESSIONS) {
                Setting setting = numbers.get(i);
                List<Long> possible = VALUES.stream()
                        .filter(value -> isTaken(settings, setting.name(), value))
                        .toList();
                assertThat(possible).as(setting.name()).isNotEmpty();
                hold(setting.name(), possible.get(0));
                hold(setting.name(), possible.get(possible.size() - 1));
                settings.set(setting.name(), setting.value());
            }
            return null;
        }

        private boolean isTaken(SessionSettings settings, String name, long value) {
            System.out.println("trying " + name + "=" + value); // the last lines of a JVM that dies say what of
            try {
                settings.set(name, value);
            } catch (TorrentException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                assertThat(e)
                        .hasMessageContaining(name + "=" + value)
                        .hasMessageMatching(".*(a number from|network=local).*");
                return false;
            }
            assertThat(settings.get(name).value()).as("%s as set", name).isEqualTo(value);
            return true;
        }

        // for longer than the rounds in which the engine looks at it, once a second
        private void hold(String name, long value) throws InterruptedException {
            System.out.println("holding " + name + "=" + value);
            local.session().settings().set(name, value);
            for (Dht dht : List.of(local.session().dht(), neighbour.session().dht())) {
                dht.putImmutable((name + value).getBytes(StandardCharsets.US_ASCII));
            }
            TimeUnit.MILLISECONDS.sleep(1_600);
            local.session().status();
            local.session().torrents().forEach(Torrent::peers);
        }
    }
}
