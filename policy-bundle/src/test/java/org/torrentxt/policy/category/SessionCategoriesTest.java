package org.torrentxt.policy.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Where torrents go when they are added, and when they are put into another category. */
class SessionCategoriesTest {
    private static final String HASH = "ab".repeat(20);
    private static final String FILMS = "/data/{category}/{name}";

    @TempDir
    Path folder;

    private final FakeSession session = new FakeSession("default");
    private final Categories known = new Categories("default");
    private Optional<Path> incomplete = Optional.empty();
    private boolean hasPartSuffix;
    private boolean isRunning = true;
    private SessionCategories categories;

    @BeforeEach
    void start() {
        session.setSavePath(folder);
        categories = new SessionCategories(
                "default",
                known,
                () -> isRunning ? Optional.of(session) : Optional.empty(),
                new Saved<>(() -> incomplete, folder -> incomplete = folder),
                new Saved<>(() -> hasPartSuffix, isOn -> hasPartSuffix = isOn));
        add(Category.builder("films").savePath(FILMS));
        add(Category.builder("any"));
    }

    private void add(Category.Builder category) {
        known.add(FixedSource.of(category.build()));
    }

    private static byte[] torrent(String name) {
        return Bencode.encode(BencodeDictionary.builder()
                .put("info", BencodeDictionary.builder().put("name", name).build())
                .build());
    }

    private AddTorrent placed(AddTorrent.Builder request, String category) {
        categories.place(request, Optional.of(category));
        return request.build();
    }

    @Test
    void incompleteFilesHaveASuffixWhereThatIsChosen() throws Exception {
        assertThat(placed(AddTorrent.torrentBytes(torrent("A film")), "films").hasPartSuffix())
                .isFalse();
        categories.setPartSuffix(true);
        assertThat(categories.hasPartSuffix()).isTrue();
        assertThat(placed(AddTorrent.torrentBytes(torrent("A film")), "films").hasPartSuffix())
                .isTrue();
        incomplete = Optional.of(folder.resolve("incomplete"));
        AddTorrent.Builder request = AddTorrent.magnet("magnet:?xt=urn:btih:" + "ab".repeat(20));
        categories.place(request, Optional.empty());
        assertThat(request.build().hasPartSuffix()).isTrue();
        assertThat(request.build().savePath()).isEqualTo(incomplete);
    }

    @Test
    void aTorrentGetsTheFolderOfItsCategory() throws Exception {
        AddTorrent placed = placed(AddTorrent.torrentBytes(torrent("A film")), "films");
        assertThat(placed.savePath()).contains(Path.of("/data/films/A film"));
        assertThat(placed.attributes()).isEqualTo(Map.of(Category.ATTRIBUTE, "films"));

        Path file = Files.write(folder.resolve("a.torrent"), torrent("../B"));
        assertThat(placed(AddTorrent.torrentFile(file), "films").savePath()).contains(Path.of("/data/films/.._B"));
        assertThat(placed(AddTorrent.magnet("magnet:?xt=urn:btih:" + HASH + "&dn=C%20c"), "films")
                        .savePath())
                .contains(Path.of("/data/films/C c"));
        assertThat(placed(AddTorrent.magnet("magnet:?xt=urn:btih:" + HASH), "films")
                        .savePath())
                .contains(Path.of("/data/films/" + HASH));
        assertThat(placed(AddTorrent.infoHash(new InfoHash(HASH)), "films").savePath())
                .contains(Path.of("/data/films/" + HASH));
        assertThat(placed(AddTorrent.torrentBytes(new byte[] {1, 2}), "films").savePath())
                .contains(Path.of("/data/films/unnamed"));
    }

    @Test
    void theFolderOfTheRequestPrecedes() {
        Path own = Path.of("/elsewhere");
        assertThat(placed(AddTorrent.torrentBytes(torrent("A")).savePath(own), "films")
                        .savePath())
                .contains(own);
        assertThat(placed(AddTorrent.torrentBytes(torrent("A")), "any").savePath())
                .isEmpty();
        assertThat(placed(AddTorrent.resumeData(torrent("A")), "films").savePath())
                .isEmpty();
    }

    @Test
    void trackersAreAdded() {
        add(Category.builder("new").trackers(List.of("https://t.example/announce")));
        assertThat(placed(AddTorrent.torrentBytes(torrent("A")).tracker("udp://own.example:1"), "new")
                        .trackers())
                .containsExactly("udp://own.example:1", "https://t.example/announce");
    }

