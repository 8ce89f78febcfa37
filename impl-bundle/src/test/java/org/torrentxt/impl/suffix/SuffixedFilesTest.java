package org.torrentxt.impl.suffix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
