package org.torrentxt.shell.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.shell.action.Output;
import org.torrentxt.testing.FakeSession;

class SelfTestTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final FakeHost host = new FakeHost();

    @Test
    void aFailingStepIsToldAndEverythingBeforeItIsCleanedUp() {
        TorrentCreator creator =
                request -> CompletableFuture.failedFuture(TorrentException.invalid("no hashing today"));

        assertThat(run(creator)).isEqualTo("create a torrent of 4 files: no hashing today");
        assertThat(lines())
                .contains("FAIL  create a torrent of 4 files: no hashing today")
                .noneMatch(line -> line.contains("seed it"))
                .last()
                .asString()
                .startsWith("ok    delete temporary files");
        assertThat(host.open).isEmpty();
        assertThat(host.folders).isNotEmpty().noneMatch(Files::exists);
    }

    @Test
    void aSessionThatDoesNotStopFailsTheTestAndTheRestIsCleanedUp() {
        host.isStubborn = true;

        String failure = run(request -> CompletableFuture.failedFuture(TorrentException.invalid("no hashing today")));

        assertThat(failure).startsWith("create a torrent");
        assertThat(lines()).filteredOn(line -> line.startsWith("FAIL")).hasSize(3);
        assertThat(host.folders).isNotEmpty().noneMatch(Files::exists);
    }

    @Test
    void anInterruptionEndsItAndCleansUp() {
        TorrentCreator creator = request -> {
            Thread.currentThread().interrupt();
            return new CompletableFuture<>();
        };

        assertThat(run(creator)).isEqualTo("create a torrent of 4 files: interrupted");
        assertThat(host.open).isEmpty();
        assertThat(host.folders).isNotEmpty().noneMatch(Files::exists);
    }

    private String run(TorrentCreator creator) {
        Steps steps = new Steps(new Output(null, new PrintStream(bytes, true, StandardCharsets.UTF_8), true));
        return new SelfTest(host, creator, steps, 1 << 20, Duration.ofSeconds(5))
                .run()
                .orElseThrow();
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static final class FakeHost implements Host {
        final List<String> open = new ArrayList<>();
        final List<Path> folders = new ArrayList<>();
        boolean isStubborn;

        @Override
        public TemporarySession openSession(String name, Path folder) throws IOException {
            folders.add(Files.createDirectories(folder));
            open.add(name);
            return new TemporarySession() {
                @Override
                public TorrentSession session() {
                    return new FakeSession(name);
                }

                @Override
                public void close() throws TimeoutException {
                    if (isStubborn) {
                        throw new TimeoutException("it still runs");
                    }
                    open.remove(name);
                }
            };
        }

        @Override
        public EventLog subscribe(String session) {
            return new EventLog();
        }
    }
}