    @Test
    void anIncompleteTorrentIsPutAsideWithItsFolderRemembered() {
        Path mine = folder.resolve("mine");
        Path theirs = folder.resolve("theirs");
        incomplete = Optional.of(theirs);
        add(Category.builder("series").savePath("series").incompletePath(mine));
        add(Category.builder("direct").noIncompletePath());

        AddTorrent series = placed(AddTorrent.torrentBytes(torrent("A")), "series");
        assertThat(series.savePath()).contains(mine);
        assertThat(series.attributes())
                .containsEntry(
                        Category.SAVE_PATH_ATTRIBUTE, folder.resolve("series").toString())
                .containsEntry(Category.INCOMPLETE_PATH_ATTRIBUTE, mine.toString())
                .hasSize(3);
        assertThat(placed(AddTorrent.torrentBytes(torrent("A")), "films").savePath())
                .contains(theirs);
        assertThat(placed(AddTorrent.torrentBytes(torrent("A")), "direct").savePath())
                .isEmpty();

        AddTorrent.Builder without = AddTorrent.torrentBytes(torrent("A"));
        categories.place(without, Optional.empty());
        assertThat(without.build().savePath()).contains(theirs);
        assertThat(without.build().attributes())
                .isEqualTo(Map.of(
                        Category.SAVE_PATH_ATTRIBUTE,
                        folder.toString(),
                        Category.INCOMPLETE_PATH_ATTRIBUTE,
                        theirs.toString()));
    }

    @Test
    void whatIsCompleteOrThereIsNotPutAside() throws Exception {
        incomplete = Optional.of(folder.resolve("incomplete"));
        assertThat(placed(AddTorrent.torrentBytes(torrent("A")).seed(), "any").savePath())
                .isEmpty();
        Files.createDirectory(folder.resolve("A"));
        AddTorrent there = placed(AddTorrent.torrentBytes(torrent("A")), "any");
        assertThat(there.savePath()).isEmpty();
        assertThat(there.attributes()).isEqualTo(Map.of(Category.ATTRIBUTE, "any"));
        session.put(StatusBuilder.status(1)
                .name("C")
                .savePath(folder.resolve("incomplete"))
                .build());
        assertThat(placed(AddTorrent.torrentBytes(torrent("C")), "any").savePath())
                .isEmpty(); // both would write into the same files
        assertThat(placed(AddTorrent.torrentBytes(torrent("D")), "any").savePath())
                .contains(folder.resolve("incomplete"));
        incomplete = Optional.of(folder);
        assertThat(placed(AddTorrent.torrentBytes(torrent("B")), "any").attributes())
                .doesNotContainKey(Category.SAVE_PATH_ATTRIBUTE);
    }

    @Test
    void aTorrentThatIsThereAlreadyKeepsItsCategoryAndPlace() throws Exception {
        incomplete = Optional.of(folder.resolve("incomplete"));
        byte[] info =
                Bencode.encode(BencodeDictionary.builder().put("name", "A").build());
        InfoHash v1 = InfoHash.of(MessageDigest.getInstance("SHA-1").digest(info));
        InfoHash v2 = InfoHash.of(MessageDigest.getInstance("SHA-256").digest(info));
        Path file = Files.write(folder.resolve("a.torrent"), torrent("A"));
        Supplier<Stream<AddTorrent.Builder>> requests = () -> Stream.of(
                AddTorrent.torrentBytes(torrent("A")),
                AddTorrent.torrentFile(file),
                AddTorrent.infoHash(v1),
                AddTorrent.magnet("magnet:?dn=B&xt=urn:btih:" + v1),
                AddTorrent.magnet("magnet:?xt=urn:btih:" + HASH + "&xt=urn:btmh:1220" + v2));
        assertThat(requests.get())
                .allSatisfy(request ->
                        assertThat(placed(request, "films").attributes()).hasSize(3));

        session.put(StatusBuilder.status(1).build().toBuilder()
                .infoHashes(new InfoHashes(Optional.of(v1), Optional.of(v2)))
                .build());
        assertThat(requests.get()).allSatisfy(request -> {
            AddTorrent before = request.build();
            assertThat(placed(request, "films")).isEqualTo(before);
        });
    }

