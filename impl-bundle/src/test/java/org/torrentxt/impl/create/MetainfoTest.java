package org.torrentxt.impl.create;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.MagnetLink;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

class MetainfoTest {
    private static final Instant DATE = Instant.ofEpochSecond(1_700_000_000L);

    @TempDir
    Path temp;

    private final ParallelTorrentCreator creator = new ParallelTorrentCreator("TorrentXT for OSGi 9.8.7", 2);
    private Path content;

    @BeforeEach
    void writeContent() {
        content = Fixture.file(temp, "a file & +.bin", 1, 20);
    }

    @AfterEach
    void stopCreator() throws InterruptedException {
        creator.stop();
    }

    @Test
    void whatWasAskedForIsWritten() {
        CreatedTorrent torrent = create(CreateTorrent.of(content)
                .format(TorrentFormat.V1)
                .trackerTier(List.of("http://a.example/announce", "udp://b.example:1337"))
                .tracker("https://c.example/announce")
                .webSeed("http://seed.example/files/")
                .dhtNode("router.example", 6881)
                .dhtNode("::1", 7)
                .comment("für alle")
                .creator("me")
                .creationDate(DATE)
                .privateTorrent(true));

        String text = new String(torrent.content(), UTF_8);
        assertThat(text)
                .startsWith("d8:announce25:http://a.example/announce13:announce-list"
                        + "ll25:http://a.example/announce20:udp://b.example:1337el26:https://c.example/announceee"
                        + "7:comment9:für alle10:created by2:me13:creation datei1700000000e4:infod6:lengthi20e"
                        + "4:name14:a file & +.bin12:piece lengthi16384e6:pieces20:")
                .endsWith("7:privatei1ee5:nodesll14:router.examplei6881eel3:::1i7eee"
                        + "8:url-listl26:http://seed.example/files/ee");
    }

    @Test
    void whatWasNotAskedForIsNotWritten() {
        CreatedTorrent torrent =
                create(CreateTorrent.of(content).format(TorrentFormat.V1).creationDate(DATE));

        assertThat(Bencode.decodeDictionary(torrent.content()).entries().keySet().stream()
                        .map(Object::toString))
                .containsExactly("created by", "creation date", "info");
        assertThat(info(torrent).entries().keySet().stream().map(Object::toString))
                .containsExactly("length", "name", "piece length", "pieces");
    }

    @Test
    void itIsSignedAndDatedUnlessSaidOtherwise() {
        long before = Instant.now().getEpochSecond();
        BencodeDictionary torrent =
                Bencode.decodeDictionary(create(CreateTorrent.of(content)).content());

        assertThat(torrent.string("created by").orElseThrow().text()).isEqualTo("TorrentXT for OSGi 9.8.7");
        assertThat(torrent.integer("creation date").orElseThrow())
                .isBetween(before, Instant.now().getEpochSecond());
    }

    @Test
    void aSingleTrackerNeedsNoTiers() {
        BencodeDictionary torrent =
                Bencode.decodeDictionary(create(CreateTorrent.of(content).tracker("http://a.example/announce"))
                        .content());

        assertThat(torrent.string("announce").orElseThrow().text()).isEqualTo("http://a.example/announce");
        assertThat(torrent.list("announce-list")).isEmpty();
    }

    @Test
    void theMagnetLinkSaysTheSameInUrlEncoding() {
        CreatedTorrent torrent = create(CreateTorrent.of(content)
                .tracker("http://a.example/announce?key=1&x=y z".replace(' ', '+'))
                .webSeed("http://seed.example/%20/"));

        assertThat(torrent.magnetUri())
                .isEqualTo("magnet:?xt=urn:btih:" + torrent.infoHashes().v1().orElseThrow() + "&xt=urn:btmh:1220"
                        + torrent.infoHashes().v2().orElseThrow()
                        + "&dn=a%20file%20%26%20%2B.bin&xl=20"
                        + "&tr=http%3A%2F%2Fa.example%2Fannounce%3Fkey%3D1%26x%3Dy%2Bz"
                        + "&ws=http%3A%2F%2Fseed.example%2F%2520%2F");
    }

    @Test
    void theSourceIsPartOfWhatTheInfoHashIsOf() {
        CreatedTorrent with = create(CreateTorrent.of(content).source("TRK"));

        assertThat(Bencode.decodeDictionary(with.content())
                        .dictionary("info")
                        .orElseThrow()
                        .string("source"))
                .contains(ByteString.of("TRK"));
        assertThat(with.infoHashes())
                .isNotEqualTo(create(CreateTorrent.of(content)).infoHashes());
    }

    @Test
    void theMagnetLinkEncodesTheBytesOfUtf8() {
        InfoHashes hashes = InfoHashes.of(new InfoHash("0".repeat(40)));

        assertThat(MagnetLink.of(hashes, "ü 😀~", 1, List.of(), List.of())).endsWith("&dn=%C3%BC%20%F0%9F%98%80~&xl=1");
    }

    @Test
    void theMagnetLinkOfOneVersionHasItsHashAlone() {
        CreatedTorrent v1 = create(CreateTorrent.of(content).format(TorrentFormat.V1));
        CreatedTorrent v2 = create(CreateTorrent.of(content).format(TorrentFormat.V2));

        assertThat(v1.magnetUri()).startsWith("magnet:?xt=urn:btih:").doesNotContain("btmh");
        assertThat(v2.magnetUri()).startsWith("magnet:?xt=urn:btmh:1220").doesNotContain("btih");
    }

    @Test
    void itIsSeededFromTheFolderThatHoldsTheContent() {
        assertThat(create(CreateTorrent.of(content)).savePath()).isEqualTo(temp);
        assertThat(create(CreateTorrent.of(temp.resolve("x/../" + content.getFileName())))
                        .savePath())
                .isEqualTo(temp);
    }

    @Test
    void thePieceLengthIsThatGivenOrChosen() {
        assertThat(create(CreateTorrent.of(content)).pieceLength()).isEqualTo(16 * 1024);
        assertThat(create(CreateTorrent.of(content).pieceLength(128 * 1024 * 1024))
                        .pieceLength())
                .isEqualTo(128 * 1024 * 1024);
    }

    @Test
    void nonsenseIsRefusedBeforeAnythingIsRead() {
        CreateTorrent.Builder request = CreateTorrent.of(content);

        assertThatThrownBy(() -> request.tracker("tracker.example")).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> request.tracker("http://")).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> request.webSeed("http://a b/")).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> request.trackerTier(List.of())).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> request.pieceLength(16_000)).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> request.dhtNode("", 1)).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> request.dhtNode("host", 65536)).isInstanceOf(TorrentException.class);
    }

    private CreatedTorrent create(CreateTorrent.Builder request) {
        return creator.create(request.build()).join();
    }

    private static BencodeDictionary info(CreatedTorrent torrent) {
        return Bencode.decodeDictionary(torrent.content()).dictionary("info").orElseThrow();
    }
}
