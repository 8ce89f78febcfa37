package org.torrentxt.shell.add;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.fetch.TorrentDownload;

class TorrentSourceTest {
    @TempDir
    private Path folder;

    @Test
    void magnetsAndHashesAreRecognised() throws Exception {
        String hash = "0123456789ABCDEF0123456789abcdef01234567";
        assertThat(source("magnet:?xt=urn:btih:" + hash)).isInstanceOf(AddTorrent.Magnet.class);
        assertThat(source("MAGNET:?xt=urn:btih:" + hash)).isInstanceOf(AddTorrent.Magnet.class);
        assertThat(source(hash)).isInstanceOf(AddTorrent.BareInfoHash.class);
        for (String pasted : new String[] {
            " magnet:?xt=urn:btih:" + hash + " ",
            "'magnet:?xt=urn:btih:" + hash + "'",
            "magnet%3A%3Fxt%3Durn:btih:" + hash
        }) {
            assertThat(source(pasted)).isEqualTo(new AddTorrent.Magnet("magnet:?xt=urn:btih:" + hash));
        }
        assertThat(source("urn:btih:" + hash + " ")).isEqualTo(source(hash));
        assertThat(source("CEIRCEIRCEIRCEIRCEIRCEIRCEIRCAAN")).isInstanceOf(AddTorrent.BareInfoHash.class);
        Files.writeString(folder.resolve("CEIRCEIRCEIRCEIRCEIRCEIRCEIRCAAN"), "d4:infode");
        assertThat(source("CEIRCEIRCEIRCEIRCEIRCEIRCEIRCAAN")).isInstanceOf(AddTorrent.TorrentFile.class);
    }

    @Test
    void filesAreNamedByPathOrUrl() throws Exception {
        Path file = Files.writeString(folder.resolve("a b.torrent"), "d4:infode");
        assertThat(source("a b.torrent")).isEqualTo(new AddTorrent.TorrentFile(file));
        assertThat(source(file.toUri().toString())).isEqualTo(new AddTorrent.TorrentFile(file));
    }

    @Test
    void aLinkToAReleaseIsReferredToTheCommandThatFollowsIt() throws Exception {
        String release = "magnet:?xs=urn:btpk:" + "ab".repeat(32);
        assertThatThrownBy(() -> source(release))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("'" + release + "'")
                .hasMessageContaining("dht:follow");
        assertThat(source(release + "&xt=urn:btih:" + "cd".repeat(20))).isInstanceOf(AddTorrent.Magnet.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.torrent", "0123", "", "."})
    void whatIsNoTorrentIsRefusedWithWhatWouldBe(String text) {
        assertThatThrownBy(() -> source(text))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("magnet link");
    }

    @Test
    void itIsSaidWhyItIsNone() {
        assertThatThrownBy(() -> source("ftp://example.org/a.torrent"))
                .hasMessageContaining("only http, https and file URLs are supported;");
        assertThatThrownBy(() -> source(".")).hasMessageContaining("invalid torrent source '.': it is a folder;");
        assertThatThrownBy(() -> source("a.torrent"))
                .hasMessageContaining("invalid torrent source 'a.torrent': no such file;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:a b", "file:relative", "http://[", "file://host/path"})
    void malformedUrlsAreRefusedInOneLine(String text) {
        assertThatThrownBy(() -> source(text))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining(text)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/a.torrent", "https://192.0.2.1/a", "http://127.0.0.1.example.org/"})
    void aLocalSessionFetchesNothingFromElsewhere(String text) {
        assertThatThrownBy(() -> source(text))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("network is local")
                .hasMessageContaining("network=internet");
    }

    private AddTorrent.Source source(String text) throws IOException, InterruptedException {
        return new TorrentSource(folder::resolve, new TorrentDownload("local"))
                .parse(text)
                .build()
                .source();
    }
}
