package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;

/**
 * Content, its torrent, and a session that has it.
 *
 * @param session the seeder
 * @param content the folder of the content
 * @param created its torrent
 */
record Seed(LocalSession session, Path content, CreatedTorrent created) {
    static Seed of(LocalSession session, Path content, TorrentFormat format) {
        return new Seed(session, content, Content.torrentOf(content, format));
    }

    /** A request for the torrent, by its .torrent file and without peers. */
    AddTorrent.Builder torrent() {
        return AddTorrent.torrentBytes(created.content());
    }

    /** A request to download it from the seeder at once. */
    AddTorrent.Builder download() {
        return torrent().started().peer(session.endpoint());
    }

    /** A request to fetch it from the seeder by its magnet link. */
    AddTorrent.Builder magnet() {
        return AddTorrent.magnet(created.magnetUri()).started().peer(session.endpoint());
    }

    /** The torrent in the seeder. */
    Torrent seeding() {
        InfoHash hash = created.infoHashes().best().orElseThrow();
        return session.session().find(hash).orElseThrow();
    }

    /** Asserts that a folder holds a copy of the content, and nothing else. */
    void assertCopiedTo(Path savePath) {
        Path copy = savePath.resolve(content.getFileName());
        List<Path> files = Content.filesBelow(content);
        assertThat(Content.filesBelow(copy)).isEqualTo(files);
        assertThat(files)
                .allSatisfy(file -> assertThat(copy.resolve(file)).hasSameBinaryContentAs(content.resolve(file)));
    }
}
