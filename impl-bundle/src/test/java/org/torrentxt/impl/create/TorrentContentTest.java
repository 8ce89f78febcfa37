package org.torrentxt.impl.create;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/** The hashes and file lists that are written, against hashes computed the slow way. */
class TorrentContentTest {
    private static final int PIECE = 32768;

    @TempDir
    Path temp;

    private final ParallelTorrentCreator creator = new ParallelTorrentCreator("test", 3);

    @AfterEach
    void stopCreator() throws InterruptedException {
        creator.stop();
    }

    static Stream<Arguments> shapes() {
        return Fixture.shapes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void v1HasThePiecesOfTheFilesOneBehindTheOther(String name, boolean folder, int[] sizes) throws IOException {
        Path content = Fixture.write(temp, folder, sizes);
        CreatedTorrent torrent = create(content, TorrentFormat.V1);
        BencodeDictionary info = info(torrent);

        assertThat(bytes(info, "pieces")).isEqualTo(NaiveTorrent.pieces(content, PIECE, false));
        assertThat(info.integer("length").isPresent()).isEqualTo(!folder);
        assertThat(info.entries()).doesNotContainKeys(ByteString.of("file tree"), ByteString.of("meta version"));
        assertThat(torrent.numPieces()).isEqualTo(bytes(info, "pieces").length / 20);
        assertThat(torrent.infoHashes().v2()).isEmpty();
        assertIsOf(torrent, content);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void v2HasARootAndAPieceLayerForEachFile(String name, boolean folder, int[] sizes) throws IOException {
        Path content = Fixture.write(temp, folder, sizes);
        CreatedTorrent torrent = create(content, TorrentFormat.V2);

        assertThat(info(torrent).entries())
                .doesNotContainKeys(ByteString.of("pieces"), ByteString.of("files"), ByteString.of("length"));
        assertThat(info(torrent).integer("meta version")).hasValue(2L);
        assertTrees(torrent, content);
        assertThat(torrent.infoHashes().v1()).isEmpty();
        assertThat(torrent.numPieces())
                .isEqualTo(IntStream.of(sizes)
                        .map(size -> (size + PIECE - 1) / PIECE)
                        .sum());
        assertIsOf(torrent, content);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void aHybridHasBothAndAlignedFiles(String name, boolean folder, int[] sizes) throws IOException {
        Path content = Fixture.write(temp, folder, sizes);
        CreatedTorrent torrent = create(content, TorrentFormat.HYBRID);

        assertThat(bytes(info(torrent), "pieces")).isEqualTo(NaiveTorrent.pieces(content, PIECE, folder));
        assertTrees(torrent, content);
        assertThat(torrent.infoHashes().stream()).hasSize(2);
        assertIsOf(torrent, content);
        if (folder) {
            assertPadded(info(torrent).list("files").orElseThrow());
        }
    }

    @Test
    void aPieceLargerThanAReadIsHashedInParts() throws IOException {
        Path content = Fixture.folder(temp, "content", 5_000_000, 3_333_333);
        int piece = 4 * 1024 * 1024;
        CreatedTorrent torrent = creator.create(
                        CreateTorrent.of(content).pieceLength(piece).build())
                .join();

        assertThat(bytes(info(torrent), "pieces")).isEqualTo(NaiveTorrent.pieces(content, piece, true));
        BencodeDictionary layers = Bencode.decodeDictionary(torrent.content())
                .dictionary("piece layers")
                .orElseThrow();
        Path large = content.resolve("00.bin");
        assertThat(layers.entries().get(ByteString.of(NaiveTorrent.root(large))))
                .isEqualTo(ByteString.of(NaiveTorrent.layer(large, piece)));
        assertThat(layers.entries()).hasSize(1);
    }

    @Test
    void filesAreInTheOrderOfTheirNamesBytesFolderByFolder() {
        for (String name : List.of("b", "a.txt", "a/z", "a/B", "ä", "Z", "😀", "\uFF5E")) {
            Fixture.file(temp.resolve("content"), name, 1, 10);
        }
        CreatedTorrent torrent = create(temp.resolve("content"), TorrentFormat.V1);

        // UTF-16 would put the last two the other way round
        assertThat(info(torrent).list("files").orElseThrow().stream().map(TorrentContentTest::path))
                .containsExactly("Z", "a/B", "a/z", "a.txt", "b", "ä", "\uFF5E", "😀");
    }

    private static void assertIsOf(CreatedTorrent torrent, Path content) throws IOException {
        List<Path> files = NaiveTorrent.files(content);
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        assertThat(torrent.numFiles()).isEqualTo(files.size());
        assertThat(torrent.totalSize()).isEqualTo(total);
        assertThat(torrent.name()).isEqualTo("content");
        assertThat(torrent.pieceLength()).isEqualTo(PIECE);
    }

    private static void assertTrees(CreatedTorrent torrent, Path content) throws IOException {
        BencodeDictionary tree = info(torrent).dictionary("file tree").orElseThrow();
        BencodeDictionary layers = Bencode.decodeDictionary(torrent.content())
                .dictionary("piece layers")
                .orElseThrow();
        int expectedLayers = 0;
        for (Path file : NaiveTorrent.files(content)) {
            BencodeDictionary leaf = tree.dictionary(file.getFileName().toString())
                    .flatMap(node -> node.dictionary(""))
                    .orElseThrow();
            long size = Files.size(file);
            assertThat(leaf.integer("length")).hasValue(size);
            assertThat(leaf.string("pieces root").isPresent()).isEqualTo(size > 0);
            if (size > 0) {
                ByteString root = ByteString.of(NaiveTorrent.root(file));
                assertThat(leaf.string("pieces root")).hasValue(root);
                assertThat(layers.entries().containsKey(root)).isEqualTo(size > PIECE);
                if (size > PIECE) {
                    expectedLayers++;
                    assertThat(layers.entries().get(root)).isEqualTo(ByteString.of(NaiveTorrent.layer(file, PIECE)));
                }
            }
        }
        assertThat(layers.entries()).hasSize(expectedLayers);
    }

    private static void assertPadded(List<?> files) {
        long offset = 0;
        for (Object entry : files) {
            BencodeDictionary file = (BencodeDictionary) entry;
            long length = file.integer("length").orElseThrow();
            if (file.string("attr").isPresent()) {
                assertThat(file.string("attr").orElseThrow().text()).isEqualTo("p");
                assertThat(path(file)).isEqualTo(".pad/" + length);
                assertThat(length).isBetween(1L, PIECE - 1L);
            } else {
                assertThat(offset % PIECE).as("start of " + path(file)).isZero();
            }
            offset += length;
        }
        assertThat(offset % PIECE).as("end").isZero();
    }

    private static String path(Object file) {
        return String.join(
                "/",
                ((BencodeDictionary) file)
                        .list("path").orElseThrow().stream()
                                .map(Object::toString)
                                .toList());
    }

    private CreatedTorrent create(Path content, TorrentFormat format) {
        return creator.create(CreateTorrent.of(content)
                        .format(format)
                        .pieceLength(PIECE)
                        .build())
                .join();
    }

    private static BencodeDictionary info(CreatedTorrent torrent) {
        return Bencode.decodeDictionary(torrent.content()).dictionary("info").orElseThrow();
    }

    private static byte[] bytes(BencodeDictionary dictionary, String key) {
        return dictionary.string(key).orElseThrow().bytes();
    }
}
