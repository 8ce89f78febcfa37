package org.torrentxt.impl.engine.saved;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Namespace;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.statefile.StateFiles;
import org.torrentxt.statefile.StateListener;

/** Disks that are full, read-only or not mounted, in a mount namespace. */
class StateDiskTest {
    // each disk is mounted a second time, so that it can be mounted again
    private static final String SET_UP = """
        set -e
        for disk in state content; do
          mkdir "$1/$disk" "$1/$disk-kept"
          mount -t tmpfs -o size=2m,mode=700 "$disk" "$1/$disk"
          mount --bind "$1/$disk" "$1/$disk-kept"
        done
        shift
        exec "$@"
        """;

    @TempDir
    Path folder;

    @Test
    void disksThatAreFullReadOnlyOrNotMountedCostNothing() throws IOException, InterruptedException {
        Namespace.assertEnds(List.of("-m"), SET_UP, folder, InNamespace.class, folder);
    }

    /** What happens in the namespace. */
    static final class InNamespace {
        private final Path folder;
        private final Path state;
        private final Path content;

        private InNamespace(Path folder) {
            this.folder = folder;
            this.state = folder.resolve("state");
            this.content = folder.resolve("content");
        }

        public static void main(String[] arguments) throws IOException {
            InNamespace test = new InNamespace(Path.of(arguments[0]));
            test.aFullDiskForThoseWhoWriteThemselves();
            test.aFullDisk();
            test.aReadOnlyDisk();
            test.aDiskThatIsUnmounted();
            test.anotherDiskInItsPlace();
            test.aDiskThatIsMountedTooLate();
            test.contentThatIsNotMounted();
            test.contentThatIsUnmountedWhileItIsUsed();
            test.aFileOfAnotherUser();
            Namespace.ended();
        }

        private static void run(String... command) {
            try {
                assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                        .as(String.join(" ", command))
                        .isZero();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private LocalSession start() {
            LocalSession local = LocalSession.startSaved(
                    "disk",
                    folder,
                    new EngineOptions.State(state, Duration.ofSeconds(1), Duration.ofSeconds(10)),
                    Map.of());
            Wait.answer(local.session().whenLoaded());
            return local;
        }

        private static Torrent add(LocalSession local, String letter) {
            return local.session()
                    .add(AddTorrent.infoHash(InfoHash.of(letter.repeat(20).getBytes(UTF_8)))
                            .paused()
                            .build())
                    .torrent();
        }

        private static List<String> problems(LocalSession local) {
            return local.session().problems().stream()
                    .filter(problem -> problem.severity() == SessionProblem.Severity.ERROR)
                    .map(SessionProblem::text)
                    .toList();
        }

        private static void awaitProblem(LocalSession local, String text) {
            Wait.forValue(
                    "it is a problem: " + text,
                    () -> problems(local),
                    found -> found.size() == 1 && found.get(0).contains(text));
        }

        private static void awaitNone(LocalSession local) {
            Wait.forValue("no problem is left", () -> problems(local), List::isEmpty);
        }

        private void assertLabelled(int id, String label) {
            try (LocalSession local = start()) {
                assertThat(local.session().find(id).orElseThrow().labels()).containsExactly(label);
                assertThat(problems(local)).isEmpty();
            }
        }

        private static List<String> names(Path place) throws IOException {
            try (Stream<Path> files = Files.list(place)) {
                return files.map(file -> file.getFileName().toString()).toList();
            }
        }

        private void aFullDiskForThoseWhoWriteThemselves() throws IOException {
            Path filler = state.resolve("filler");
            Path place = state.resolve("files");
            StateFiles files = new StateFiles(place, 10_000, new StateListener() {});
            byte[] changed = "new".repeat(2_000).getBytes(UTF_8);
            files.save("a", "old".getBytes(UTF_8));
            fill(filler);
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> files.save("a", changed))
                        .withMessageContaining("No space left on device");
                assertThatExceptionOfType(IOException.class).isThrownBy(() -> files.create("b", changed));
            }
            assertThat(names(place)).containsExactly("a");
            assertThat(place.resolve("a")).hasContent("old");
            Files.delete(filler);
            files.save("a", changed);
            assertThat(place.resolve("a")).hasBinaryContent(changed);
            files.delete("a");
            Files.delete(place);
        }

        private void aFullDisk() throws IOException {
            Path filler = state.resolve(".filler");
            try (LocalSession local = start()) {
                Torrent torrent = add(local, "1");
                Torrent removed = add(local, "2");
                Wait.until("it is saved", () -> Files.exists(state.resolve(removed.id() + ".resume")));
                Wait.answer(local.session().saveState());
                fill(filler);
                torrent.setLabels(Set.of("full"));
                awaitProblem(local, "No space left on device");
                Torrent more = add(local, "3");
                assertThat(local.session().find(more.id())).contains(more);
                Wait.answer(removed.remove(false));
                Wait.until("it is forgotten", () -> !Files.exists(state.resolve(removed.id() + ".resume")));
                Files.delete(filler);
                awaitNone(local);
                assertThat(state.resolve(more.id() + ".resume")).exists();
                assertThat(names(state)).noneMatch(name -> name.endsWith(".tmp"));
            }
            assertLabelled(1, "full");
        }

        private static void fill(Path file) throws IOException {
            try (OutputStream out = Files.newOutputStream(file)) {
                while (true) {
                    out.write(new byte[4096]);
                }
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("No space left");
            }
        }

        private void mountReadOnly() {
            run("mount", "--bind", state.toString(), state.toString());
            run("mount", "-o", "remount,bind,ro", state.toString());
        }

