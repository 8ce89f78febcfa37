package org.torrentxt.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.ForkedJvm;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Wait;

@Timeout(120)
class WarmUpTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SIZE = 1 << 16;
    private static final String WARM = "warm";
    private static final int FEW = 100;
    private static final int MANY = 300;

    @TempDir
    Path folder;

    @Test
    void theFirstTorrentFindsItsClassesLoaded() throws IOException, InterruptedException {
        for (String state : List.of(WARM, "cold")) {
            Path own = folder.resolve(state);
            ForkedJvm.assertSurvives(FirstTorrent.class, own, LIMIT, own.toString(), state);
        }
    }

    @Test
    void nothingIsLeft() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.createFile(own.resolve("left by a killed process"));
        WarmUp.addAndRemove(own);
        assertThat(own).doesNotExist();
        Wait.until(
                "its threads have ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().contains(WarmUp.SESSION)));
    }

    /** Adds a torrent, and counts the classes that are loaded for it. */
    static final class FirstTorrent {
        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            boolean isWarm = args[1].equals(WARM);
            Path state = folder.resolve("state");
            try (LocalSession session = LocalSession.startSaved("local", folder, state, Map.of())) {
                Seed seed = Seed.of(session, Content.write(folder, SIZE), TorrentFormat.V1);
                if (isWarm) {
                    WarmUp.addAndRemove(folder.resolve("own"));
                }
                long before = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
                session.session().add(seed.torrent().started().build());
                session.session().saveState().toCompletableFuture().join();
                long loaded = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() - before;
                System.out.println(loaded + " classes");
                if (isWarm) {
                    assertThat(loaded).isLessThanOrEqualTo(FEW);
                } else {
                    assertThat(loaded).isGreaterThanOrEqualTo(MANY);
                }
            }
            ForkedJvm.survived();
        }
    }
}
