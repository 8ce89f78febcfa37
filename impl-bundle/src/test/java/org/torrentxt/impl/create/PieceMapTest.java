package org.torrentxt.impl.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.create.TorrentFormat;

class PieceMapTest {
    private static final int KIB = 1024;

    @Test
    void filesOfV1FollowOneAnother() {
        PieceMap map = PieceMap.of(content(5, 0, 20000, 0, 7, 0), TorrentFormat.V1, 16 * KIB);

        assertThat(map.numPieces()).isEqualTo(2);
        assertThat(map.end(1)).isEqualTo(20012);
        assertThat(IntStream.of(0, 4, 5, 20004, 20005, 20011).map(offset -> map.fileAt(offset)))
                .containsExactly(0, 0, 2, 2, 4, 4);
        assertThat(IntStream.range(0, 6).mapToLong(map::padding)).containsOnly(0L);
    }

    @Test
    void filesOfAHybridBeginWithAPiece() {
        PieceMap map = PieceMap.of(content(5, 0, 20000, 0, 7, 0), TorrentFormat.HYBRID, 16 * KIB);

        assertThat(map.numPieces()).isEqualTo(4);
        assertThat(IntStream.of(0, 1, 2, 3).map(piece -> map.fileAt(map.start(piece))))
                .containsExactly(0, 2, 2, 4);
        assertThat(IntStream.range(0, 6).mapToLong(map::padding)).containsExactly(16379L, 0L, 12768L, 0L, 16377L, 0L);
    }

    @Test
    void contentBeyondTheRangeOfIntIsLaidOut() {
        PieceMap map = PieceMap.of(content(3_000_000_000L, 3_000_000_000L), TorrentFormat.V1, 0);

        assertThat(map.fileAt(map.start(map.numPieces() - 1))).isEqualTo(1);
        assertThat(map.end(map.numPieces() - 1)).isEqualTo(6_000_000_000L);
    }

    @Test
    void morePiecesThanClientsLoadAreRefused() {
        assertThatThrownBy(() -> PieceMap.of(content(1L << 40), TorrentFormat.V1, 16 * KIB))
                .hasMessageContaining("too many pieces: content has 67108864 of ")
                .hasMessageContaining("larger pieces");
    }

    private static ContentTree content(long... sizes) {
        List<ContentFile> files = IntStream.range(0, sizes.length)
                .mapToObj(i -> new ContentFile(
                        Path.of("content", "f" + i), List.of("f" + i), sizes[i], FileTime.fromMillis(0)))
                .toList();
        return new ContentTree(Path.of("content"), "content", true, files);
    }
}
