package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.fleet.cluster.Wait;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** When what is copied is checked, begun and stopped. */
class ReuseJobsTest {
    private static final int FORMER = 1;

    @TempDir
    Path folder;

    private final FakeSession session = new FakeSession("default");
    private final CountDownLatch mayCopy = new CountDownLatch(1);
    private final CountDownLatch copies = new CountDownLatch(1);
    private Reuse reuse;

    @BeforeEach
    void start() throws IOException {
        reuse = new Reuse();
        put(FORMER);
        write("0123456789");
        session.answer("files", (status, arguments) -> {
            copies.countDown();
            await(mayCopy);
            return List.of(FileInfo.builder(0, status.name() + "/a")
                    .size(10)
                    .root("aa")
                    .build());
        });
    }

    @AfterEach
    void stop() {
        mayCopy.countDown();
        reuse.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String content) throws IOException {
        Path file = folder.resolve(FORMER + "/maps-" + FORMER + "/a");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Path copied(int id) {
        return folder.resolve(id + "/maps-" + id + "/a");
    }

    private void put(int id, TorrentFlag... flags) {
        session.put(StatusBuilder.status(id).build().toBuilder()
                .name("maps-" + id)
                .savePath(folder.resolve(String.valueOf(id)))
                .infoHashes(InfoHashes.of(new InfoHash(String.valueOf(id).repeat(40))))
                .hasMetadata(true)
                .isSeeding(id == FORMER)
                .attributes(id == FORMER ? Map.of() : Map.of(Reuse.ATTRIBUTE, "true"))
                .flags(Set.of(flags))
                .build());
    }

    private boolean look(int id) {
        Torrent torrent = session.find(id).orElseThrow();
        return reuse.look(
                Held.of(torrent.status().orElseThrow()),
                torrent,
                List.of(session.find(FORMER).orElseThrow()));
    }

    private void awaitReleased(int id) throws Exception {
        Wait.until("released", () -> look(id));
    }

    @Test
    void whatCouldNotBeCopiedToItsEndIsCheckedNevertheless() throws Exception {
        write("01234"); // shorter than it was
        mayCopy.countDown();
        put(2, TorrentFlag.UPLOAD_MODE);
        awaitReleased(2);
        assertThat(copied(2)).hasContent("01234");
        assertThat(session.calls("recheck")).hasSize(1);
    }

    @Test
    void whatFailsIsCheckedAndReleased() throws Exception {
        session.answer("files", (status, arguments) -> {
            throw new IllegalStateException("broken");
        });
        put(2, TorrentFlag.UPLOAD_MODE);
        awaitReleased(2);
        assertThat(session.calls("recheck")).hasSize(1);
    }

    @Test
    void whatWasPausedMeanwhileStaysSo() throws Exception {
        mayCopy.countDown();
        put(2, TorrentFlag.UPLOAD_MODE, TorrentFlag.PAUSED);
        awaitReleased(2);
        assertThat(flagsSet()).noneMatch(flags -> flags.contains(TorrentFlag.AUTO_MANAGED));
        put(3, TorrentFlag.UPLOAD_MODE);
        awaitReleased(3);
        assertThat(flagsSet()).anyMatch(flags -> flags.contains(TorrentFlag.AUTO_MANAGED));
    }

    private List<Set<?>> flagsSet() {
        return session.calls("setFlags").stream()
                .<Set<?>>map(call -> (Set<?>) call.arguments().get(0))
                .toList();
    }

    @Test
    void whatSomebodyHasPutIntoTheQueueLeavesIt() {
        put(2, TorrentFlag.UPLOAD_MODE, TorrentFlag.AUTO_MANAGED, TorrentFlag.PAUSED);
        look(2);
        assertThat(session.calls("resumeNow")).hasSize(1);
        Torrent torrent = session.find(2).orElseThrow();
        Held before = Held.of(torrent.status().orElseThrow());
        put(2, TorrentFlag.UPLOAD_MODE, TorrentFlag.PAUSED);
        reuse.look(before, torrent, List.of());
        assertThat(session.calls("resumeNow")).as("paused meanwhile").hasSize(1);
    }

    @Test
    void oneThatWaitsForAnotherIsStoppedAtOnce() throws Exception {
        put(2, TorrentFlag.UPLOAD_MODE);
        put(3, TorrentFlag.UPLOAD_MODE);
        look(2);
        look(3);
        await(copies);
        assertThat(reuse.stop(3)).isTrue();
        assertThat(reuse.stop(2)).as("it may be writing").isFalse();
        mayCopy.countDown();
        Wait.until("stopped", () -> reuse.stop(2));
        assertThat(session.calls("recheck")).isEmpty();
        assertThat(copied(3)).doesNotExist();
        assertThat(reuse.stop(3)).isTrue();
    }

    @Test
    void oneThatWasStoppedIsBegunAgain() throws Exception {
        put(2, TorrentFlag.UPLOAD_MODE);
        look(2);
        reuse.stop(2);
        mayCopy.countDown();
        awaitReleased(2);
        assertThat(copied(2)).hasContent("0123456789");
        assertThat(session.calls("recheck")).hasSize(1);
    }

    @Test
    void nothingIsBegunOrReleasedOnceItIsClosed() {
        put(2, TorrentFlag.UPLOAD_MODE);
        put(3, TorrentFlag.UPLOAD_MODE);
        look(2);
        mayCopy.countDown();
        reuse.close();
        for (int i = 0; i < 3; i++) {
            assertThat(look(2) || look(3)).isFalse();
        }
        assertThat(copied(3)).doesNotExist();
        assertThat(session.calls("changeAttributes")).isEmpty();
    }
}
