package org.torrentxt.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Torrent;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.fixture.Foreign;
import org.torrentxt.impl.fixture.Namespace;
import org.torrentxt.impl.fixture.NetworkNamespace;
import org.torrentxt.impl.fixture.Wait;

/** A session whose device is down when it starts. That packets are counted is shown by {@link NetworkDeviceTest}. */
class NetworkDeviceStartTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void nothingLeavesByAnotherDeviceFromTheStart() throws IOException, InterruptedException {
        NetworkNamespace.assertEnds(NetworkDeviceStartTest.class, folder);
    }

    /** What runs in the namespace, whose other device has the default route. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long before = NetworkNamespace.sent();
        // with a name, which would be looked up by the other device
        String nodes = "203.0.113.9:6881,router.example:6881";
        try (EngineSession session = NetworkDeviceTest.start(
                folder.resolve("first"), "network.device", "tun9", "dht.bootstrap.nodes", nodes)) {
            NetworkDeviceTest.assertIsCut(session);
            List<Torrent> torrents = Foreign.addAll(session, 1);
            Foreign.awaitActive(torrents);
            Wait.until(
                    "it says why it has no peers",
                    () -> torrents.get(0).status().orElseThrow().noPeersReason().contains("tun9 is down"));
            assertThat(torrents)
                    .allSatisfy(torrent -> assertThat(torrent.trackers())
                            .singleElement()
                            .satisfies(tracker -> assertThat(tracker.message()).contains("tun9 is down")));
        }
        assertThat(NetworkNamespace.sent()).as("packets").isEqualTo(before);
        Namespace.ended();
    }
}
