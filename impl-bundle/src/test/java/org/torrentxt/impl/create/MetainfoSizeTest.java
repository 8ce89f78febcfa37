package org.torrentxt.impl.create;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;

class MetainfoSizeTest {
    private static final Path ROOT = Path.of("/many");

    private static void check(TorrentFormat format, int files, long size) {
        List<ContentFile> list = IntStream.range(0, files)
                .mapToObj(
                        i -> new ContentFile(ROOT, List.of(String.format("%06d.txt", i)), size, FileTime.fromMillis(0)))
                .toList();
        ContentTree content = new ContentTree(ROOT, "many", true, list);
        CreateTorrent request =
                CreateTorrent.of(ROOT).format(format).pieceLength(16 * 1024).build();
        MetainfoSize.check(request, content, PieceMap.of(content, format, 16 * 1024));
    }

    @ParameterizedTest
    @CsvSource({"HYBRID, 150000, 1", "V1, 500000, 1", "V2, 300000, 1", "V1, 1, 34000000000"})
    void whatCanBeLoadedIsMade(TorrentFormat format, int files, long size) {
        assertThatCode(() -> check(format, files, size)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"HYBRID, 200000, 1", "V1, 800000, 1", "V2, 600000, 1", "HYBRID, 1, 34000000000"})
    void whatCannotBeLoadedIsRefusedBeforeTheWork(TorrentFormat format, int files, long size) {
        assertThatThrownBy(() -> check(format, files, size))
                .isInstanceOf(TorrentException.class)
                .hasMessageContainingAll("/many has too many files or pieces", "larger pieces");
    }
}
