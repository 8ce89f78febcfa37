package org.torrentxt.api.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentException;

class FleetNodeTest {
    private static FleetNode.Builder node() {
        return FleetNode.builder("node", InetAddress.getLoopbackAddress());
    }

    @Test
    void numbersAreChecked() {
        assertRefused(node().numTorrents(-2), "invalid numTorrents -2: expected at least 0, or -1 for unknown");
        assertRefused(node().numErrors(-1), "invalid numErrors -1: expected at least 0");
        assertRefused(node().downloadRate(-1), "invalid downloadRate -1: expected at least 0");
        assertRefused(node().uploadRate(-1), "invalid uploadRate -1: expected at least 0");
        assertThat(node().build().numTorrents()).isEqualTo(-1);
        assertThat(node().numTorrents(0).build().toBuilder().build().numTorrents())
                .isZero();
    }

    private static void assertRefused(FleetNode.Builder builder, String message) {
        assertThatThrownBy(builder::build).isInstanceOf(TorrentException.class).hasMessage(message);
    }
}
