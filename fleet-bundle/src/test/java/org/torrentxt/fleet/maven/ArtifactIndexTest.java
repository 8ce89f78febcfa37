package org.torrentxt.fleet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.artifact.MavenArtifact;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Artifacts are in torrents that have their files, whatever the names of those. */
class ArtifactIndexTest {
    private static final MavenArtifact THERE = MavenArtifact.parse("mvn:com.acme/core/1.0");
    private static final MavenArtifact KAR = MavenArtifact.parse("mvn:com.acme/acme/1.0/kar");

    private final ArtifactIndex index = new ArtifactIndex();
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(1).build());
    private final Torrent torrent = session.find(1).orElseThrow();

    @Test
    void aTorrentOfSeveralLacksWhatItWasUnpackedFrom() {
        session.answer("whenMetadata", (status, arguments) -> CompletableFuture.completedStage(torrent));
        session.answer(
                "files",
                (status, arguments) ->
                        List.of(FileInfo.builder(0, "acme/" + THERE.path()).build()));
        assertThat(index.has(torrent, THERE)).isTrue();
        assertThat(index.lacks(torrent, THERE)).isFalse();
        assertThat(index.has(torrent, KAR)).isFalse();
        assertThat(index.lacks(torrent, KAR)).isTrue();
    }

    @Test
    void whileItsFilesAreNotKnownItNeitherHasNorLacksThem() {
        session.answer("whenMetadata", (status, arguments) -> new CompletableFuture<Torrent>());
        assertThat(index.has(torrent, THERE)).isFalse();
        assertThat(index.lacks(torrent, THERE)).isFalse();
    }
}
