package org.torrentxt.impl.suffix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;

class SuffixedFilesTest {
    private static final byte[] RESUME_DATA = "d1:ai1e1:zi2ee".getBytes(StandardCharsets.UTF_8);

    private static SuffixedFiles again(SuffixedFiles files, int limit) {
        return SuffixedFiles.of(BencodeSlices.of(files.addTo(RESUME_DATA)), limit);
    }

    @Test
    void areTheSameWhenTheyAreReadAgain() {
        SuffixedFiles files = new SuffixedFiles();
        assertThat(files.addTo(RESUME_DATA)).isEqualTo(RESUME_DATA);
        files.await();
        assertThat(again(files, 0).isAwaited()).isTrue();
        files.give(List.of(0, 7, 3));
        assertThat(again(files, 8).isAwaited()).isFalse();
        assertThat(again(files, 8).indexes()).containsExactly(0, 3, 7);
        assertThat(BencodeSlices.of(files.addTo(RESUME_DATA)))
                .containsAllEntriesOf(BencodeSlices.of(RESUME_DATA))
                .hasSize(3);
        files.forget(7);
        assertThat(again(files, 8).indexes()).containsExactly(0, 3);
    }

    private static BitSet all() {
        BitSet all = new BitSet();
        all.set(0, 10);
        return all;
    }

    @Test
    void aNewTorrentGetsThemAndASavedOneHasWhatIsOnDisk(@TempDir Path folder) throws IOException {
        List<String> paths = List.of("t/a", "t/b", "t/c");
        Files.createDirectories(folder.resolve("t"));
        Files.createFile(folder.resolve("t/b"));
        SuffixedFiles files = new SuffixedFiles();
        files.await();
        assertThat(files.renames(folder, paths, all(), true)).isEqualTo(Map.of(0, "t/a.part", 2, "t/c.part"));
        assertThat(files.isAwaited()).isFalse();
        assertThat(files.indexes()).containsExactly(0, 2);

        List<String> saved = List.of("t/a.part", "t/b", "t/c");
        Files.createFile(folder.resolve("t/a"));
        Files.createFile(folder.resolve("t/c.part"));
        assertThat(again(files, 3).renames(folder, saved, all(), false)).isEqualTo(Map.of(0, "t/a", 2, "t/c.part"));
    }

