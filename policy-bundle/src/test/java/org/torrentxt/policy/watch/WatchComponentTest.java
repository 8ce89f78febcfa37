package org.torrentxt.policy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.policy.Category;
import org.torrentxt.policy.Clocks;
import org.torrentxt.testing.FakePolicies;
import org.torrentxt.testing.FakeSession;

/** What becomes of the files of a watch folder, and of the torrents of files that are deleted. */
class WatchComponentTest {
    private static final String LINK = "magnet:?xt=urn:btih:";
    private static final String FIRST = LINK + "1".repeat(40);
    private static final String SECOND = LINK + "2".repeat(40);

    @TempDir
    Path temporary;

    private final Clocks clock = new Clocks("2026-01-05T08:00:00Z", "UTC");
    private final FakeSession session = new FakeSession("default");
    private final List<WatchComponent> started = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream err = System.err;
    private Path folder;
    private WatchComponent component;

    @BeforeEach
    void create() throws IOException {
        folder = Files.createDirectory(temporary.resolve("watched"));
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws Exception {
        System.setErr(err);
        for (WatchComponent each : started) {
            each.stop();
        }
    }

    private WatchComponent start(String pid, Map<String, Object> configured) {
        Map<String, Object> properties = new HashMap<>(configured);
        properties.putIfAbsent("folder", folder.toString());
        properties.put("service.pid", WatchComponent.PID + "~" + pid);
        component = new WatchComponent(properties, clock, temporary.resolve("state"));
        started.add(component);
        component.addSession(new FakeSession("other"));
        component.addSession(session);
        return component;
    }

    private void start(String... keysAndValues) {
        Map<String, Object> properties = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        start("test", properties);
    }

    private void restart(String... keysAndValues) throws InterruptedException {
        component.stop();
        start(keysAndValues);
    }

    private Path write(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        // each version has a time of its own, whatever the resolution of the file system
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000 + writes++)));
        return file;
    }

    private long writes;

    /** Long enough for files that are complete, and for those that are gone. */
    private void look() {
        component.look();
        clock.advance(WatchedFolder.SETTLING);
        component.look();
        clock.advance(WatchedFolder.FAILING);
        look(WatchedFolder.GONE);
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            component.look();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String logged() {
        return log.toString(StandardCharsets.UTF_8);
    }

    private long lines(String text) {
        return logged().lines().filter(line -> line.contains(text)).count();
    }

    @Test
    void filesAreAddedOnceAsConfigured() throws Exception {
        start(
                "labels",
                "films, new",
                "paused",
                "true",
                "save.path",
                temporary.resolve("films").toString());
        write("a.torrent", "a");
        write("B.MAGNET", FIRST);
        write("notes.txt", "x");
        write(".hidden.torrent", "x");
        Files.createDirectory(folder.resolve("sub"));
        look();
        look();
        assertThat(session.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.labels()).containsExactly("films", "new");
            assertThat(request.flags()).contains(TorrentFlag.PAUSED);
            assertThat(request.savePath()).contains(temporary.resolve("films"));
        });
        assertThat(names()).contains("a.torrent", "B.MAGNET");
        assertThat(lines("was added from " + folder.resolve("a.torrent"))).isOne();
        assertThat(component.check()).extracting(HealthFinding::level).containsExactly(HealthFinding.Level.OK);
    }

    @Test
    void torrentsArePutIntoTheirCategory() throws Exception {
        start("category", "films", "added", "delete");
        write("a.torrent", "a");
        look();
        assertThat(session.requests()).isEmpty();
        assertThat(component.check().get(0).text())
                .contains("no such category: 'films', as session default has no policies");

        component.addPolicies(new FakePolicies("default", "films"));
        clock.advance(WatchedFolder.RETRY);
        component.look();
        assertThat(session.requests().get(0).attributes()).containsEntry(Category.ATTRIBUTE, "films");

        restart("category", "other");
        component.addPolicies(new FakePolicies("default", "films"));
        write("b.torrent", "b");
        look();
        assertThat(session.requests()).hasSize(1);
        assertThat(names()).containsExactly("b.torrent");
        assertThat(component.check().get(0).text()).contains("no such category: 'other'");
    }

    @Test
    void aFileIsReadOnceItNoLongerChanges() throws Exception {
        start();
        write("a.magnet", FIRST.substring(0, 50));
        component.look();
        clock.advance(Duration.ofSeconds(1));
        write("a.magnet", FIRST);
        component.look();
        clock.advance(Duration.ofSeconds(1));
        component.look();
        assertThat(session.requests()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        component.look();
        assertThat(session.requests()).extracting(AddTorrent::source).containsExactly(new AddTorrent.Magnet(FIRST));
    }

    @Test
    void aTorrentThatWasRemovedDoesNotComeBack() throws Exception {
        start();
        Path file = write("a.torrent", "a");
        look();
        session.remove(1);
        look();
        restart();
        look();
        assertThat(session.requests()).hasSize(1);

        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(5)));
        look();
        assertThat(session.requests()).as("the same content").hasSize(1);

        Files.delete(file);
        look();
        write("a.torrent", "a");
        look();
        assertThat(session.requests()).as("a file that is put there again").hasSize(2);
    }

    @Test
    void aFileThatWasDeletedMeanwhileIsForgotten() throws Exception {
        start();
        Path file = write("a.torrent", "a");
        look();
        component.stop();
        Files.delete(file);
        start();
        look();
        write("a.torrent", "a");
        look();
        assertThat(session.requests()).hasSize(2);
    }

    @Test
    void anotherVersionIsAnotherTorrent() throws Exception {
        start("deleted", "remove");
        write("a.magnet", FIRST);
        look();
        Path file = write("a.magnet", FIRST + "\n" + SECOND);
        look();
        assertThat(session.requests()).hasSize(2);
        assertThat(session.torrentCount()).isEqualTo(2);
        Files.delete(file);
        look();
        assertThat(session.torrents()).isEmpty();
    }

    @Test
    void linesThatAreWrongDoNotAffectOthersAndAreToldOnce() throws Exception {
        start("added", "delete");
        session.onAdd(request -> {
            if (request.source() instanceof AddTorrent.Magnet magnet
                    && magnet.uri().endsWith("9")) {
                throw TorrentException.invalid("invalid info-hash");
            }
            return new FakeSession("aside").add(request).torrent();
        });
        write("some.magnet", "\ufeff# mine\n\n" + FIRST + "\r\nhttp://x/\n" + LINK + "9\n  " + SECOND + "  ");
        look();
        clock.advance(WatchedFolder.RETRY);
        look();
        assertThat(session.requests().stream().filter(wanted(FIRST))).hasSize(1);
        assertThat(session.requests().stream().filter(wanted(SECOND))).hasSize(1);
        assertThat(names()).containsExactly("some.magnet");
        assertThat(lines("some.magnet': line 4: ")).isOne();
        assertThat(logged()).contains("line 5: invalid info-hash");
        assertThat(component.check().get(0).text()).contains("line 4", "line 5");

        write("some.magnet", FIRST + "\n" + SECOND);
        look();
        assertThat(names()).isEmpty();
        assertThat(session.requests().stream().filter(wanted(FIRST))).hasSize(1);
        assertThat(component.check().get(0).level()).isEqualTo(HealthFinding.Level.OK);
    }

    @Test
    void aFileThatFailsUnexpectedlyDoesNotAffectOthers() throws Exception {
        start();
        session.onAdd(request -> {
            if (request.source() instanceof AddTorrent.Magnet) {
                throw new IllegalStateException("a name that cannot be");
            }
            return new FakeSession("aside").add(request).torrent();
        });
        write("a.magnet", FIRST);
        write("b.torrent", "b");
        look();
        look();
        assertThat(session.requests()).hasSize(2);
        assertThat(lines("file 'a.magnet': ")).isOne();
        assertThat(component.check().get(0).text()).contains("file 'a.magnet': ", "a name that cannot be");
    }

    private static Predicate<AddTorrent> wanted(String link) {
        return request -> request.source().equals(new AddTorrent.Magnet(link));
    }

    @Test
    void filesAreDeletedOrRenamedOnceTheyAreAdded() throws Exception {
        start("added", "delete");
        write("a.torrent", "a");
        look();
        assertThat(names()).isEmpty();

        restart("added", "rename");
        write("a.torrent.added", "older");
        write("a.torrent", "b");
        look();
        assertThat(names()).containsExactly("a.torrent.2.added", "a.torrent.added");
        assertThat(folder.resolve("a.torrent.added")).hasContent("older");
        assertThat(session.requests()).hasSize(2);
        look();
        assertThat(session.torrentCount())
                .as("what we delete is no reason to remove")
                .isEqualTo(2);
    }

    @Test
    void aTorrentIsRemovedWithItsFileUnlessItIsPinnedOrNotOfThatFile() throws Exception {
        session.add(AddTorrent.magnet(FIRST).build());
        start("deleted", "remove-with-files");
        write("there.magnet", FIRST);
        write("gone.magnet", SECOND);
        write("pinned.torrent", "p");
        write("twice.torrent", "t");
        write("twice again.torrent", "t");
        look();
        assertThat(session.torrentCount()).isEqualTo(4);
        session.torrents().get(2).setLabels(Set.of("keep"));
        for (String name : List.of("there.magnet", "gone.magnet", "pinned.torrent", "twice.torrent")) {
            Files.delete(folder.resolve(name));
        }
        component.look();
        assertThat(session.calls("remove")).as("it may be replaced").isEmpty();
        look();
        assertThat(session.calls("remove")).singleElement().satisfies(call -> {
            assertThat(call.torrent()).isEqualTo(2);
            assertThat(call.arguments()).containsExactly(true);
        });
    }

    @Test
    void renamingManyFilesRemovesNothing() throws Exception {
        int many = 1_500; // more than are read in the looks after which a file counts as deleted
        start("deleted", "remove-with-files");
        for (int i = 0; i < many; i++) {
            write(i + ".torrent", "torrent " + i);
        }
        component.look();
        clock.advance(WatchedFolder.SETTLING);
        look(many / 100);
        assertThat(session.torrentCount()).isEqualTo(many);

        for (int i = 0; i < many; i++) {
            Files.move(folder.resolve(i + ".torrent"), folder.resolve("new " + i + ".torrent"));
        }
        component.look();
        clock.advance(Duration.ofDays(1)); // the clock is set
        look(many / 100 + WatchedFolder.GONE);
        assertThat(session.calls("remove")).isEmpty();

        Path file = write("last.torrent", "last");
        look();
        Files.delete(file);
        look();
        assertThat(session.calls("remove")).as("it goes on").hasSize(1);
    }

    @Test
    void aClockThatIsSetDeletesNothing() throws Exception {
        start("deleted", "remove");
        Path file = write("a.torrent", "a");
        look();
        Files.delete(file);
        component.look();
        clock.advance(Duration.ofDays(1));
        component.look();
        assertThat(session.torrentCount()).isOne();
        look(WatchedFolder.GONE);
        assertThat(session.torrents()).isEmpty();
    }

    @Test
    void anotherDiskInThatPlaceDeletesNothing() throws Exception {
        start("deleted", "remove-with-files");
        write("a.torrent", "a");
        look();
        Path aside = temporary.resolve("unmounted");
        Files.move(folder, aside);
        look();
        Files.createDirectory(folder);
        look();
        look();
        assertThat(session.torrentCount()).isOne();
        assertThat(component.check().get(0).level()).isEqualTo(HealthFinding.Level.OK);

        Files.delete(folder);
        Files.move(aside, folder);
        session.remove(1);
        look();
        assertThat(session.requests()).as("it is known when it is back").hasSize(1);
    }

    @Test
    void aFolderThatIsNotThereIsToldOnceAndWatchedOnceItIs() throws Exception {
        Files.delete(folder);
        start();
        look();
        look();
        assertThat(lines("nothing is added: no such file or folder")).isOne();
        assertThat(component.check().get(0).text()).contains(folder.toString(), "no such file or folder");
        Files.createDirectory(folder);
        write("a.torrent", "a");
        look();
        assertThat(session.requests()).hasSize(1);
    }

    @Test
    void filesWaitForTheSession() throws Exception {
        start();
        component.removeSession(session);
        write("a.torrent", "a");
        look();
        assertThat(component.check().get(0).text()).contains("session default is not running");
        component.addSession(session);
        component.look();
        assertThat(session.requests()).hasSize(1);
    }

    @Test
    void filesThatAreNoneAreToldOnceAndLeft() throws Exception {
        start();
        write("empty.torrent", "");
        write("empty.magnet", "# nothing\n");
        Files.write(folder.resolve("binary.magnet"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.createSymbolicLink(folder.resolve("nowhere.torrent"), folder.resolve("missing"));
        Files.createSymbolicLink(folder.resolve("device.torrent"), Path.of("/dev/zero"));
        Files.createDirectory(folder.resolve("folder.torrent"));
        try (var file = Files.newByteChannel(
                folder.resolve("huge.torrent"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.position(AddTorrent.MAX_LENGTH).write(ByteBuffer.allocate(1));
        }
        write("new\nline.torrent", "");
        List<String> before = names();
        look();
        clock.advance(WatchedFolder.RETRY);
        look();
        assertThat(session.requests()).isEmpty();
        assertThat(names()).isEqualTo(before);
        for (String name : before) {
            assertThat(lines("file '" + name.replace('\n', '?') + "': "))
                    .as(name)
                    .isOne();
        }
        assertThat(logged()).contains("huge.torrent': is larger than 64 MiB", "nowhere.torrent': no such file");
        assertThat(component.check()).hasSize(before.size());
    }

    @Test
    void aLinkIsDeletedAndNotWhatItLeadsTo() throws Exception {
        Path target = Files.writeString(temporary.resolve("target.torrent"), "a");
        Files.createSymbolicLink(folder.resolve("link.torrent"), target);
        start("added", "delete");
        look();
        assertThat(session.requests()).hasSize(1);
        assertThat(names()).isEmpty();
        assertThat(target).exists();
    }

    @Test
    void theSavePathOfTheSessionIsNotWatched() throws Exception {
        session.setSavePath(folder);
        start();
        write("a.torrent", "a");
        look();
        assertThat(session.requests()).isEmpty();
        assertThat(component.check().get(0).text()).contains("save path of session default");
    }

    @Test
    void aMistakeChangesNothing() throws Exception {
        start("labels", "films");
        component.modify(Map.of("folder", folder.toString(), "added", "burn", "paused", "maybe"));
        assertThat(component.check().get(0).text())
                .contains("invalid added 'burn': expected keep, delete, rename", "invalid paused 'maybe'");
        write("a.torrent", "a");
        look();
        assertThat(session.requests().get(0).labels()).containsExactly("films");
    }

    @Test
    void contradictionsAndMissingFoldersAreMistakes() {
        start("test", Map.of("added", "delete", "deleted", "remove"));
        assertThat(component.check().get(0).text()).contains("deleted = remove requires added = keep");
        start("second", Map.of("folder", ""));
        assertThat(component.check().get(0).text()).contains("folder is missing");
        start("third", Map.of("save.path", folder.toString()));
        assertThat(component.check().get(0).text()).contains("a downloaded .torrent file would be added");
    }

    @Test
    void aFolderIsWatchedByOneConfiguration() throws Exception {
        start("first", Map.of());
        start("second", Map.of());
        assertThat(component.check().get(0).text()).contains("is watched by configuration org.torrentxt.watch~first");
        assertThat(WatchedFolders.isClaimed(folder)).isTrue();
        DeployFolders deploy = new DeployFolders(clock, temporary.resolve("state"));
        deploy.addSession(session);
        deploy.found(folder);
        write("a.torrent", "a");
        deploy.look();
        clock.advance(WatchedFolder.SETTLING);
        deploy.look();
        assertThat(session.requests()).isEmpty();
        deploy.stop();
    }

    @Test
    void aFolderThatNoOtherConfigurationWatchesAnyLongerIsWatched() throws Exception {
        WatchComponent first = start("first", Map.of());
        start("second", Map.of("labels", "second"));
        write("a.torrent", "a");
        look();
        assertThat(session.requests()).isEmpty();

        first.stop();
        look();
        assertThat(session.requests().get(0).labels()).containsExactly("second");
        assertThat(component.check()).extracting(HealthFinding::level).containsExactly(HealthFinding.Level.OK);
    }

    @Test
    void foldersOfFileInstallAreWatchedAndTheirFilesKept() throws Exception {
        DeployFolders deploy = new DeployFolders(clock, temporary.resolve("state"));
        deploy.addSession(session);
        DeployInstaller installer = new DeployInstaller(deploy::found);
        Path file = write("a.torrent", "a");
        assertThat(installer.canHandle(file.toFile())).isTrue();
        assertThat(installer.canHandle(write("a.jar", "").toFile())).isFalse();
        assertThat(installer.canHandle(folder.toFile())).isFalse();
        installer.install(file.toFile());
        deploy.look();
        clock.advance(WatchedFolder.SETTLING);
        deploy.look();
        installer.update(file.toFile());
        deploy.look();
        assertThat(session.requests()).hasSize(1);
        Files.delete(file);
        installer.uninstall(file.toFile());
        for (int i = 0; i <= WatchedFolder.GONE; i++) {
            deploy.look();
        }
        assertThat(session.torrentCount()).isOne();
        assertThat(deploy.check()).extracting(HealthFinding::level).containsExactly(HealthFinding.Level.OK);
        deploy.stop();
    }

    @Test
    void withoutAMemoryNothingIsAdded() throws Exception {
        Path state = temporary.resolve("state");
        start();
        write("a.torrent", "a");
        look();
        component.stop();
        Path memory;
        try (Stream<Path> files = Files.list(state)) {
            memory = files.findFirst().orElseThrow();
        }
        byte[] content = Files.readAllBytes(memory);
        Files.writeString(
                memory,
                new String(content, StandardCharsets.ISO_8859_1).replace("6:formati1e", "6:formati9e"),
                StandardCharsets.ISO_8859_1);
        start();
        look();
        assertThat(session.requests()).hasSize(1);
        assertThat(component.check().get(0).text()).contains("cannot read which files were added", "newer version");

        component.stop();
        Files.writeString(memory, "damaged");
        start();
        look();
        assertThat(logged()).contains("the file is set aside");
        assertThat(session.torrentCount()).as("it was there already").isOne();
    }
}
