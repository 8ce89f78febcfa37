package org.torrentxt.impl.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.transfer.TorrentClient;
import org.torrentxt.api.transfer.TransferRequest;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.StopReason;
import org.torrentxt.impl.state.TorrentState;

/** State files as these clients write them, made here by the description of their formats. */
class ClientTest {
    private static final int PIECE = 32_768;
    private static final long[] EXTREMES = {Long.MIN_VALUE, -1, 0, 1, 1L << 31, 1L << 32, Long.MAX_VALUE};

    @TempDir
    Path folder;

    private static BencodeDictionary.Builder dictionary() {
        return BencodeDictionary.builder();
    }

    /** Two files in a folder, three and a half pieces. */
    private static BencodeDictionary info() {
        return dictionary()
                .put("name", "album")
                .put("piece length", PIECE)
                .put("pieces", new byte[4 * 20])
                .put(
                        "files",
                        List.of(
                                dictionary()
                                        .put("length", 3 * PIECE)
                                        .put("path", List.of("one"))
                                        .build(),
                                dictionary()
                                        .put("length", PIECE / 2)
                                        .put("path", List.of("sub", "two"))
                                        .build()))
                .build();
    }

    private static byte[] torrent() {
        return Bencode.encode(dictionary()
                .put("announce", "http://127.0.0.1/announce")
                .put("comment", "a comment")
                .put("url-list", "http://127.0.0.1/")
                .put("info", info())
                .build());
    }