    @Test
    void aKillBetweenMetadataAndNamesLeavesThoseThatAreOnDisk(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("t"));
        Files.createFile(folder.resolve("t/b.part"));
        SuffixedFiles files = new SuffixedFiles();
        files.await();
        assertThat(again(files, 2).renames(folder.resolve("x"), List.of("t/a", "t/b"), all(), false))
                .isEmpty();
        assertThat(again(files, 2).renames(folder, List.of("t/a", "t/b"), all(), false))
                .isEqualTo(Map.of(1, "t/b.part"));
    }

    private static SuffixedFiles listed(int... files) {
        SuffixedFiles listed = new SuffixedFiles();
        listed.give(IntStream.of(files).boxed().toList());
        return again(listed, 100);
    }

    @ParameterizedTest
    @CsvSource({
        ".part, b, 0",
        "...part, b, 0",
        "t/.part, t/b, 0",
        "t/...part, t/b, 0", // would name no file
        "t/x, t/x.part, 0",
        "t/x, t/x.part, 1",
        "t/x, t/x.part, 0 1", // the same name twice
        "t/x.part, t/x/y, 0",
        "t/x, t/x.part/y, 0",
        "t/x, t/x, 0"
    })
    void aListThatOthersHaveMadeGivesNoFileAWrongName(String first, String second, String files) {
        SuffixedFiles hostile =
                listed(Stream.of(files.split(" ")).mapToInt(Integer::parseInt).toArray());
        assertThat(hostile.renames(Path.of("/nonexistent"), List.of(first, second), all(), false))
                .isEmpty();
        assertThat(hostile.isEmpty()).isTrue();
        assertThat(hostile.own(0, first)).isEqualTo(first);
        assertThat(hostile.own(1, second)).isEqualTo(second);
    }

    @Test
    void filesThatCannotHaveItDoNotWhateverIsListed(@TempDir Path folder) {
        BitSet some = new BitSet();
        some.set(1);
        SuffixedFiles files = listed(0, 1);
        assertThat(files.renames(folder, List.of("t/pad.part", "t/b.part"), some, false))
                .isEmpty();
        assertThat(files.own(0, "t/pad.part")).isEqualTo("t/pad.part");
        assertThat(files.own(1, "t/b.part")).isEqualTo("t/b");
    }

    @Test
    void noFileIsTakenForAnotherOfTheTorrent(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("x.part"));
        assertThat(listed(0).renames(folder, List.of("x", "x.part"), all(), false))
                .isEmpty();
    }

    @Test
    void aCompleteFileThatIsGoneIsNotTakenForWhatOthersHaveMade(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("x"));
        SuffixedFiles files = listed(0);
        assertThat(files.renames(folder, List.of("x"), all(), false)).isEmpty();
        assertThat(files.isEmpty()).isTrue();
        Files.move(file, folder.resolve("x.part"));
        assertThat(again(files, 1).renames(folder, List.of("x"), all(), false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5000, 5000", "5001, 0"})
    void ofManyFilesNoneGetsIt(int number, int given, @TempDir Path folder) {
        List<String> paths =
                IntStream.range(0, number).mapToObj(file -> "t/" + file).toList();
        BitSet all = new BitSet();
        all.set(0, number);
        SuffixedFiles files = new SuffixedFiles();
        files.await();
        assertThat(files.renames(folder, paths, all, true)).hasSize(given);
        assertThat(files.isAwaited()).isFalse();
    }

    @Test
    void whatIsAwaitedOfAMissingDiskIsSeenOnlyThere(@TempDir Path folder) throws IOException {
        SuffixedFiles files = new SuffixedFiles();
        files.await();
        assertThat(files.renames(folder.resolve("x"), List.of("a", "b"), all(), false))
                .isEmpty();
        assertThat(files.isAwaited()).isFalse(); // else they got it as if the metadata had just arrived
        assertThat(again(files, 2).isAwaited()).isTrue();
        Path mountPoint = Files.createDirectory(folder.resolve("x"));
        assertThat(files.renames(mountPoint, List.of("a", "b"), all(), false)).isEmpty();
        assertThat(again(files, 2).isAwaited()).isTrue();
        Files.createFile(mountPoint.resolve("b.part"));
        assertThat(files.renames(mountPoint, List.of("a", "b"), all(), false)).isEqualTo(Map.of(1, "b.part"));
        assertThat(again(files, 2).indexes()).containsExactly(1);
    }

    @Test
    void whatIsAwaitedOfADiskWithoutItIsNoLongerAwaited(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("a"));
        SuffixedFiles files = new SuffixedFiles();
        files.await();
        assertThat(files.renames(folder, List.of("a", "b"), all(), false)).isEmpty();
        assertThat(files.isEmpty()).isTrue();
    }

    @Test
    void thoseThatTheTorrentDoesNotHaveAreSkipped() {
        SuffixedFiles files = new SuffixedFiles();
        files.give(List.of(0, 3, 7));
        assertThat(again(files, 7).indexes()).containsExactly(0, 3);
        assertThat(again(files, 0).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"i0e", "i2e", "i-1e", "le", "de", "1:1", "li-1ee", "l1:1e", "li9223372036854775807ee", "lde", "x"
            })
    void whatAnotherProgramHasWrittenIsIgnored(String value) {
        Map<ByteString, ByteString> values = Map.of(ByteString.of("torrentxt-part"), ByteString.of(value));
        assertThat(SuffixedFiles.of(values, 10).isEmpty()).isTrue();
    }

    @Test
    void aFileHasItWhileItsNameEndsWithIt() {
        SuffixedFiles files = new SuffixedFiles();
        files.give(List.of(1));
        assertThat(files.own(1, "t/a.part")).isEqualTo("t/a");
        assertThat(files.own(1, "t/a")).isEqualTo("t/a");
        assertThat(files.own(0, "t/b.part")).isEqualTo("t/b.part"); // its own
    }
}
