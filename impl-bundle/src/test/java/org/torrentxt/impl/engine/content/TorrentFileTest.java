package org.torrentxt.impl.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Wait;

class TorrentFileTest {
    @TempDir
    Path folder;

    private CreatedTorrent created;

    @BeforeEach
    void create() {
        created = Content.torrentOf(Content.write(folder, 300_000), TorrentFormat.HYBRID);
    }

    private Torrent addTo(LocalSession local) {
        return local.session()
                .add(AddTorrent.torrentBytes(created.content()).savePath(folder).build())
                .torrent();
    }

    @Test
    void isTheSameFromTheFirstMomentOn() {
        try (LocalSession local = LocalSession.start("torrent-file", folder)) {
            Torrent torrent = addTo(local);
            for (int i = 0; i < 300; i++) {
                byte[] file = torrent.torrentFile().orElseThrow();
                assertThat(Natives.infoHashes(TorrentFiles.read(file).info_hashes()))
                        .isEqualTo(created.infoHashes());
            }
        }
    }

    /** The file of the torrent with more keys than the engine knows, none of which needs a look-up. */
    private byte[] rich() {
        SortedMap<ByteString, ByteString> file = new TreeMap<>(BencodeSlices.of(created.content()));
        BencodeDictionary.Builder more = BencodeDictionary.builder()
                .put("comment", "party \uD83C\uDF89 for all")
                .put("created by", "me \uD83D\uDE42")
                .put("encoding", "UTF-8")
                .put("httpseeds", List.of(ByteString.of("http://127.0.0.1:1/seed")))
                .put("nodes", List.of(List.of(ByteString.of("127.0.0.1"), 1L), List.of(ByteString.of("192.0.2.1"), 1L)))
                .put("publisher", new byte[] {(byte) 0xff, 0, 1})
                .put("url-list", List.of(ByteString.of("http://127.0.0.1:1/\uD83D\uDE00 x/")))
                .put("zz", BencodeDictionary.builder().put("deep", List.of(1L)).build());
        more.build().entries().forEach((key, value) -> file.put(key, ByteString.of(Bencode.encode(value))));
        // keys in no order, as no encoder of ours would write them
        file.put(ByteString.of("unordered"), ByteString.of("d1:bi1e1:ai2ee".getBytes()));
        return Bencode.join(file);
    }

    private static void assertSame(byte[] exported, byte[] original) {
        Map<ByteString, ByteString> expected = new TreeMap<>(BencodeSlices.of(original));
        expected.put(
                ByteString.of("url-list"),
                ByteString.of(Bencode.encode(List.of(ByteString.of("http://127.0.0.1:1/%F0%9F%98%80%20x/")))));
        assertThat(new TreeMap<>(BencodeSlices.of(exported))).isEqualTo(expected);
    }

    @Test
    void hasEverythingThatTheTorrentCameWith() {
        byte[] rich = rich();
        byte[] withLineEnd = Arrays.copyOf(rich, rich.length + 1);
        withLineEnd[rich.length] = '\n';
        try (LocalSession local = LocalSession.start("torrent-file-rich", folder);
                LocalSession again = LocalSession.start("torrent-file-again", folder)) {
            Torrent torrent = local.session()
                    .add(AddTorrent.torrentBytes(withLineEnd)
                            .savePath(folder)
                            .seed()
                            .started()
                            .build())
                    .torrent();
            assertSame(torrent.torrentFile().orElseThrow(), rich);
            assertThat(torrent.webSeeds()).containsExactly("http://127.0.0.1:1/%F0%9F%98%80%20x/");
            byte[] resumeData = Wait.answer(torrent.saveResumeData());
            Torrent resumed = again.session()
                    .add(AddTorrent.resumeData(resumeData).build())
                    .torrent();
            assertSame(resumed.torrentFile().orElseThrow(), rich);
        }
    }

    @Test
    void mayBeAskedForWhileTheTorrentIsRemoved() {
        try (LocalSession local = LocalSession.start("torrent-file-gone", folder)) {
            for (int i = 0; i < 30; i++) {
                Torrent torrent = addTo(local);
                CompletableFuture<Void> remover = CompletableFuture.runAsync(() -> torrent.remove(false));
                Optional<byte[]> file = torrent.torrentFile();
                while (file.isPresent()) {
                    assertThat(torrent.files()).hasSizeBetween(0, 3);
                    file = torrent.torrentFile();
                }
                remover.join();
            }
        }
    }
}
