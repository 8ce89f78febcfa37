package org.torrentxt.impl.engine.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.TorrentAdded;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.transfer.TorrentClient;
import org.torrentxt.api.transfer.TransferOutcome;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferRequest;
import org.torrentxt.api.transfer.TransferredTorrent;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Torrents of other clients, whose files are made here, in a session of the engine. */
class ClientImportTest {
    private static final int SIZE = 300_000;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private Path client;
    private LocalSession local;

    @BeforeEach
    void start() throws IOException {
        client = Files.createDirectories(folder.resolve("client/BT_backup"));
        local = sessions.start("local", Files.createDirectories(folder.resolve("downloads")));
    }

    private TransferReport add(TorrentClient kind, UnaryOperator<TransferRequest> options) throws Exception {
        return local.session().stateTransfer().add(options.apply(TransferRequest.ofClient(kind, client.getParent())));
    }

    private static BencodeDictionary.Builder fastresume(CreatedTorrent created, Path savePath) {
        BencodeDictionary.Builder values = BencodeDictionary.builder()
                .put("file-format", "libtorrent resume file")
                .put("file-version", 1)
                .put("save_path", savePath.toString())
                .put("paused", 1)
                .put("auto_managed", 0)
                .put("upload_rate_limit", 5_000)
                .put("total_uploaded", 77)
                .put("file_priority", List.of(7, 4, 4))
                .put("trackers", List.of(List.of("http://127.0.0.1:1/announce", "http://192.0.2.1/announce")))
                .put("qBt-category", "music")
                .put("qBt-tags", List.of("flac"))
                .put("qBt-savePath", savePath.toString());
        byte[] pieces = new byte[created.numPieces()];
        Arrays.fill(pieces, (byte) 1);
        values.put("pieces", pieces);
        created.infoHashes().v1().ifPresent(hash -> values.put("info-hash", hash.bytes()));
        created.infoHashes().v2().ifPresent(hash -> values.put("info-hash2", hash.bytes()));
        return values;
    }

    /** As qBittorrent writes it: without trackers. */
    private static byte[] withoutTrackers(CreatedTorrent created) {
        Map<ByteString, ByteString> slices = BencodeSlices.of(created.content());
        return Bencode.join(new TreeMap<>(Map.of(ByteString.of("info"), slices.get(ByteString.of("info")))));
    }

    private CreatedTorrent qBittorrent(Path savePath, TorrentFormat format) throws IOException {
        CreatedTorrent created = Content.torrentOf(Content.write(Files.createDirectories(savePath), SIZE), format);
        String hash = created.infoHashes().best().orElseThrow().hex().substring(0, 40);
        Files.write(client.resolve(hash + ".torrent"), withoutTrackers(created));
        Files.write(
                client.resolve(hash + ".fastresume"),
                Bencode.encode(fastresume(created, savePath).build()));
        return created;
    }

    private Torrent torrent(TransferredTorrent transferred) {
        return local.session().find(transferred.id()).orElseThrow();
    }

    private static TorrentStatus status(Torrent torrent) {
        return torrent.status().orElseThrow();
    }

    @Test
    void aTorrentOfQBittorrentIsAsItWasAndNotCheckedAgain() throws Exception {
        Path music = folder.resolve("music");
        CreatedTorrent created = qBittorrent(music, TorrentFormat.V1);
        byte[] unlike = new byte[(int) Files.size(music.resolve("content/a.bin"))];
        Files.write(music.resolve("content/a.bin"), unlike); // a check would find that

        TransferReport report = add(TorrentClient.QBITTORRENT, request -> request);

        assertThat(report.torrents()).singleElement().satisfies(added -> {
            assertThat(added.outcome()).as(added.toString()).isEqualTo(TransferOutcome.NEW);
            assertThat(added.infoHashes()).isEqualTo(created.infoHashes());
            assertThat(added.labels()).containsExactly("flac", "music");
        });
        Torrent torrent = torrent(report.torrents().get(0));
        Wait.until("it is complete", () -> torrent.pieces().cardinality() == created.numPieces());
        assertThat(status(torrent).savePath()).isEqualTo(music);
        assertThat(status(torrent).allTimeUpload()).isEqualTo(77);
        assertThat(torrent.flags()).contains(TorrentFlag.PAUSED).doesNotContain(TorrentFlag.AUTO_MANAGED);
        assertThat(torrent.uploadLimit()).isEqualTo(5_000);
        assertThat(torrent.files().get(0).priority()).isEqualTo(new FilePriority(7));
        assertThat(torrent.labels()).isEqualTo(Set.of("flac", "music"));
        TorrentAdded event = local.alerts().await(TorrentAdded.class);
        assertThat(event.origin().labels()).containsExactly("flac", "music");
        assertThat(local.alerts().typesOf(torrent.id())).doesNotContain(AlertType.TORRENT_LABELS_CHANGED);
        assertThat(torrent.trackers()).hasSize(2);
    }

