package org.torrentxt.impl.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Files as they were written by each version of a format; they must be read by all later ones. A version that was
 * released gets no other files.
 */
class FormerFormatsTest {
    private static final Path VERSION_1 = Path.of("src/test/resources/state/1");

    private static byte[] read(String name) throws IOException {
        return Files.readAllBytes(VERSION_1.resolve(name));
    }

    @Test
    void version1IsRead() throws IOException {
        assertThat(TorrentState.read(read("7.resume"))).isEqualTo(States.torrent(7, 5));
        assertThat(TorrentState.read(read("8.resume"))).isEqualTo(States.torrent(8, 2_049));
        assertThat(SessionState.read(read("session.state"))).isEqualTo(States.session());
        assertThat(IpFilterState.read(read("ip-filter.state"))).isEqualTo(States.ipFilter());
        assertThat(TorrentIds.read(read("ids.state"))).isEqualTo(1_001);
    }
}
