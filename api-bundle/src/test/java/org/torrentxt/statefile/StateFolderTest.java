package org.torrentxt.statefile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class StateFolderTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path parent;

    private final Reports reports = new Reports();

    private Path place() {
        return parent.resolve("state");
    }

    private StateFolder open() throws IOException {
        return StateFolder.open(place(), "session 'test'", "state-test", HOUR, reports);
    }

    private StateFolder open(MemoryDisk disk) throws IOException {
        return StateFolder.open(disk, "state-test", HOUR, Duration.ofMillis(5), reports);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void filesAreForTheirOwnerAlone() throws Exception {
        try (StateFolder folder = open()) {
            folder.saveNow("1.resume", () -> bytes("secret"));
            assertThat(folder.flush(LIMIT)).isTrue();
        }
        assertThat(Files.readString(place().resolve("1.resume"))).isEqualTo("secret");
        assertThat(permissions(place())).isEqualTo("rwx------");
        assertThat(permissions(place().resolve("1.resume"))).isEqualTo("rw-------");
        assertThat(permissions(place().resolve(".lock"))).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void changesThatAreNotUrgentWaitAndBecomeOne() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        AtomicInteger asked = new AtomicInteger();
        try (StateFolder folder = open(disk)) {
            for (int i = 0; i < 100; i++) {
                folder.saveLater("a", () -> bytes("version " + asked.incrementAndGet()));
            }
            assertThat(disk.names()).isEmpty();
            assertThat(folder.flush(LIMIT)).isTrue();
            assertThat(disk.names()).containsExactly("a");
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void anUrgentChangeDoesNotHurryOthers() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        CountDownLatch urgent = new CountDownLatch(1);
        try (StateFolder folder = open(disk)) {
            folder.saveLater("later", () -> bytes("1"));
            folder.saveNow("now", () -> bytes("1"));
            folder.saveNow("second", () -> {
                urgent.countDown();
                return bytes("1");
            });
            assertThat(urgent.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(disk.names()).doesNotContain("later");
        }
        assertThat(disk.names()).contains("later", "now", "second");
    }

    @Test
    void whatDidNotChangeIsNotWrittenAgain() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        disk.put("a", bytes("same"));
        try (StateFolder folder = open(disk)) {
            folder.read("a", content -> {});
            folder.saveNow("a", () -> bytes("same"));
            folder.saveNow("b", () -> bytes("same"));
            assertThat(folder.flush(LIMIT)).isTrue();
            int steps = disk.steps();
            folder.saveNow("b", () -> bytes("same"));
            assertThat(folder.flush(LIMIT)).isTrue();
            assertThat(disk.steps()).as("only the folder is synced").isEqualTo(steps + 1);
        }
    }

    @Test
    void damagedFilesAreSetAsideAndNeverOverwritten() throws Exception {
        Files.createDirectories(place());
        Files.writeString(place().resolve("a"), "damaged");
        Files.writeString(place().resolve("a.damaged-1"), "earlier");
        try (StateFolder folder = open()) {
            assertThat(folder.names()).containsExactly("a");
            assertThat(folder.read("a", content -> {
                        throw new IllegalArgumentException("no sense in it");
                    }))
                    .isFalse();
            folder.saveNow("a", () -> bytes("new"));
            assertThat(folder.flush(LIMIT)).isTrue();
            assertThat(folder.names()).containsExactly("a");
            assertThat(folder.allNames()).containsExactly("a");
        }
        assertThat(reports.all).containsExactly("damaged a.damaged-2: no sense in it");
        assertThat(Files.readString(place().resolve("a.damaged-1"))).isEqualTo("earlier");
        assertThat(Files.readString(place().resolve("a.damaged-2"))).isEqualTo("damaged");
        assertThat(Files.readString(place().resolve("a"))).isEqualTo("new");
    }

    @Test
    void aFileOfANewerVersionIsLeftAlone() throws Exception {
        Files.createDirectories(place());
        Files.writeString(place().resolve("a"), "newer");
        try (StateFolder folder = open()) {
            folder.read("a", content -> {
                throw new NewerVersionException(7, 1);
            });
            folder.saveNow("a", () -> bytes("older"));
            folder.delete("a");
            assertThat(folder.flush(LIMIT)).isTrue();
            assertThat(folder.isUntouchable("a")).isTrue();
        }
        assertThat(Files.readString(place().resolve("a"))).isEqualTo("newer");
        assertThat(reports.all)
                .containsExactly("refused a: written by a newer version of TorrentXT: format 7; expected at most 1");
    }

    @Test
    void linksAndFoldersAreSetAside() throws Exception {
        Path outside = Files.writeString(parent.resolve("outside"), "of somebody else");
        Files.createDirectories(place().resolve("folder"));
        Files.createSymbolicLink(place().resolve("link"), outside);
        try (StateFolder folder = open()) {
            for (String name : folder.names()) {
                assertThat(folder.read(name, content -> {})).as(name).isFalse();
            }
            folder.saveNow("link", () -> bytes("ours"));
            assertThat(folder.flush(LIMIT)).isTrue();
        }
        assertThat(reports.all)
                .containsExactlyInAnyOrder(
                        "damaged folder.damaged-1: is not a regular file",
                        "damaged link.damaged-1: is a symbolic link");
        assertThat(outside).hasContent("of somebody else");
        assertThat(place().resolve("link")).hasContent("ours");
    }

    @Test
    void filesOfAnotherUserAreSetAside() throws Exception {
        Files.createDirectories(place());
        Files.writeString(place().resolve("a"), "of this user");
        FolderDisk ofAnother = new FolderDisk(place(), "test", 100) {
            @Override
            Optional<Object> findOwner() {
                return Optional.of(-1);
            }
        };
        try (StateFolder folder = StateFolder.open(ofAnother, "state-test", HOUR, Duration.ofMillis(5), reports)) {
            assertThat(folder.read("a", content -> {})).isFalse();
        }
        assertThat(reports.all).containsExactly("damaged a.damaged-1: belongs to another user");
    }

    @Test
    void longFilesAreSetAsideAndDeletedOnesAreNotThere() throws Exception {
        Files.createDirectories(place());
        Files.write(place().resolve("long"), new byte[101]);
        FolderDisk disk = new FolderDisk(place(), "test", 100);
        try (StateFolder folder = StateFolder.open(disk, "state-test", HOUR, Duration.ofMillis(5), reports)) {
            assertThat(folder.read("long", content -> {})).isFalse();
            assertThat(folder.read("none", content -> {})).isFalse();
            assertThat(folder.isUntouchable("none")).isFalse();
        }
        assertThat(reports.all).containsExactly("damaged long.damaged-1: too long: 101 bytes; expected at most 100");
    }

    @Test
    void aLinkInPlaceOfATemporaryFileIsNotFollowed() throws Exception {
        Path outside = Files.writeString(parent.resolve("outside"), "of somebody else");
        try (StateFolder folder = open()) {
            Files.createSymbolicLink(place().resolve(".a.tmp"), outside);
            folder.saveNow("a", () -> bytes("ours"));
            assertThat(folder.flush(LIMIT)).isTrue();
        }
        assertThat(outside).hasContent("of somebody else");
        assertThat(place().resolve("a")).hasContent("ours");
    }

    @Test
    void temporaryFilesOfAKilledProcessAreDeleted() throws Exception {
        Files.createDirectories(place());
        Files.writeString(place().resolve(".1.resume.tmp"), "half");
        Files.writeString(place().resolve(".hidden"), "of somebody else");
        open().close();
        assertThat(place().resolve(".1.resume.tmp")).doesNotExist();
        assertThat(place().resolve(".hidden")).exists();
    }

    @Test
    void aSecondSessionIsToldWhoHasTheFolder() throws Exception {
        try (StateFolder folder = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessage("state folder in use by session 'test' of this process: " + place()
                            + "; stop that one, or set another state.dir for one of them");
            folder.saveNow("a", () -> bytes("still ours"));
            assertThat(folder.flush(LIMIT)).isTrue();
        }
        open().close();
    }

    @Test
    void anotherProcessIsToldWhoHasTheFolder() throws Exception {
        try (StateFolder folder = open()) {
            assertThatThrownBy(this::open).isInstanceOf(FolderInUseException.class);
            assertThat(openInAnotherProcess())
                    .contains("state folder in use by process "
                            + ProcessHandle.current().pid() + " (session 'test', since ");
            folder.saveNow("a", () -> bytes("1"));
        }
        assertThat(openInAnotherProcess()).isEqualTo("opened");
    }

    private String openInAnotherProcess() throws Exception {
        Path output = parent.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        place().toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output).strip();
    }

    /** What runs in the other process. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            try (StateFolder folder =
                    StateFolder.open(Path.of(arguments[0]), "session 'other'", "state-other", HOUR, new Reports())) {
                System.out.println(folder.problem().orElse("opened"));
            } catch (FolderInUseException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** Nothing is saved, and that is reported as soon as the thread that saves has had its turn. */
    private void awaitFailure(StateFolder folder) throws InterruptedException {
        do {
            assertThat(folder.flush(Duration.ofMillis(50))).isFalse();
        } while (folder.problem().isEmpty()
                || reports.all.stream().noneMatch(report -> report.startsWith("failing: ")));
    }

    @Test
    void aFullDiskIsReportedOnceAndAllIsSavedOnceThereIsRoom() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        try (StateFolder folder = open(disk)) {
            disk.failWith(new IOException("no space left"));
            folder.saveNow("a", () -> bytes("1"));
            awaitFailure(folder);
            folder.saveNow("b", () -> bytes("1"));
            awaitFailure(folder);
            assertThat(folder.problem()).contains("no space left");
            assertThat(reports.all).containsExactly("failing: no space left");
            disk.failWith(null);
            assertThat(folder.flush(LIMIT)).isTrue();
            assertThat(folder.problem()).isEmpty();
        }
        assertThat(reports.all).containsExactly("failing: no space left", "recovered");
        assertThat(disk.names()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aFolderThatCannotBeWrittenIsReadAndSavedToLater() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        disk.put("a", bytes("1"));
        disk.put(".b.tmp", bytes("half"));
        disk.failWith(new IOException("read-only file system"));
        try (StateFolder folder = open(disk)) {
            assertThat(folder.read("a", content -> {})).isTrue();
            folder.saveNow("a", () -> bytes("2"));
            awaitFailure(folder);
            assertThat(folder.problem()).contains("read-only file system");
            disk.failWith(null);
            assertThat(folder.flush(LIMIT)).isTrue();
        }
        assertThat(disk.names()).containsExactly("a");
        assertThat(disk.get("a")).isEqualTo(bytes("2"));
    }

    @Test
    void aFolderThatVanishesIsReportedAndItsReplacementIsKnownToBeEmpty() throws Exception {
        try (StateFolder folder = StateFolder.open(
                new FolderDisk(place(), "test", 100), "state-test", HOUR, Duration.ofMillis(5), reports)) {
            folder.saveNow("a", () -> bytes("1"));
            assertThat(folder.flush(LIMIT)).isTrue();
            Path away = Files.move(place(), parent.resolve("away"));
            folder.saveNow("b", () -> bytes("1"));
            awaitFailure(folder);
            assertThat(folder.problem()).get().asString().contains("no longer exists");
            Files.createDirectory(place());
            assertThat(folder.flush(LIMIT)).isTrue();
            assertThat(reports.all).contains("replaced");
            folder.saveNow("a", () -> bytes("1"));
            assertThat(folder.flush(LIMIT)).isTrue();
            assertThat(place().resolve("a")).exists();
            assertThat(away.resolve("a")).exists();
        }
    }

    @Test
    void whatCannotBeSavedAtTheEndIsNamed() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        StateFolder folder = open(disk);
        disk.failWith(new IOException("no space left"));
        folder.saveLater("a", () -> bytes("1"));
        assertThat(folder.close(LIMIT)).containsExactly("a");
        folder.saveNow("b", () -> bytes("1"));
        assertThat(folder.close(LIMIT)).as("later changes are ignored").containsExactly("a");
    }

    @Test
    void closingEndsInTimeEvenIfTheDiskHangs() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        StateFolder folder = open(disk);
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        folder.saveNow("a", () -> {
            hanging.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return bytes("1");
        });
        hanging.await();
        assertThat(folder.close(Duration.ofMillis(20))).containsExactly("a");
        released.countDown();
        assertThat(folder.close(LIMIT)).isEmpty();
        assertThat(disk.names()).containsExactly("a");
    }

    @Test
    void namesThatLeadElsewhereAreRejected() throws Exception {
        try (StateFolder folder = open()) {
            for (String name : List.of("", "..", "../a", "a/b", ".lock", ".a.tmp", "a.damaged-1", "\u00e4")) {
                assertThatThrownBy(() -> folder.saveNow(name, () -> bytes("1")))
                        .as(name)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