    private static byte[] sha1() {
        try {
            return MessageDigest.getInstance("SHA-1").digest(Bencode.encode(info()));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex() {
        return HexFormat.of().formatHex(sha1());
    }

    private static BencodeDictionary.Builder fastresume() {
        return dictionary()
                .put("file-format", "libtorrent resume file")
                .put("file-version", 1)
                .put("info-hash", sha1())
                .put("info-hash2", new byte[32])
                .put("save_path", "/downloads")
                .put("pieces", new byte[] {1, 1, 1, 0})
                .put("paused", 1)
                .put("auto_managed", 0)
                .put("total_uploaded", 77)
                .put("qBt-category", "music")
                .put("qBt-tags", List.of("flac", "new, better"))
                .put("qBt-name", "Great Album")
                .put("qBt-ratioLimit", 1_500)
                .put("qBt-seedingTimeLimit", -2)
                .put("qBt-savePath", "/elsewhere");
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private List<FoundTorrent> list(TorrentClient client) throws IOException {
        return list(client, UnaryOperator.identity());
    }

    private List<FoundTorrent> list(TorrentClient client, UnaryOperator<TransferRequest> paths) throws IOException {
        return Client.of(client, paths.apply(TransferRequest.ofClient(client, folder)))
                .list()
                .toList();
    }

    private FoundTorrent single(TorrentClient client) throws IOException {
        List<FoundTorrent> found = list(client);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static ResumeDictionary resume(FoundTorrent found) {
        assertThat(found.problem()).isEmpty();
        AddTorrent.Source source = found.request().orElseThrow().source();
        return ResumeDictionary.of(((AddTorrent.ResumeData) source).content());
    }

    @Test
    void qBittorrentsTorrentsHaveTheirProgressLabelsAndLimits() throws IOException {
        write("BT_backup/" + hex() + ".fastresume", Bencode.encode(fastresume().build()));
        write("BT_backup/" + hex() + ".torrent", torrent());
        FoundTorrent found = single(TorrentClient.QBITTORRENT);
        assertThat(found.name()).isEqualTo("Great Album");
        assertThat(found.labels()).containsExactlyInAnyOrder("music", "flac", "new  better");
        assertThat(found.attributes()).isEqualTo(Map.of("share.ratio.limit", "1.5", Category.ATTRIBUTE, "music"));
        assertThat(found.request().orElseThrow().savePath()).contains(Path.of("/downloads"));
        ResumeDictionary resume = resume(found);
        assertThat(resume.info()).contains(Bencode.encode(info()));
        assertThat(resume.text("pieces").orElseThrow()).hasSize(4);
        assertThat(resume.flags()).contains(TorrentFlag.PAUSED).doesNotContain(TorrentFlag.AUTO_MANAGED);
        assertThat(resume.totalUploaded()).isEqualTo(77);
        assertThat(resume.keys()).noneMatch(key -> key.text().startsWith("qBt-"));
    }

    @Test
    void pathsOfAnotherPlatformAreToldAndCanBeReplaced() throws IOException {
        write(
                hex() + ".fastresume",
                Bencode.encode(fastresume()
                        .put("save_path", "C:\\Downloads")
                        .put("qBt-savePath", "")
                        .build()));
        write(hex() + ".torrent", torrent());
        assertThat(single(TorrentClient.QBITTORRENT).problem()).contains("C:\\Downloads");
        List<FoundTorrent> elsewhere =
                list(TorrentClient.QBITTORRENT, request -> request.contentIn(Path.of("/mnt/music")));
        assertThat(resume(elsewhere.get(0)).savePath()).contains("/mnt/music");
    }

    @Test
    void aTorrentFileOfAnotherTorrentIsAProblem() throws IOException {
        write(
                hex() + ".fastresume",
                Bencode.encode(fastresume()
                        .put(
                                "info-hash",
                                new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
                        .build()));
        write(hex() + ".torrent", torrent());
        assertThat(single(TorrentClient.QBITTORRENT).problem()).contains("different torrents");
    }

    @Test
    void qBittorrentsFolderIsFoundBelowItsProfileAndAnotherFolderIsAFailure() throws IOException {
        assertThatThrownBy(() -> list(TorrentClient.QBITTORRENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("BT_backup");
        write(
                "qBittorrent/data/BT_backup/" + hex() + ".fastresume",
                Bencode.encode(fastresume().build()));
        assertThat(single(TorrentClient.QBITTORRENT).problem()).isEmpty();
    }

    @Test
    void qBittorrentsDatabaseIsNamed() throws IOException {
        write("BT_backup/queue", new byte[0]);
        write("torrents.db", new byte[0]);
        assertThatThrownBy(() -> list(TorrentClient.QBITTORRENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("torrents.db");
    }

    private static BencodeDictionary.Builder transmission(String blocks) {
        return dictionary()
                .put("destination", "/downloads")
                .put("incomplete-dir", "/incomplete")
                .put("added-date", 1_600_000_000)
                .put("done-date", 1_600_001_000)
                .put("downloaded", 100)
                .put("uploaded", 200)
                .put("seeding-time-seconds", 60)
                .put("downloading-time-seconds", 40)
                .put("paused", 1)
                .put("max-peers", 50)
                .put("labels", List.of("music"))
                .put("files", List.of("album/first", "album/sub/two"))
                .put("dnd", List.of(0, 1))
                .put("priority", List.of(1, 0))
                .put("progress", dictionary().put("blocks", blocks).build())
                .put(
                        "speed-limit-up",
                        dictionary()
                                .put("speed-Bps", 5_000)
                                .put("use-speed-limit", 1)
                                .build())
                .put(
                        "ratio-limit",
                        dictionary()
                                .put("ratio-limit", "2.000000")
                                .put("ratio-mode", 1)
                                .build());
    }

    @Test
    void transmissionsCompleteTorrentsAreNotCheckedAgain() throws IOException {
        write("torrents/" + hex() + ".torrent", torrent());
        write("resume/" + hex() + ".resume", Bencode.encode(transmission("all").build()));
        FoundTorrent found = single(TorrentClient.TRANSMISSION);
        assertThat(found.name()).isEqualTo("album");
        assertThat(found.labels()).containsExactly("music");
        assertThat(found.attributes()).containsEntry("share.ratio.limit", "2.000000");
        ResumeDictionary resume = resume(found);
        assertThat(resume.text("pieces")).contains("\1\1\1\1");
        assertThat(resume.savePath()).contains("/downloads");
        assertThat(resume.uploadLimit()).isEqualTo(5_000);
        assertThat(resume.downloadLimit()).isZero();
        assertThat(resume.number("max_connections", 0, 100)).contains(50L);
        assertThat(resume.totalUploaded()).isEqualTo(200);
        assertThat(resume.activeTime()).hasSeconds(100);
        assertThat(resume.renamedFiles()).isEqualTo(Map.of(0, "album/first", 1, "album/sub/two"));
        assertThat(resume.filePriorities()).isEqualTo(Map.of(0, FilePriority.TOP, 1, FilePriority.SKIP));
        assertThat(resume.flags()).contains(TorrentFlag.PAUSED).doesNotContain(TorrentFlag.AUTO_MANAGED);
        assertThat(resume.trackers()).hasSize(1);
        assertThat(resume.webSeeds()).containsExactly("http://127.0.0.1/");
    }

    @Test
    void transmissionsUnfinishedTorrentsAreChecked() throws IOException {
        write("torrents/" + hex() + ".torrent", torrent());
        for (String blocks : List.of("none", "")) {
            write(
                    "resume/" + hex() + ".resume",
                    Bencode.encode(transmission(blocks).put("paused", 0).build()));
            FoundTorrent found = single(TorrentClient.TRANSMISSION);
            assertThat(found.notes()).anyMatch(note -> note.contains("is checked"));
            ResumeDictionary resume = resume(found);
            assertThat(resume.text("pieces")).isEmpty();
            assertThat(resume.savePath()).contains("/incomplete");
            assertThat(resume.flags()).contains(TorrentFlag.AUTO_MANAGED);
        }
    }

    @Test
    void aPieceOfTransmissionNeedsAllItsBlocks() {
        TorrentMetainfo metainfo = TorrentMetainfo.of(torrent());
        assertThat(pieces(metainfo, (byte) 0b1111_1110)).containsExactly(1, 1, 1, 1);
        assertThat(pieces(metainfo, (byte) 0b1101_1100)).containsExactly(1, 0, 1, 0);
    }

    private static byte[] pieces(TorrentMetainfo metainfo, byte blocks) {
        TransmissionState saved = new TransmissionState(dictionary()
                .put("progress", dictionary().put("blocks", new byte[] {blocks}).build())
                .build());
        return TransmissionProgress.pieces(saved, metainfo).orElseThrow();
    }

    @Test
    void transmissionsMagnetsAreAdded() throws IOException {
        write("torrents/" + hex() + ".magnet", ("magnet:?xt=urn:btih:" + hex()).getBytes());
        write("resume/" + hex() + ".resume", Bencode.encode(transmission("none").build()));
        FoundTorrent found = single(TorrentClient.TRANSMISSION);
        assertThat(found.request().orElseThrow().source()).isInstanceOf(AddTorrent.Magnet.class);
        assertThat(found.request().orElseThrow().flags()).contains(TorrentFlag.PAUSED);
    }

    @Test
    void resumeFilesAndTorrentFilesOfLibtorrentAreAdded() throws IOException {
        write("a.resume", Bencode.encode(fastresume().put("info", info()).build()));
        write("b.fastresume", Bencode.encode(fastresume().build()));
        write("b.torrent", torrent());
        write("c.torrent", torrent());
        write("d.txt", torrent());
        List<FoundTorrent> found = list(TorrentClient.LIBTORRENT);
        assertThat(found)
                .hasSize(3)
                .allSatisfy(torrent -> assertThat(torrent.problem()).isEmpty());
        assertThat(resume(found.get(0)).info()).isPresent();
        assertThat(resume(found.get(1)).info()).isPresent();
        assertThat(found.get(2).name()).isEqualTo("album");
    }

    @Test
    void ourOwnStateFilesAreAddedWithLabels() throws IOException {
        ResumeDictionary resume = ResumeDictionary.of(
                Bencode.encode(fastresume().put("info", info()).build()));
        TorrentState state = new TorrentState(
                7, resume, Optional.empty(), Set.of("music"), Map.of("a", "b"), Optional.<StopReason>empty());
        write("7.resume", state.toBytes());
        FoundTorrent found = single(TorrentClient.LIBTORRENT);
        assertThat(found.labels()).containsExactly("music");
        assertThat(found.attributes()).isEqualTo(Map.of("a", "b"));
        assertThat(resume(found).infoHashes()).isEqualTo(resume.infoHashes());
    }

    @Test
    void filesThatCannotBeReadAreListedWithTheReasonAndTheOthersToo() throws IOException {
        write("a.resume", "d4:".getBytes());
        write("b.resume", Bencode.encode(fastresume().put("info", info()).build()));
        Files.createDirectory(folder.resolve("c.resume"));
        List<FoundTorrent> found = list(TorrentClient.LIBTORRENT);
        assertThat(found.get(0).problem()).contains("malformed bencoding");
        assertThat(found.get(1).problem()).isEmpty();
        assertThat(found.get(2).problem()).contains("not a regular file");
    }

    @Test
    void eachNumberAtItsExtremesIsSurvived() throws IOException {
        write("torrents/" + hex() + ".torrent", torrent());
        for (long extreme : EXTREMES) {
            for (String key : List.of("added-date", "downloaded", "uploaded", "seeding-time-seconds", "max-peers")) {
                write(
                        "resume/" + hex() + ".resume",
                        Bencode.encode(transmission("all").put(key, extreme).build()));
                ResumeDictionary resume = resume(single(TorrentClient.TRANSMISSION));
                assertThat(resume.totalUploaded()).isNotNegative();
                assertThat(resume.activeTime()).isPositive();
            }
        }
    }

    @Test
    void clientsHaveNames() {
        assertThat(TorrentClient.of("qBittorrent")).isEqualTo(TorrentClient.QBITTORRENT);
        assertThatThrownBy(() -> TorrentClient.of("utorrent"))
                .isInstanceOf(TorrentException.class)
                .hasMessage("no such client: 'utorrent'; expected qbittorrent, transmission, libtorrent");
        assertThatThrownBy(() -> Client.of(
                                TorrentClient.LIBTORRENT,
                                TransferRequest.ofClient(TorrentClient.LIBTORRENT, folder.resolve("none")))
                        .list())
                .isInstanceOf(IOException.class);
    }

    @Test
    void theBeginningOfPathsIsReplacedByWholeNamesTheLongestFirst() {
        SavePaths places = new SavePaths(
                Optional.empty(),
                Map.of(
                        "/mnt/old/", Path.of("/new"),
                        "/mnt/old/music", Path.of("/music"),
                        "D:\\Downloads", Path.of("/downloads")));
        assertThat(places.choose("/mnt/old")).isEqualTo(Path.of("/new"));
        assertThat(places.choose("/mnt/old/a/b")).isEqualTo(Path.of("/new/a/b"));
        assertThat(places.choose("/mnt/old/music/b")).isEqualTo(Path.of("/music/b"));
        assertThat(places.choose("/mnt/old/musical")).isEqualTo(Path.of("/new/musical"));
        assertThat(places.choose("/mnt/older")).isEqualTo(Path.of("/mnt/older"));
        assertThat(places.choose("d:\\downloads\\a\\b")).isEqualTo(Path.of("/downloads/a/b"));
        assertThat(places.choose("D:/Downloads/a")).isEqualTo(Path.of("/downloads/a"));
        assertThat(places.choose("", "/mnt/old/../../etc")).isEqualTo(Path.of("/mnt/old/../../etc"));
    }

    @Test
    void qBittorrentsQueueDecidesTheOrder() throws IOException {
        String first = "ff".repeat(20);
        String second = "0a".repeat(20);
        write("BT_backup/" + second + ".fastresume", new byte[0]);
        write("BT_backup/" + "01".repeat(20) + ".fastresume", new byte[0]);
        write("BT_backup/" + first + ".fastresume", new byte[0]);
        write("BT_backup/queue", (first.toUpperCase(Locale.ROOT) + "\n" + second + "\n").getBytes());
        assertThat(list(TorrentClient.QBITTORRENT))
                .extracting(found -> SourceFolder.stem(found.file()))
                .containsExactly(first, second, "01".repeat(20));
    }

    @Test
    void aRunningQBittorrentIsToldButNotOneThatWasKilled() throws IOException {
        write("qBittorrent/data/BT_backup/queue", new byte[0]);
        write("qBittorrent/config/lockfile", new byte[0]);
        Path lockfile = folder.resolve("qBittorrent/config/lockfile");
        Client client = Client.of(
                TorrentClient.QBITTORRENT,
                TransferRequest.ofClient(TorrentClient.QBITTORRENT, folder.resolve("qBittorrent")));
        assertThat(client.warnings()).isEmpty();
        try (FileChannel channel = FileChannel.open(lockfile, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(client.warnings()).singleElement().asString().contains("qBittorrent is running", "lockfile");
        }
    }

    @Test
    void transmissionsVersionsSpellTheSameKeysDifferently() throws IOException {
        write("torrents/album.0123456789abcdef.torrent", torrent());
        byte[] kebab =
                Bencode.encode(transmission("all").put("sequentialDownload", 1).build());
        BencodeDictionary.Builder snake = dictionary();
        Bencode.decodeDictionary(kebab)
                .entries()
                .forEach((key, value) -> snake.put(key.text().replace('-', '_'), value));
        write("resume/album.0123456789abcdef.resume", kebab);
        FoundTorrent before = single(TorrentClient.TRANSMISSION);
        write("resume/album.0123456789abcdef.resume", Bencode.encode(snake.build()));
        FoundTorrent after = single(TorrentClient.TRANSMISSION);
        assertThat(after).isEqualTo(before);
        assertThat(resume(after).flags()).contains(TorrentFlag.SEQUENTIAL_DOWNLOAD);
        assertThat(resume(after).uploadLimit()).isEqualTo(5_000);
        assertThat(resume(after).activeTime()).hasSeconds(100);
    }

    @Test
    void transmissionsQueueDecidesTheOrder() throws IOException {
        for (int i = 0; i < 3; i++) {
            write("torrents/" + i + ".magnet", ("magnet:?xt=urn:btih:" + hex()).getBytes());
        }
        write(
                "resume/0.resume",
                Bencode.encode(dictionary().put("queue-position", 7).build()));
        write(
                "resume/2.resume",
                Bencode.encode(dictionary().put("queue_position", 3).build()));
        assertThat(list(TorrentClient.TRANSMISSION))
                .extracting(found -> SourceFolder.stem(found.file()))
                .containsExactly("2", "0", "1");
    }

    @Test
    void magnetsOfTransmission3AreTorrentFilesWithoutMetadata() throws IOException {
        write(
                "torrents/" + hex() + ".torrent",
                Bencode.encode(dictionary()
                        .put("announce-list", List.of(List.of("http://127.0.0.1/announce")))
                        .put(
                                "magnet-info",
                                dictionary()
                                        .put("info_hash", sha1())
                                        .put("display-name", "a name")
                                        .build())
                        .build()));
        write("resume/" + hex() + ".resume", Bencode.encode(transmission("none").build()));
        FoundTorrent found = single(TorrentClient.TRANSMISSION);
        AddTorrent.Magnet magnet =
                (AddTorrent.Magnet) found.request().orElseThrow().source();
        assertThat(magnet.uri()).contains(hex(), "127.0.0.1");
    }

    @Test
    void anUnfinishedTorrentOfTransmissionWithoutAnyOfItsFilesIsAProblem() throws IOException {
        write("torrents/" + hex() + ".torrent", torrent());
        write(
                "resume/" + hex() + ".resume",
                Bencode.encode(transmission("\376")
                        .put("incomplete-dir", folder.toString())
                        .build()));
        assertThat(single(TorrentClient.TRANSMISSION).problem()).contains("none of its files is in " + folder);
        write("album/first.part", new byte[1]);
        assertThat(single(TorrentClient.TRANSMISSION).problem()).isEmpty();
        assertThat(single(TorrentClient.TRANSMISSION).notes()).anyMatch(note -> note.contains("is checked"));
    }

    @Test
    void aTorrentFileOfAnotherNameIsFoundByItsHash() throws IOException {
        write(hex() + ".resume", Bencode.encode(fastresume().build()));
        write("Great Album.torrent", torrent());
        write("other.torrent.fastresume", Bencode.encode(fastresume().build()));
        write("other.torrent", torrent());
        List<FoundTorrent> found = list(TorrentClient.LIBTORRENT);
        assertThat(found).hasSize(3);
        assertThat(resume(found.get(0)).info()).isPresent();
        assertThat(resume(found.get(1)).info()).isPresent();
    }
}
