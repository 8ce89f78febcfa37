package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalWebSeed;

/**
 * What later versions of libtorrent mended, and whether it can be seen here: the tests of docs/engine-bugs.md that are
 * nobody else's.
 */
class EngineBugsTest {
    private static final int SIZE = 3_000_000;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    /** Mended in 2.0.12: a recheck cleared the priorities of files; in 2.0.8: it forgot pad files in what is wanted. */
    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void whatIsSkippedStaysSkippedAfterARecheck(TorrentFormat format) {
        Seed seed = sessions.seed(folder, SIZE, format);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.torrent().paused().build()).torrent();
        Wait.until("it is checked", () -> !torrent.files().isEmpty() && isIdle(torrent));
        FileInfo skipped = torrent.files().get(1);
        torrent.setFilePriority(skipped.index(), FilePriority.SKIP);
        torrent.resume();
        torrent.connectPeer(seed.session().endpoint());
        Wait.until("it is downloaded", () -> torrent.status().orElseThrow().isFinished());
        TorrentStatus before = torrent.status().orElseThrow();

        torrent.recheck();
        Wait.until(
                "it is rechecked",
                () -> isIdle(torrent) && torrent.status().orElseThrow().isFinished());
        TorrentStatus after = torrent.status().orElseThrow();
        assertThat(torrent.files().get(1).priority()).isEqualTo(FilePriority.SKIP);
        assertThat(after.totalWanted()).isEqualTo(before.totalWanted());
        assertThat(after.totalWantedDone()).isEqualTo(before.totalWantedDone());
        assertThat(after.piecesDone()).isEqualTo(before.piecesDone());
        assertThat(torrent.piecePriorities()).contains(FilePriority.SKIP);
    }

    private static boolean isIdle(Torrent torrent) {
        TorrentState state = torrent.status().orElseThrow().state();
        return state != TorrentState.CHECKING && state != TorrentState.CHECKING_RESUME;
    }

    /** Mended in 2.0.9: the URL of a web seed's file was made of the name that the file was given here. */
    @Test
    void aWebSeedIsAskedForTheNameOfTheTorrentAlsoWhenTheFileIsRenamed() throws IOException {
        Path file = folder.resolve("single.bin");
        byte[] content = random(SIZE);
        Files.write(file, content);
        byte[] torrentFile = Content.torrentOf(file, TorrentFormat.V1).content();
        LocalWebSeed web = sessions.use(LocalWebSeed.start(folder));
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session()
                .add(AddTorrent.torrentBytes(torrentFile).paused().build())
                .torrent();
        Wait.until("it is checked", () -> !torrent.files().isEmpty() && isIdle(torrent));
        torrent.renameFile(0, "other.bin");
        Wait.until("it is renamed", () -> torrent.files().get(0).path().endsWith("other.bin"));
        torrent.addWebSeed(web.url());
        torrent.resume();
        Wait.until("it is downloaded", () -> torrent.status().orElseThrow().isSeeding());
        assertThat(Sessions.downloads(folder).resolve("other.bin")).hasBinaryContent(content);
    }

    /** Mended in 2.0.9: pieces whose length is no multiple of 16 KiB. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 16_383, 16_385, 20_000, 40_000, 1_000_003})
    void piecesOfOddLengthsAreDownloadedFromPeersAndWebSeeds(int pieceLength) throws Exception {
        byte[] content = random(pieceLength == 1 ? 300 : Math.max(100_000, pieceLength * 2 + 17));
        Files.write(folder.resolve("odd.bin"), content);
        byte[] torrentFile = torrent("odd.bin", content, pieceLength);
        LocalSession seeder = sessions.start("seeder", folder);
        seeder.session().add(AddTorrent.torrentBytes(torrentFile).started().build());
        Torrent fromPeer = sessions.leecher(folder)
                .session()
                .add(AddTorrent.torrentBytes(torrentFile)
                        .started()
                        .peer(seeder.endpoint())
                        .build())
                .torrent();
        LocalWebSeed web = sessions.use(LocalWebSeed.start(folder));
        Torrent fromWeb = sessions.start("web", folder.resolve("web"))
                .session()
                .add(AddTorrent.torrentBytes(torrentFile)
                        .started()
                        .webSeed(web.url() + "odd.bin")
                        .build())
                .torrent();
        for (Torrent torrent : List.of(fromPeer, fromWeb)) {
            Wait.until("it is downloaded", () -> torrent.status().orElseThrow().isSeeding());
            assertThat(Wait.answer(torrent.saveResumeData())).isNotEmpty();
        }
        assertThat(Sessions.downloads(folder).resolve("odd.bin")).hasBinaryContent(content);
        assertThat(folder.resolve("web/odd.bin")).hasBinaryContent(content);
    }

    private static byte[] torrent(String name, byte[] content, int pieceLength) throws NoSuchAlgorithmException {
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        for (int at = 0; at < content.length; at += pieceLength) {
            sha1.update(content, at, Math.min(pieceLength, content.length - at));
            hashes.writeBytes(sha1.digest());
        }
        BencodeDictionary info = BencodeDictionary.builder()
                .put("length", (long) content.length)
                .put("name", name)
                .put("piece length", (long) pieceLength)
                .put("pieces", ByteString.of(hashes.toByteArray()))
                .build();
        return Bencode.encode(BencodeDictionary.builder().put("info", info).build());
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
