package org.torrentxt.impl.engine.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalTracker;

/** Names in all of Unicode; the binding has an encoding of its own for what is beyond U+FFFF. */
class UnicodeTest {
    private static final String FOLDER = "films \uD83C\uDFAC\u00f0";
    private static final String FILE = "\u65e5\u672c \uD83D\uDE00.mp4";

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Seed seed() throws IOException {
        Path content = Files.createDirectories(folder.resolve("seed").resolve(FOLDER));
        Files.write(content.resolve(FILE), new byte[100_000]);
        return sessions.seedWith(sessions.start("seeder", folder.resolve("seed")), content, TorrentFormat.HYBRID);
    }

    @Test
    void namesOfTorrentsAndFilesAreToldAsTheyAre() throws IOException {
        Seed seed = seed();
        LocalSession leecher = sessions.start("leecher", folder.resolve("d\u00f6wnloads"));
        Torrent torrent = leecher.session().add(seed.magnet().build()).torrent();
        leecher.alerts().await(TorrentFinished.class);
        assertThat(torrent.status()).get().extracting(TorrentStatus::name).isEqualTo(FOLDER);
        assertThat(torrent.status())
                .get()
                .extracting(TorrentStatus::savePath)
                .isEqualTo(folder.resolve("d\u00f6wnloads"));
        assertThat(torrent.files()).extracting(FileInfo::path).containsExactly(FOLDER + "/" + FILE);
        seed.assertCopiedTo(folder.resolve("d\u00f6wnloads"));
    }

    @Test
    void foldersThatWouldReachTheEngineGarbledAreRefused() throws IOException {
        Seed seed = seed();
        LocalSession leecher = sessions.start("leecher", folder);
        Path beyond = folder.resolve("x\uD83D\uDE00y");
        assertThatThrownBy(() -> leecher.session()
                        .add(seed.torrent().savePath(beyond).paused().build()))
                .isInstanceOf(TorrentException.class)
                .hasMessageContainingAll("save path", beyond.toString(), "U+FFFF");
        assertThat(leecher.session().torrentCount()).isZero();
        assertThat(beyond).doesNotExist();
        Torrent torrent = leecher.session().add(seed.torrent().paused().build()).torrent();
        assertThatThrownBy(() -> torrent.moveStorage(beyond)).hasMessageContaining("U+FFFF");
        assertThatThrownBy(() -> torrent.renameFile(0, "x\uD83D\uDE00y")).hasMessageContaining("U+FFFF");
    }

    @Test
    void whatIsNoFileWithAnEndIsNotRead() {
        LocalSession local = sessions.start("devices", folder);
        assertThatThrownBy(() -> local.session()
                        .add(AddTorrent.torrentFile(Path.of("/dev/zero")).build()))
                .isInstanceOf(TorrentException.class)
                .hasMessageContainingAll("/dev/zero", "regular file");
        assertThatThrownBy(() -> local.session().ipFilter().load(Path.of("/dev/zero")))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("regular file");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, closed \uD83D\uDEAB to\u00f0day \uD83D\uDE00",
        "UTF-8, \u0437\u0430\u043a\u0440\u044b\u0442",
        "windows-1252, \u00fcber 20\u20ac"
    })
    void whatATrackerAnswersIsToldAsItIs(String encoding, String reason) throws IOException {
        Path content = Files.createDirectories(folder.resolve("seed").resolve(FOLDER));
        Files.write(content.resolve(FILE), new byte[100_000]);
        try (LocalTracker tracker = LocalTracker.start()) {
            tracker.failWith(reason.getBytes(encoding));
            LocalSession local = sessions.start("seeder", folder.resolve("seed"));
            Torrent torrent = local.session()
                    .add(AddTorrent.torrentBytes(
                                    Content.torrentOf(content, TorrentFormat.V1).content())
                            .tracker(tracker.url())
                            .started()
                            .build())
                    .torrent();
            TrackerError error = local.alerts().await(TrackerError.class);
            assertThat(torrent.trackers()).extracting(TrackerInfo::message).containsExactly(reason);
            if (encoding.equals("UTF-8")) {
                assertThat(error.failure().message())
                        .startsWith(FOLDER + " (" + tracker.url() + ")")
                        .endsWith("\"" + reason + "\" (1)");
            }
        }
    }

    @Test
    void pathsOfResumeDataAreToldAsTheyAre() throws Exception {
        Seed seed = seed();
        SortedMap<ByteString, ByteString> resumeData =
                new TreeMap<>(BencodeSlices.of(Wait.answer(seed.seeding().saveResumeData())));
        String renamed = "sub \uD83D\uDC7E/renamed.mp4";
        resumeData.put(ByteString.of("mapped_files"), ByteString.of(Bencode.encode(List.of(renamed))));
        resumeData.remove(ByteString.of("save_path"));
        LocalSession other = sessions.start("other", folder.resolve("other"));
        Torrent torrent = other.session()
                .add(AddTorrent.resumeData(Bencode.join(resumeData)).paused().build())
                .torrent();
        assertThat(torrent.files()).extracting(FileInfo::path).containsExactly(renamed);
        resumeData.put(ByteString.of("save_path"), ByteString.of(Bencode.encode("/tmp/x\uD83D\uDE00y")));
        AddTorrent beyond = AddTorrent.resumeData(Bencode.join(resumeData)).build();
        assertThatThrownBy(() -> sessions.start("third", folder.resolve("third"))
                        .session()
                        .add(beyond))
                .hasMessageContaining("x\uD83D\uDE00y");
    }

    @Test
    void noNameLeadsOutOfTheTorrentsFolder() {
        BencodeDictionary file = BencodeDictionary.builder()
                .put("length", 1)
                .put("path", List.of(ByteString.of(".."), ByteString.of("a/b"), ByteString.of(""), ByteString.of(FILE)))
                .build();
        BencodeDictionary info = BencodeDictionary.builder()
                .put("files", List.of(file))
                .put("name", "../" + FOLDER)
                .put("piece length", 16_384)
                .put("pieces", new byte[20])
                .build();
        byte[] torrent =
                Bencode.encode(BencodeDictionary.builder().put("info", info).build());
        LocalSession local = sessions.start("hostile", folder);
        assertThat(local.session()
                        .add(AddTorrent.torrentBytes(torrent).paused().build())
                        .torrent()
                        .files())
                .extracting(FileInfo::path)
                .containsExactly(".." + FOLDER + "/ab/" + FILE);
    }
}
