package org.torrentxt.benchmarks.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgramsTest {
    @Test
    void whatIsNotInstalledOrFailsHasNoVersion() throws Exception {
        assertThat(Installed.output("/usr/bin/no-such-program", "--version")).isEmpty();
        assertThat(Installed.output("/bin/sh", "-c", "echo out; exit 3")).isEmpty();
        assertThat(Installed.output("/bin/sh", "-c", "echo out 1.2; echo more")).hasValue("out 1.2");
    }

    @Test
    void theTrackerNamesOnePeerOrNone() {
        assertThat(OnePeerTracker.peers(0)).isEqualTo("d8:intervali1800e5:peers0:e".getBytes(StandardCharsets.UTF_8));
        assertThat(OnePeerTracker.peers(0x1234))
                .isEqualTo("d8:intervali1800e5:peers6:\u007f\0\0\1\u00124e".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void theTrackerNamesTheSeederToOthersOnceItIsComplete() throws Exception {
        try (OnePeerTracker tracker = OnePeerTracker.start()) {
            tracker.expect(4660);

            assertThat(announce(tracker, "port=4660&left=5")).isEqualTo(OnePeerTracker.peers(0));
            assertThat(announce(tracker, "port=1&left=5")).isEqualTo(OnePeerTracker.peers(0));
            assertThat(announce(tracker, "port=1&left=0")).isEqualTo(OnePeerTracker.peers(0));
            assertThat(tracker.hasSeeder()).isFalse();
            assertThat(announce(tracker, "left=0&port=4660&event=completed"))
                    .as("nobody has to connect to itself")
                    .isEqualTo(OnePeerTracker.peers(0));
            assertThat(tracker.hasSeeder()).isTrue();
            assertThat(announce(tracker, "left=5&port=1")).isEqualTo(OnePeerTracker.peers(4660));
        }
    }

    private static byte[] announce(OnePeerTracker tracker, String query) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(tracker.address() + "?info_hash=x&" + query))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
    }

    @Test
    void aTorrentIsReadByItsKeys() {
        Metainfo metainfo = new Metainfo(
                ("d4:infod6:lengthi3e4:name3:a.b12:piece lengthi16384e6:pieces20:" + "01234567890123456789ee")
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(metainfo.name()).isEqualTo("a.b");
        assertThat(metainfo.pieceLength()).isEqualTo(16384);
        assertThat(metainfo.pieces()).asString(StandardCharsets.US_ASCII).isEqualTo("01234567890123456789");
        assertThatThrownBy(() -> new Metainfo(new byte[] {'d', 'e'})).hasMessageContaining("no '4:name'");
    }
}
