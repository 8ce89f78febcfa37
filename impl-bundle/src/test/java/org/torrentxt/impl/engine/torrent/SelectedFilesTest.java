package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Of a magnet link that selects files, these are downloaded and no others. */
class SelectedFilesTest {
    private static final int SIZE = 1_000_003; // files share pieces in v1

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private LocalSession leecher;

    @BeforeEach
    void start() {
        leecher = sessions.leecher(folder);
    }

    private Torrent finished(AddTorrent.Builder request, Seed seed) {
        Torrent torrent = leecher.session()
                .add(request.started().peer(seed.session().endpoint()).build())
                .torrent();
        Wait.until(
                "it is finished",
                () -> torrent.status().orElseThrow().hasMetadata()
                        && torrent.status().orElseThrow().isFinished());
        return torrent;
    }

    // v2 and hybrid: files 1 and 3 are pad files, which have numbers, too
    @ParameterizedTest
    @CsvSource({
        "V1, 0, a.bin",
        "V1, 1, sub/b.bin",
        "V1, '0,2', a.bin sub/c.bin",
        "V1, 1-2, sub/b.bin sub/c.bin",
        "V2, 0, a.bin",
        "V2, 2, sub/b.bin",
        "V2, '4,0,9-99', a.bin sub/c.bin",
        "V2, '2-4,x,-0,2-0', sub/b.bin sub/c.bin",
        "HYBRID, 0, a.bin",
        "HYBRID, 2, sub/b.bin",
        "HYBRID, '0,4', a.bin sub/c.bin",
        "HYBRID, 1-2, sub/b.bin",
        "HYBRID, 0%2C2, a.bin sub/b.bin",
        "HYBRID, 0-999999999, a.bin sub/b.bin sub/c.bin",
        "V1, x, a.bin sub/b.bin sub/c.bin"
    })
    void aLinkSelectsWhatItNames(TorrentFormat format, String so, String expected) {
        Seed seed = sessions.seed(folder.resolve("seeder"), SIZE, format);
        Torrent torrent = finished(AddTorrent.magnet(seed.created().magnetUri() + "&so=" + so), seed);
        List<String> selected = Arrays.asList(expected.split(" "));

        assertThat(torrent.files().stream()
                        .filter(file -> !file.priority().equals(FilePriority.SKIP))
                        .map(FileInfo::path)
                        .filter(path -> !path.contains("pad")))
                .containsExactlyElementsOf(
                        selected.stream().map(file -> "content/" + file).toList());
        assertThat(selected)
                .allSatisfy(file -> assertThat(Sessions.downloads(folder).resolve("content/" + file))
                        .hasSameBinaryContentAs(seed.content().resolve(file)));
        assertOnlyWantedPiecesAreThere(torrent);
    }

    private static void assertOnlyWantedPiecesAreThere(Torrent torrent) {
        List<FilePriority> wanted = torrent.piecePriorities();
        BitSet expected = new BitSet();
        for (int piece = 0; piece < wanted.size(); piece++) {
            expected.set(piece, !wanted.get(piece).equals(FilePriority.SKIP));
        }
        assertThat(torrent.pieces()).isEqualTo(expected);
    }

    @Test
    void aLinkThatSelectsFilesThatDoNotExistDownloadsNothing() {
        Seed seed = sessions.seed(folder.resolve("seeder"), SIZE, TorrentFormat.HYBRID);
        Torrent torrent = finished(AddTorrent.magnet(seed.created().magnetUri() + "&so=17"), seed);

        assertThat(torrent.pieces().isEmpty()).isTrue();
        assertThat(torrent.files()).allMatch(file -> file.priority().equals(FilePriority.SKIP));
    }

    @Test
    void whatTheRequestSaysGoesBeforeTheLink() {
        Seed seed = sessions.seed(folder.resolve("seeder"), SIZE, TorrentFormat.V2);
        Torrent torrent = finished(
                AddTorrent.magnet(seed.created().magnetUri() + "&so=0-2")
                        .filePriority(0, FilePriority.SKIP)
                        .filePriority(4, FilePriority.LOW),
                seed);

        assertThat(torrent.files())
                .extracting(FileInfo::priority)
                .containsExactly(FilePriority.SKIP, FilePriority.NORMAL, FilePriority.LOW);
        assertOnlyWantedPiecesAreThere(torrent);
    }

    @Test
    void whatALinkSelectsIsKeptByResumeDataFromBeforeTheMetadata() {
        Seed seed = sessions.seed(folder.resolve("seeder"), SIZE, TorrentFormat.HYBRID);
        Torrent alone = leecher.session()
                .add(AddTorrent.magnet(seed.created().magnetUri() + "&so=2").build())
                .torrent();
        byte[] saved = Wait.answer(alone.saveResumeData());
        alone.remove(false);
        Wait.until("it is gone", () -> leecher.session().find(alone.id()).isEmpty());

        Torrent torrent = finished(AddTorrent.resumeData(saved), seed);

        assertThat(torrent.files().stream()
                        .filter(file -> !file.priority().equals(FilePriority.SKIP))
                        .map(FileInfo::path))
                .containsExactly("content/sub/b.bin");
        assertOnlyWantedPiecesAreThere(torrent);
    }
}
