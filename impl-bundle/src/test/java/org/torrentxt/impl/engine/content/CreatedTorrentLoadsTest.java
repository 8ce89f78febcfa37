package org.torrentxt.impl.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.libtorrent4j.swig.announce_entry_vector;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.string_int_pair_vector;
import org.libtorrent4j.swig.torrent_info;
import org.libtorrent4j.swig.web_seed_entry_vector;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.create.Fixture;
import org.torrentxt.impl.create.TestCreator;
import org.torrentxt.impl.engine.binding.NativeLibrary;
import org.torrentxt.impl.engine.binding.Natives;

/** libtorrent reads what was made in Java: the same hashes, and each file where the content has it. */
class CreatedTorrentLoadsTest {
    private static final int PIECE = 32 * 1024;

    @TempDir
    Path temp;

    static Stream<Arguments> shapes() {
        return Fixture.shapes()
                .flatMap(shape -> Stream.of(TorrentFormat.values())
                        .map(format -> Arguments.of(shape.get()[0], shape.get()[1], shape.get()[2], format)));
    }

    @ParameterizedTest(name = "{0} {3}")
    @MethodSource("shapes")
    void everyShapeLoads(String name, boolean folder, int[] sizes, TorrentFormat format) throws IOException {
        Path content = Fixture.write(temp, folder, sizes);

        assertLoads(create(CreateTorrent.of(content).format(format).pieceLength(PIECE)), sizes.length);
    }

    @ParameterizedTest
    @EnumSource
    void nestedFoldersAndOddNamesLoad(TorrentFormat format) throws IOException {
        Path folder = temp.resolve("ein Ordner");
        // nothing beyond the basic plane: the binding, not libtorrent, garbles it on its way to Java
        List<String> names =
                List.of("a.txt", "a/b/c", "a/D", "Ünïcödé/日本語", "...", "x".repeat(240), "~ $%&'?*:|<>\"", "c.", " ");
        for (String name : names) {
            Fixture.file(folder, name, 3, 40_000);
        }

        assertLoads(create(CreateTorrent.of(folder).format(format).withHiddenFiles(true)), names.size());
    }

    @Test
    void trackersWebSeedsNodesAndRemarksArrive() {
        torrent_info info = load(create(CreateTorrent.of(Fixture.file(temp, "file", 1, 10))
                .tracker("http://a.example/announce")
                .trackerTier(List.of("http://b.example/announce", "udp://c.example:6969/announce"))
                .webSeed("http://seed.example/file")
                .dhtNode("127.0.0.1", 6881)
                .comment("remark")
                .creator("somebody")
                .privateTorrent(true)));

        announce_entry_vector trackers = info.trackers();
        List<String> urls = new ArrayList<>();
        trackers.forEach(tracker -> urls.add(tracker.getTier() + " " + tracker.getUrl()));
        assertThat(urls)
                .containsExactlyInAnyOrder(
                        "0 http://a.example/announce",
                        "1 http://b.example/announce",
                        "1 udp://c.example:6969/announce");
        web_seed_entry_vector webSeeds = info.web_seeds();
        assertThat(webSeeds)
                .singleElement()
                .satisfies(seed -> assertThat(seed.getUrl()).isEqualTo("http://seed.example/file"));
        string_int_pair_vector nodes = info.nodes();
        assertThat(nodes)
                .singleElement()
                .satisfies(node ->
                        assertThat(node.getFirst() + ":" + node.getSecond()).isEqualTo("127.0.0.1:6881"));
        assertThat(info.comment()).isEqualTo("remark");
        assertThat(info.creator()).isEqualTo("somebody");
        assertThat(info.priv()).isTrue();
    }

    private static void assertLoads(CreatedTorrent torrent, int numFiles) throws IOException {
        torrent_info info = load(torrent);
        assertThat(info.v1()).isEqualTo(torrent.infoHashes().v1().isPresent());
        assertThat(info.v2()).isEqualTo(torrent.infoHashes().v2().isPresent());
        assertThat(Natives.infoHashes(info.info_hashes())).isEqualTo(torrent.infoHashes());
        assertThat(info.piece_length()).isEqualTo(torrent.pieceLength());
        assertThat(info.num_pieces()).isEqualTo(torrent.numPieces());
        boolean takenForOneFile = torrent.savePath().endsWith(torrent.name());
        assertThat(info.name().equals(torrent.name())).isEqualTo(!takenForOneFile);

        Map<Path, Long> files = files(info, torrent.savePath());
        assertThat(files).hasSize(numFiles);
        assertThat(torrent.numFiles()).isEqualTo(numFiles);
        for (Map.Entry<Path, Long> file : files.entrySet()) {
            assertThat(file.getKey()).isRegularFile();
            assertThat(Files.size(file.getKey())).isEqualTo(file.getValue());
        }
    }

    /** Where libtorrent looks for each file, and its size. */
    private static Map<Path, Long> files(torrent_info info, Path savePath) {
        file_storage storage = info.files();
        Map<Path, Long> files = new HashMap<>();
        for (int i = 0; i < storage.num_files(); i++) {
            if (!storage.pad_file_at(i)) {
                files.put(Path.of(storage.file_path(i, savePath.toString())), storage.file_size(i));
            }
        }
        return files;
    }

    private static torrent_info load(CreatedTorrent torrent) {
        NativeLibrary.get().require();
        return TorrentFiles.read(torrent.content());
    }

    private static CreatedTorrent create(CreateTorrent.Builder request) {
        return TestCreator.create(request.build());
    }
}