    @Test
    void aNameThatNoFileCanHaveIsNotThere() {
        incomplete = Optional.of(folder.resolve("incomplete"));
        // a lone surrogate: no encoding of file names has it
        assertThat(placed(AddTorrent.magnet("magnet:?xt=urn:btih:" + HASH).name("\ud800"), "any")
                        .savePath())
                .contains(folder.resolve("incomplete"));
    }

    @Test
    void aRequestThatCannotBePlacedIsUnchanged() {
        AddTorrent.Builder request = AddTorrent.torrentBytes(torrent("A"));
        AddTorrent before = request.build();
        assertThatThrownBy(() -> placed(request, "flims"))
                .hasMessage("no such category: 'flims'; expected one of any, films");
        isRunning = false;
        assertThatThrownBy(() -> placed(request, "films"))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SESSION));
        assertThat(request.build()).isEqualTo(before);
    }

    private Torrent torrent(TorrentStatus status) {
        session.put(status);
        return session.find(status.id()).orElseThrow();
    }

    @Test
    void aTorrentIsPutIntoACategoryAndMovedIfThatIsAsked() {
        Torrent torrent = torrent(StatusBuilder.status(1).savePath(folder).build());
        assertThat(categories.assign(torrent, Optional.of("films"), false)).isCompletedWithValue(folder);
        assertThat(torrent.attributes()).isEqualTo(Map.of(Category.ATTRIBUTE, "films"));
        assertThat(session.calls("moveStorage")).isEmpty();

        assertThat(categories.assign(torrent, Optional.of("films"), true))
                .isCompletedWithValue(Path.of("/data/films/torrent-1"));
        assertThat(session.calls("moveStorage")).hasSize(1);

        assertThat(categories.assign(torrent, Optional.empty(), true)).isCompletedWithValue(folder);
        assertThat(session.calls("moveStorage")).hasSize(1); // it is there
        assertThat(torrent.attributes()).isEmpty();
    }

    @Test
    void aTorrentThatWaitsToBeCompleteGoesToTheOtherFolderThen() {
        Torrent torrent = torrent(StatusBuilder.status(1)
                .savePath(folder.resolve("incomplete"))
                .attribute(Category.SAVE_PATH_ATTRIBUTE, "/data/old")
                .attribute(
                        Category.INCOMPLETE_PATH_ATTRIBUTE,
                        folder.resolve("incomplete").toString())
                .build());
        categories.assign(torrent, Optional.of("films"), true);
        assertThat(session.calls("moveStorage")).isEmpty();
        assertThat(torrent.attributes())
                .containsEntry(Category.SAVE_PATH_ATTRIBUTE, "/data/films/torrent-1")
                .containsEntry(Category.ATTRIBUTE, "films");
    }

    @Test
    void aTorrentThatCannotBeMovedStaysInItsCategory() {
        Torrent torrent = torrent(StatusBuilder.status(1).savePath(folder).build());
        session.answer("moveStorage", (status, arguments) -> {
            throw TorrentException.invalid("it is being moved");
        });
        assertThatThrownBy(() -> categories.assign(torrent, Optional.of("films"), true))
                .hasMessage("it is being moved");
        assertThatThrownBy(() -> categories.assign(torrent, Optional.of("x"), false))
                .hasMessageContaining("no such category: 'x'");
        assertThat(torrent.attributes()).isEmpty();
    }

    @Test
    void contradictionsAreNamed() {
        known.add(new FixedSource(
                "default", "other", Optional.of(Category.builder("films").build())));
        known.add(new FixedSource(
                "elsewhere", "third", Optional.of(Category.builder("films").build())));
        known.add(new FixedSource("default", "wrong", Optional.empty()));
        add(Category.builder("x").savePath("/x/{name}").incompletePath(Path.of("/data/part")));
        add(Category.builder("y").savePath("/y").incompletePath(Path.of("/x")));
        assertThat(known.problems(Optional.of(Path.of("/y/z"))))
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem)
                                .isEqualTo("category 'films' has two configurations: that of"
                                        + " org.torrentxt.category~films is used, that of other is not; remove one of"
                                        + " them"),
                        problem -> assertThat(problem)
                                .contains("incomplete.path of session 'default' is in the save.path of category 'y'"),
                        problem -> assertThat(problem)
                                .contains("incomplete.path of category 'x' is in the save.path of category 'films'"),
                        problem -> assertThat(problem)
                                .contains("incomplete.path of category 'y' is in the save.path of category 'x'"));
        assertThat(categories.find("films"))
                .get()
                .extracting(Category::savePath)
                .isEqualTo(Optional.of(FILMS));
    }
}
