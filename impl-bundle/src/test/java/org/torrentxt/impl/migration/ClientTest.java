package org.torrentxt.impl.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
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

    private FoundTorrent single(Client client) throws IOException {
        List<FoundTorrent> found = client.list(folder, Optional.empty());
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
        FoundTorrent found = single(Client.QBITTORRENT);
        assertThat(found.name()).isEqualTo("Great Album");
        assertThat(found.labels()).containsExactlyInAnyOrder("music", "flac", "new  better");
        assertThat(found.attributes()).isEqualTo(Map.of("share.ratio.limit", "1.5"));
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
        assertThat(single(Client.QBITTORRENT).problem()).contains("C:\\Downloads");
        List<FoundTorrent> elsewhere = Client.QBITTORRENT.list(folder, Optional.of(Path.of("/mnt/music")));
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
        assertThat(single(Client.QBITTORRENT).problem()).contains("different torrents");
    }

    @Test
    void qBittorrentsDatabaseIsNamed() throws IOException {
        write("BT_backup/queue", new byte[0]);
        write("torrents.db", new byte[0]);
        assertThatThrownBy(() -> Client.QBITTORRENT.list(folder, Optional.empty()))
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
        FoundTorrent found = single(Client.TRANSMISSION);
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
        for (String blocks : List.of("none", "\376", "")) {
            write(
                    "resume/" + hex() + ".resume",
                    Bencode.encode(transmission(blocks).put("paused", 0).build()));
            FoundTorrent found = single(Client.TRANSMISSION);
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
        BencodeDictionary saved = dictionary()
                .put("progress", dictionary().put("blocks", new byte[] {blocks}).build())
                .build();
        return TransmissionProgress.pieces(saved, metainfo).orElseThrow();
    }

    @Test
    void transmissionsMagnetsAreAdded() throws IOException {
        write("torrents/" + hex() + ".magnet", ("magnet:?xt=urn:btih:" + hex()).getBytes());
        write("resume/" + hex() + ".resume", Bencode.encode(transmission("none").build()));
        FoundTorrent found = single(Client.TRANSMISSION);
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
        List<FoundTorrent> found = Client.LIBTORRENT.list(folder, Optional.empty());
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
        FoundTorrent found = single(Client.LIBTORRENT);
        assertThat(found.labels()).containsExactly("music");
        assertThat(found.attributes()).isEqualTo(Map.of("a", "b"));
        assertThat(resume(found).infoHashes()).isEqualTo(resume.infoHashes());
    }

    @Test
    void filesThatCannotBeReadAreListedWithTheReasonAndTheOthersToo() throws IOException {
        write("a.resume", "d4:".getBytes());
        write("b.resume", Bencode.encode(fastresume().put("info", info()).build()));
        Files.createDirectory(folder.resolve("c.resume"));
        List<FoundTorrent> found = Client.LIBTORRENT.list(folder, Optional.empty());
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
                ResumeDictionary resume = resume(single(Client.TRANSMISSION));
                assertThat(resume.totalUploaded()).isNotNegative();
                assertThat(resume.activeTime()).isPositive();
            }
        }
    }

    @Test
    void clientsHaveNames() {
        assertThat(Client.of("qBittorrent")).isEqualTo(Client.QBITTORRENT);
        assertThatThrownBy(() -> Client.of("utorrent"))
                .isInstanceOf(TorrentException.class)
                .hasMessage("no such client: 'utorrent'; expected qbittorrent, transmission, libtorrent");
        assertThatThrownBy(() -> Client.LIBTORRENT.list(folder.resolve("none"), Optional.empty()))
                .isInstanceOf(IOException.class);
    }
}
