package org.torrentxt.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.ForkedJvm;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;

@Timeout(120)
class WarmUpTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SIZE = 1 << 16;
    private static final int FEW = 40;
    private static final int MANY = 250;

    @TempDir
    Path folder;

    @Test
    void theFirstTorrentFindsItsClassesLoaded() throws IOException, InterruptedException {
        ForkedJvm.assertSurvives(FirstTorrent.class, folder.resolve("warm"), LIMIT, folder + "/warm", "0", "" + FEW);
        ForkedJvm.assertSurvives(FirstTorrent.class, folder.resolve("cold"), LIMIT, folder + "/cold", "" + MANY, "");
    }

    @Test
    void nothingIsLeft() throws IOException {
        WarmUp.addAndRemove();
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "torrentxt-warm-up*")) {
            assertThat(left).isEmpty();
        }
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        assertThat(threads).noneMatch(thread -> thread.getName().contains(WarmUp.SESSION));
    }

    /** Adds a torrent, and counts the classes that are loaded for it: at least so many, or at most after a warm-up. */
    static final class FirstTorrent {
        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            boolean isWarm = !args[2].isEmpty();
            try (LocalSession session = LocalSession.start("local", folder)) {
                Seed seed = Seed.of(session, Content.write(folder, SIZE), TorrentFormat.V1);
                if (isWarm) {
                    WarmUp.addAndRemove();
                }
                long before = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
                session.session().add(seed.torrent().started().build());
                long loaded = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() - before;
                System.out.println(loaded + " classes");
                assertThat(loaded).isGreaterThanOrEqualTo(Long.parseLong(args[1]));
                if (isWarm) {
                    assertThat(loaded).isLessThanOrEqualTo(Long.parseLong(args[2]));
                }
            }
            ForkedJvm.survived();
        }
    }
}
