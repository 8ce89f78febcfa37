package org.torrentxt.impl.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreateTorrent.Progress;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;

@Timeout(60)
class ParallelTorrentCreatorTest {
    private static final int SIZE = 20_000_000;

    @TempDir
    Path temp;

    private final ParallelTorrentCreator creator = new ParallelTorrentCreator("test", 3);
    private Path content;

    @BeforeEach
    void writeContent() {
        content = Fixture.folder(temp, "content", SIZE, 5, 70_000);
    }

    @AfterEach
    void stopCreator() throws InterruptedException {
        creator.stop();
    }

    @ParameterizedTest
    @EnumSource
    void progressBeginsWithNothingNeverFallsAndEndsWithAll(TorrentFormat format) {
        List<Progress> told = Collections.synchronizedList(new ArrayList<>());
        CreatedTorrent torrent = creator.create(CreateTorrent.of(content)
                        .format(format)
                        .onProgress(told::add)
                        .build())
                .join();

        assertThat(told).hasSizeGreaterThan(5).extracting(Progress::bytesTotal).containsOnly(torrent.totalSize());
        assertThat(told).extracting(Progress::bytesDone).isSorted();
        assertThat(told.get(0).bytesDone()).isZero();
        assertThat(told.get(told.size() - 1).bytesDone()).isEqualTo(torrent.totalSize());
    }

    @Test
    void theListenerIsCalledOnceAtATimeFromSeveralThreads() {
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        creator.create(request(progress -> {
                    overlapped.compareAndSet(false, inside.incrementAndGet() > 1);
                    inside.decrementAndGet();
                }))
                .join();

        assertThat(overlapped).isFalse();
    }

    @Test
    void manyCreationsShareTheThreads() {
        List<CompletableFuture<CreatedTorrent>> all = Stream.generate(() -> creator.create(request(progress -> {})))
                .limit(20)
                .toList();

        assertThat(all.stream()
                        .map(CompletableFuture::join)
                        .map(CreatedTorrent::infoHashes)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void cancellingEndsTheHashingAndClosesTheFiles() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        List<Long> told = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<CreatedTorrent> future = creator.create(request(progress -> {
            told.add(progress.bytesDone());
            if (progress.bytesDone() > 0) {
                begun.countDown();
                await(cancelled);
            }
        }));
        begun.await();
        assertThat(future.cancel(true)).isTrue();
        cancelled.countDown();

        // the same few threads can only do this when they have let go of the cancelled one
        creator.create(request(progress -> {})).join();
        assertThat(future).isCancelled();
        assertThat(told.get(told.size() - 1)).isLessThan(SIZE);
        creator.stop();
        assertThat(openFiles()).noneMatch(file -> file.startsWith(content.toString()));
    }

    @Test
    void stoppingTheServiceFailsWhatRunsAndClosesTheFiles() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        CompletableFuture<CreatedTorrent> future = creator.create(request(progress -> {
            if (progress.bytesDone() > 0) {
                begun.countDown();
                await(failed);
            }
        }));
        future.whenComplete((result, failure) -> failed.countDown());
        begun.await();
        creator.stop();

        assertFails(future, ErrorCode.GENERIC, "stopped");
        assertThat(openFiles()).noneMatch(file -> file.startsWith(content.toString()));
        assertFails(creator.create(request(progress -> {})), ErrorCode.GENERIC, "stopped");
    }

    @Test
    void aFileThatGrowsIsNoticed() {
        assertChangeIsNoticed("00.bin", file -> Files.write(file, new byte[1], StandardOpenOption.APPEND));
    }

    @Test
    void aFileThatShrinksIsNoticed() {
        assertChangeIsNoticed("00.bin", file -> Files.write(file, new byte[100]));
    }

    @Test
    void aFileThatIsWrittenInPlaceIsNoticed() {
        assertChangeIsNoticed("00.bin", file -> {
            Files.write(file, new byte[] {9}, StandardOpenOption.WRITE);
            // a write within one tick of the file system's clock need not be later to it
            Files.setLastModifiedTime(
                    file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 1000));
        });
    }

    @Test
    void aFileThatAppearsIsNoticed() {
        assertChangeIsNoticed("03.bin", file -> Files.write(file, new byte[1]));
    }

    @Test
    void aFileThatVanishesIsNoticed() {
        assertChangeIsNoticed("02.bin", Files::delete);
    }

    @Test
    void aListenerThatFailsEndsTheCreation() {
        IllegalStateException failure = new IllegalStateException("broken listener");
        CompletableFuture<CreatedTorrent> future = creator.create(request(progress -> {
            throw failure;
        }));

        assertFails(future, ErrorCode.GENERIC, "broken listener");
        assertThatThrownBy(future::join).hasRootCause(failure);
    }

    @Test
    void missingContentFailsTheFutureAndNotTheCall() {
        CompletableFuture<CreatedTorrent> future =
                creator.create(CreateTorrent.of(temp.resolve("nothing")).build());

        assertFails(future, ErrorCode.INVALID_ARGUMENT, temp.resolve("nothing").toString());
    }

    @Test
    void noRequestIsAProgrammingError() {
        assertThatThrownBy(() -> creator.create(null)).isInstanceOf(NullPointerException.class);
    }

    private interface Change {
        void apply(Path file) throws IOException;
    }

    private void assertChangeIsNoticed(String name, Change change) {
        Path file = content.resolve(name);
        CompletableFuture<CreatedTorrent> future = creator.create(request(progress -> {
            if (progress.bytesDone() == 0) {
                try {
                    change.apply(file);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        }));

        assertFails(future, ErrorCode.INVALID_ARGUMENT, file.toString());
    }

    private CreateTorrent request(Consumer<Progress> listener) {
        return CreateTorrent.of(content)
                .pieceLength(32 * 1024)
                .onProgress(listener)
                .build();
    }

    private static void assertFails(CompletableFuture<CreatedTorrent> future, ErrorCode code, String why) {
        assertThatThrownBy(future::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static List<String> openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return List.of();
        }
        List<String> open = new ArrayList<>();
        try (Stream<Path> all = Files.list(descriptors)) {
            for (Path descriptor : all.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    open.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        return open;
    }
}
