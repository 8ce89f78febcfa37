package org.torrentxt.impl.engine.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeTokens;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Torrents of more files than the engine reads by itself. */
class LargeTorrentTest {
    private static final int PIECE = 16 * 1024;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private static byte[] torrent(int files) {
        List<BencodeDictionary> list = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            list.add(BencodeDictionary.builder()
                    .put("length", 1)
                    .put("path", List.of(Integer.toString(i)))
                    .build());
        }
        BencodeDictionary info = BencodeDictionary.builder()
                .put("files", list)
                .put("name", "many")
                .put("piece length", PIECE)
                .put("pieces", new byte[20 * ((files + PIECE - 1) / PIECE)])
                .build();
        return Bencode.encode(BencodeDictionary.builder()
                .put("announce", "http://127.0.0.1:1/announce")
                .put("comment", "large")
                .put("info", info)
                .build());
    }

    @Test
    void isAddedExportedAndResumed() {
        byte[] file = torrent(270_000);
        assertThat(BencodeTokens.count(file)).isGreaterThan(2_000_000);
        LocalSession local = sessions.start("large", folder);
        Torrent torrent = local.session()
                .add(AddTorrent.torrentBytes(file).paused().build())
                .torrent();
        assertThat(torrent.files()).hasSize(270_000);
        assertThat(torrent.trackers()).extracting(TrackerInfo::url).containsExactly("http://127.0.0.1:1/announce");
        assertThat(torrent.torrentFile()).contains(file);
        byte[] resumeData = Wait.answer(torrent.saveResumeData());
        LocalSession again = sessions.start("again", folder);
        assertThat(again.session()
                        .add(AddTorrent.resumeData(resumeData).paused().build())
                        .torrent()
                        .torrentFile())
                .contains(file);
    }

    @Test
    void isRefusedWhereItIsTooLarge() {
        LocalSession local = sessions.start("too-large", folder);
        AddTorrent request = AddTorrent.torrentBytes(torrent(800_000)).build();
        assertThatThrownBy(() -> local.session().add(request))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("at most " + Bencode.MAX_TOKENS);
    }

    @Test
    void theHashesOfItsPiecesAreTakenOver() throws Exception {
        Path content = Files.createDirectories(folder.resolve("content"));
        Files.write(content.resolve("a"), new byte[5 * PIECE + 7]);
        Files.write(content.resolve("b"), new byte[1]);
        Files.write(content.resolve("c"), new byte[PIECE * 8]);
        for (TorrentFormat format : List.of(TorrentFormat.V2, TorrentFormat.HYBRID)) {
            CreatedTorrent created = Content.torrentOf(content, format);
            LocalSession local = sessions.start("layers-" + format, folder);
            // as if it was large
            var params = LargeTorrents.read(TorrentContent.of(created.content()));
            params.setSave_path(folder.toString());
            var handle = local.session()
                    .context()
                    .engine()
                    .call(engine -> engine.add_torrent(params, new org.libtorrent4j.swig.error_code()));
            Wait.until("it is complete", () -> handle.status().getIs_seeding());
            assertThat(TorrentFiles.write(
                            handle,
                            List.of(),
                            List.of(),
                            TorrentContent.of(created.content()).outerKeys()))
                    .contains(created.content());
        }
    }
}
