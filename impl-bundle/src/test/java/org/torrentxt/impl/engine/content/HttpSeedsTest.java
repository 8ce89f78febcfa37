package org.torrentxt.impl.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Web seeds of BEP 17 are not asked, neither as such nor for web seeds of BEP 19. */
class HttpSeedsTest {
    private static final String SEED = "http://127.0.0.1:1/seed.php";

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private static byte[] withHttpSeed(byte[] content) {
        BencodeDictionary.Builder more = BencodeDictionary.builder();
        Bencode.decodeDictionary(content).entries().forEach(more::put);
        return Bencode.encode(more.put("httpseeds", List.of(SEED)).build());
    }

    @Test
    void thoseOfResumeDataDoNotReachTheEngine() {
        LocalSession local = sessions.leecher(folder);
        byte[] file = Content.torrentOf(Content.write(folder, 100_000), TorrentFormat.HYBRID)
                .content();
        Torrent first = local.session()
                .add(AddTorrent.torrentBytes(file)
                        .paused()
                        .webSeed("http://127.0.0.1:1/")
                        .build())
                .torrent();
        byte[] resume = withHttpSeed(Wait.answer(first.saveResumeData()));
        first.remove(false);
        Torrent second = local.session()
                .add(AddTorrent.resumeData(resume).paused().build())
                .torrent();
        assertThat(second.webSeeds()).containsExactly("http://127.0.0.1:1/");
        assertThat(Bencode.decodeDictionary(Wait.answer(second.saveResumeData()))
                        .list("httpseeds")
                        .orElse(List.of()))
                .isEmpty();
    }

    @Test
    void thoseOfATorrentFileAreNotTakenForOthers() {
        LocalSession local = sessions.leecher(folder);
        byte[] file = withHttpSeed(Content.torrentOf(Content.write(folder, 100_000), TorrentFormat.V1)
                .content());
        Torrent torrent = local.session()
                .add(AddTorrent.torrentBytes(file)
                        .paused()
                        .webSeed("http://127.0.0.1:1/")
                        .build())
                .torrent();
        assertThat(torrent.webSeeds()).containsExactly("http://127.0.0.1:1/");
    }
}