        private void aReadOnlyDisk() {
            try (LocalSession local = start()) {
                mountReadOnly();
                Torrent torrent = local.session().find(1).orElseThrow();
                torrent.setLabels(Set.of("read-only"));
                awaitProblem(local, "Read-only file system");
                assertThat(torrent.labels()).containsExactly("read-only");
                run("umount", state.toString());
                awaitNone(local);
            }
            assertLabelled(1, "read-only");
            mountReadOnly();
            try (LocalSession local = start()) {
                Torrent torrent = local.session().find(1).orElseThrow();
                awaitProblem(local, "Read-only file system");
                torrent.setLabels(Set.of("late"));
                run("umount", state.toString());
                awaitNone(local);
            }
            assertLabelled(1, "late");
        }

        private void unmount(Path disk) {
            run("umount", "-l", disk.toString());
        }

        private void mount(Path disk) {
            run("mount", "--bind", disk + "-kept", disk.toString());
        }

        private void aDiskThatIsUnmounted() throws IOException {
            try (LocalSession local = start()) {
                unmount(state);
                local.session().find(1).orElseThrow().setLabels(Set.of("unmounted"));
                awaitProblem(local, "is empty and on another disk than before; mount its disk");
                assertThat(names(state)).isEmpty();
                mount(state);
                awaitNone(local);
            }
            assertLabelled(1, "unmounted");
        }

        private void anotherDiskInItsPlace() throws IOException {
            Path foreign = state.resolve("1.resume");
            try (LocalSession local = start()) {
                run("mount", "-t", "tmpfs", "other", state.toString());
                Files.writeString(foreign, "of another session");
                local.session().find(1).orElseThrow().setLabels(Set.of("replaced"));
                awaitProblem(local, "replaced by a folder with other state files, which are not overwritten");
                assertThat(foreign).hasContent("of another session");
                run("umount", state.toString());
                awaitNone(local);
            }
            assertLabelled(1, "replaced");
        }

        private void aDiskThatIsMountedTooLate() {
            unmount(state);
            try (LocalSession local = start()) {
                Torrent other = add(local, "9");
                assertThat(other.id()).isEqualTo(1);
                Wait.until("it is saved", () -> Files.exists(state.resolve("1.resume")));
                mount(state);
                other.setLabels(Set.of("too early"));
                awaitProblem(local, "replaced by a folder with other state files, which are not overwritten");
            }
            assertLabelled(1, "replaced");
        }

        private static TorrentStatus status(LocalSession local, int id) {
            return local.session().find(id).orElseThrow().status().orElseThrow();
        }

        private void contentThatIsNotMounted() throws IOException {
            int complete;
            try (LocalSession local = start()) {
                Path files = Content.write(content, 500_000);
                Seed seed = Seed.of(local, files, TorrentFormat.V1);
                complete = local.session()
                        .add(seed.torrent().savePath(content).started().seed().build())
                        .torrent()
                        .id();
                int id = complete;
                Wait.until("it is complete", () -> status(local, id).isSeeding());
            }
            unmount(content);
            try (LocalSession local = start()) {
                int id = complete;
                assertThat(status(local, id).error()).contains("mount its disk");
                assertThatExceptionOfType(TorrentException.class)
                        .isThrownBy(() -> local.session().find(id).orElseThrow().resume())
                        .withMessageContaining("mount its disk");
                assertThat(names(content)).isEmpty();
                mount(content);
                Wait.forValue(
                        "it is mended",
                        () -> status(local, id),
                        status -> status.isSeeding() && status.error().isEmpty());
            }
        }

        private void contentThatIsUnmountedWhileItIsUsed() throws IOException {
            Path source = Files.createDirectory(folder.resolve("source"));
            try (LocalSession seeder = LocalSession.start("seeder", source);
                    LocalSession local = start()) {
                Seed seed = Seed.of(seeder, Content.write(source, 1_000_000), TorrentFormat.V1);
                seeder.session()
                        .add(seed.torrent().savePath(source).started().seed().build());
                Path place = Files.createDirectory(content.resolve("new"));
                Torrent torrent = local.session()
                        .add(seed.download()
                                .savePath(place)
                                .downloadLimit(100_000)
                                .build())
                        .torrent();
                Wait.until("some is there", () -> torrent.pieces().cardinality() > 3);
                unmount(content);
                Wait.until("it waits", () -> status(local, torrent.id()).error().contains("its disk is not mounted"));
                assertThatExceptionOfType(TorrentException.class)
                        .isThrownBy(torrent::resume)
                        .withMessageContaining("its disk is not mounted: " + content);
                assertThat(status(local, torrent.id()).isPaused()).isTrue();
                mount(content);
                Wait.until(
                        "it is mended",
                        () -> status(local, torrent.id()).error().isEmpty());
                torrent.setDownloadLimit(0);
                torrent.connectPeer(seeder.endpoint());
                Wait.answer(torrent.whenFinished());
                seed.assertCopiedTo(place);
            }
        }

        // who is not root cannot give files away, but mount one
        private void aFileOfAnotherUser() throws IOException {
            Path file = Files.writeString(state.resolve("50.resume"), "of another user");
            run("sh", "-c", "chown 12345 \"$1\" 2>/dev/null || mount --bind /etc/hostname \"$1\"", "sh", file + "");
            byte[] content = Files.readAllBytes(file);
            try (LocalSession local = start()) {
                awaitProblem(local, "belongs to another user");
                assertThat(local.session().find(1)).isPresent();
                assertThat(local.session().find(50)).isEmpty();
            }
            Path aside = state.resolve("50.resume.damaged-1");
            assertThat(Files.exists(aside) ? aside : file).hasBinaryContent(content);
        }
    }
}
