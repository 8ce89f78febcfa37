package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;

/** A third-party client and ours transfer torrents to each other. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class ForeignPeerIT extends SwarmTestSupport {
    private static final int MIB = 1024 * 1024;

    private CreatedTorrent created;
    private TorrentSession session;

    @Before
    public void startSession() throws Exception {
        // In plain text: the engine tries an encrypted handshake first, which the other client closes (always with its
        // encryption
        // off, now and then with it on), and dials again later. Two engines that insist on encryption never failed so.
        session = swarm.session("ours", Map.of("setting.out_enc_policy", "2"));
        Path content = Content.write(
                swarm.folder("content"), Map.of("a.bin", MIB + 1, "folder/b.bin", MIB, "folder/c.bin", 7));
        created = swarm.create(content, TorrentFormat.V1);
    }

    private void assertSameFiles(String copy) {
        assertThat(Content.hashes(swarm.folder(copy))).isNotEmpty().isEqualTo(Content.hashes(swarm.folder("content")));
    }

    @Test
    public void aForeignClientDownloadsFromOurs() throws Exception {
        Swarm.seed(session, created);
        String magnet = created.magnetUri() + "&x.pe=" + Swarm.endpoint(session);

        try (var foreign = new ForeignProcess("download", magnet, swarm.folder("foreign"))) {
            foreign.awaitLine("complete");
        }

        assertSameFiles("foreign/content");
    }

    @Test
    public void oursDownloadsFromAForeignClient() throws Exception {
        Path file = Files.write(swarm.folder("content.torrent"), created.content());

        try (var foreign = new ForeignProcess("seed", file.toString(), created.savePath())) {
            String port = foreign.awaitLine("listening ").substring("listening ".length());
            foreign.awaitLine("complete");
            Torrent torrent = session.add(AddTorrent.magnet(created.magnetUri())
                            .peer(Endpoint.parse("127.0.0.1:" + port))
                            .started()
                            .build())
                    .torrent();
            Swarm.awaitFinished(torrent);
            assertThat(session.status().totalDownload()).isGreaterThanOrEqualTo(created.totalSize());
        }

        assertSameFiles("ours/content");
    }
}
