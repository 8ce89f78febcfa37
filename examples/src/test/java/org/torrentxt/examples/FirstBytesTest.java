package org.torrentxt.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.testing.FakeChannel;
import org.torrentxt.testing.FakeSession;

class FirstBytesTest {
    private static final String MAGNET = "magnet:?xt=urn:btih:" + "ab".repeat(20);

    @Test
    void theBeginningOfAFileIsRead() throws IOException {
        var session = new FakeSession("default");
        session.answer("open", (torrent, arguments) -> new FakeChannel("hello world".getBytes(UTF_8)));
        session.add(AddTorrent.magnet(MAGNET).build());

        assertThat(new FirstBytes().read(session.find(1).orElseThrow(), 0, 5)).isEqualTo("hello".getBytes(UTF_8));
    }
}
