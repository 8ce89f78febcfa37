package org.torrentxt.impl.create;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.create.TorrentFormat;

class PieceLengthTest {
    private static final int KIB = 1024;
    private static final long GIB = 1024L * 1024 * KIB;

    @ParameterizedTest
    @CsvSource({
        "1, 16", // bytes, KiB
        "33554432, 16",
        "33554433, 32",
        "104857600, 64",
        "1073741824, 512",
        "10737418240, 8192",
        "34359738368, 16384",
        "1099511627776, 16384"
    })
    void piecesAreChosenToBeAFewThousandAtMostUntilTheyAreLarge(long size, int expectedKib) {
        assertThat(PieceLength.bySize(size)).isEqualTo(expectedKib * KIB);
    }

    @ParameterizedTest
    @CsvSource({
        "16384, 16", // bytes of each file, KiB
        "16385, 32",
        "40000, 64",
        "100000, 128",
        "300000, 512"
    })
    void smallFilesOfAHybridAreOnePieceEachWithLittlePadding(long size, int expectedKib) {
        assertThat(PieceLength.choose(files(20_000, size), TorrentFormat.HYBRID))
                .isEqualTo(expectedKib * KIB);
    }

    @Test
    void aLargeFileAmongSmallOnesDoesNotGetManyMorePieces() {
        ContentTree content = content(LongStream.concat(
                LongStream.of(10 * GIB), LongStream.generate(() -> 16 * KIB).limit(20_000)));

        assertThat(PieceLength.choose(content, TorrentFormat.HYBRID)).isEqualTo(512 * KIB);
        assertThat(PieceMap.of(content, TorrentFormat.HYBRID, 0).numPieces()).isEqualTo(40_480);
        assertThat(PieceMap.of(content, TorrentFormat.HYBRID, 8192 * KIB).numPieces())
                .isEqualTo(21_280);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void whereNothingIsPaddedTheSizeOfTheContentDecides(TorrentFormat format) {
        assertThat(PieceLength.choose(files(20_000, 16 * KIB), format)).isEqualTo(256 * KIB);
    }

    @Test
    void littlePaddingChangesNothing() {
        assertThat(PieceLength.choose(files(10, GIB + 1), TorrentFormat.HYBRID)).isEqualTo(8192 * KIB);
    }

    private static ContentTree files(int number, long size) {
        return content(LongStream.generate(() -> size).limit(number));
    }

    private static ContentTree content(LongStream sizes) {
        long[] all = sizes.toArray();
        List<ContentFile> files = IntStream.range(0, all.length)
                .mapToObj(i ->
                        new ContentFile(Path.of("content", "f" + i), List.of("f" + i), all[i], FileTime.fromMillis(0)))
                .toList();
        return new ContentTree(Path.of("content"), "content", true, files);
    }
}