    @Test
    void aDryRunAddsNothingAndTheSecondTimeAllIsThere() throws Exception {
        qBittorrent(folder.resolve("music"), TorrentFormat.V1);
        Files.writeString(client.resolve("ab".repeat(20) + ".fastresume"), "d4:");
        List<Path> before = Content.filesBelow(client);

        TransferReport dry = add(TorrentClient.QBITTORRENT, TransferRequest::dryRun);
        assertThat(dry.isDryRun()).isTrue();
        assertThat(dry.torrents())
                .extracting(TransferredTorrent::outcome)
                .containsExactlyInAnyOrder(TransferOutcome.NEW, TransferOutcome.REFUSED);
        assertThat(local.session().torrentCount()).isZero();

        int id = add(TorrentClient.QBITTORRENT, request -> request).torrents().stream()
                .mapToInt(TransferredTorrent::id)
                .max()
                .orElseThrow();
        assertThat(local.session().torrentCount()).isEqualTo(1);
        assertThat(add(TorrentClient.QBITTORRENT, request -> request).torrents())
                .anySatisfy(again -> {
                    assertThat(again.outcome()).isEqualTo(TransferOutcome.PRESENT);
                    assertThat(again.id()).isEqualTo(id);
                })
                .anySatisfy(refused -> {
                    assertThat(refused.outcome()).isEqualTo(TransferOutcome.REFUSED);
                    assertThat(refused.reason()).isNotEmpty();
                });
        assertThat(Content.filesBelow(client)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void contentThatIsElsewhereIsFoundByTheChangedPathAndNotDownloadedAgain(TorrentFormat format) throws Exception {
        Path before = folder.resolve("old/music");
        CreatedTorrent created = qBittorrent(before, format);
        Files.createDirectories(folder.resolve("new"));
        Files.move(folder.resolve("old"), folder.resolve("new/mount"));

        TransferReport refused = add(TorrentClient.QBITTORRENT, request -> request);
        assertThat(refused.torrents()).singleElement().satisfies(torrent -> {
            assertThat(torrent.outcome()).isEqualTo(TransferOutcome.REFUSED);
            assertThat(torrent.reason()).contains(before.toString(), "specify the folder");
        });
        assertThat(before).doesNotExist();
        assertThat(local.session().torrentCount()).isZero();

        TransferReport added = add(
                TorrentClient.QBITTORRENT,
                request -> request.replacePath(folder.resolve("old").toString(), folder.resolve("new/mount")));
        Torrent torrent = torrent(added.torrents().get(0));
        if (format != TorrentFormat.V1) {
            torrent.resume(); // these files lack the hashes, so that it is checked
        }
        Wait.until("it is complete", () -> torrent.pieces().cardinality() == created.numPieces());
        assertThat(status(torrent).savePath()).isEqualTo(folder.resolve("new/mount/music"));
    }

    @Test
    void aTorrentThatHasNothingYetNeedsNoFolder() throws Exception {
        Path later = folder.resolve("later");
        CreatedTorrent created = qBittorrent(folder.resolve("music"), TorrentFormat.V1);
        String hash = created.infoHashes().best().orElseThrow().hex();
        Files.write(
                client.resolve(hash + ".fastresume"),
                Bencode.encode(fastresume(created, later)
                        .put("pieces", new byte[created.numPieces()])
                        .build()));

        assertThat(add(TorrentClient.QBITTORRENT, TransferRequest::dryRun).torrents())
                .extracting(TransferredTorrent::outcome)
                .containsExactly(TransferOutcome.NEW);
        assertThat(later).doesNotExist();
        assertThat(add(TorrentClient.QBITTORRENT, request -> request).torrents())
                .extracting(TransferredTorrent::outcome)
                .containsExactly(TransferOutcome.NEW);
    }

    @Test
    void whatAddWouldRefuseIsRefusedInADryRunToo() throws Exception {
        CreatedTorrent created = qBittorrent(folder.resolve("music"), TorrentFormat.V1);
        String hash = created.infoHashes().best().orElseThrow().hex();
        Files.write(
                client.resolve(hash + ".fastresume"),
                Bencode.encode(fastresume(created, folder.resolve("music"))
                        .put("mapped_files", List.of("../outside", "b", "c"))
                        .build()));

        for (UnaryOperator<TransferRequest> options :
                List.<UnaryOperator<TransferRequest>>of(TransferRequest::dryRun, request -> request)) {
            assertThat(add(TorrentClient.QBITTORRENT, options).torrents())
                    .singleElement()
                    .satisfies(torrent -> assertThat(torrent.outcome()).isEqualTo(TransferOutcome.REFUSED));
        }
        assertThat(local.session().torrentCount()).isZero();
    }

    @Test
    void theSameTorrentInTwoFilesIsAddedOnce() throws Exception {
        CreatedTorrent created = qBittorrent(folder.resolve("music"), TorrentFormat.V1);
        Files.copy(
                client.resolve(created.infoHashes().best().orElseThrow().hex() + ".fastresume"),
                client.resolve("copy.fastresume"));
        assertThat(add(TorrentClient.QBITTORRENT, TransferRequest::dryRun).torrents())
                .extracting(TransferredTorrent::outcome)
                .containsExactlyInAnyOrder(TransferOutcome.NEW, TransferOutcome.REFUSED);
    }

    @Test
    void unfinishedFilesOfTransmissionAreFoundUnderTheirNamesOnDisk() throws Exception {
        Path music = Files.createDirectories(folder.resolve("music"));
        CreatedTorrent created = Content.torrentOf(Content.write(music, SIZE), TorrentFormat.V1);
        String hash = created.infoHashes().v1().orElseThrow().hex();
        Path torrents = Files.createDirectories(client.resolveSibling("torrents"));
        Files.write(torrents.resolve(hash + ".torrent"), created.content());
        Path resume = Files.createDirectories(client.resolveSibling("resume"));
        Files.write(
                resume.resolve(hash + ".resume"),
                Bencode.encode(BencodeDictionary.builder()
                        .put("destination", music.toString())
                        .put("paused", 1)
                        .build()));
        Path content = music.resolve("content");
        Files.move(content.resolve("a.bin"), content.resolve("a.bin.part"));
        Files.delete(content.resolve("sub/b.bin"));

        TransferReport report = add(TorrentClient.TRANSMISSION, request -> request);
        Torrent torrent = torrent(report.torrents().get(0));
        Wait.answer(torrent.recheck());

        assertThat(torrent.files()).extracting(FileInfo::path).contains("content/a.bin");
        assertThat(torrent.files().get(0).progress()).isPositive();
        assertThat(torrent.files().get(2).progress()).isPositive();
        assertThat(content.resolve("sub/c.bin")).exists();
        assertThat(Content.filesBelow(content)).doesNotContain(Path.of("sub/b.bin.part"));
    }

    @Test
    void aFolderThatIsNoneOfTheClientIsAFailure() {
        assertThatThrownBy(() -> local.session()
                        .stateTransfer()
                        .add(TransferRequest.ofClient(TorrentClient.TRANSMISSION, folder.resolve("none"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none");
    }
}
