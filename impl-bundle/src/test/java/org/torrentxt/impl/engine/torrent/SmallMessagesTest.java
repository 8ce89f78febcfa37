package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;

/**
 * What the engine writes in two parts arrives without waiting for the acknowledgement of the first one, which the kernel of
 * the other side delays by at least 40 ms. The engine writes the head of a block alone.
 */
@Timeout(60)
class SmallMessagesTest {
    private static final Duration DELAYED_ACKNOWLEDGEMENT = Duration.ofMillis(40);
    private static final int BLOCK = 1 << 14;
    private static final int HANDSHAKE = 68;
    private static final int UNCHOKE = 1;
    private static final int INTERESTED = 2;
    private static final int REQUEST = 6;
    private static final int PIECE = 7;
    private static final int ENOUGH = 10;
    private static final int ATTEMPTS = 200;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    /** A busy machine answers late now and then, but not always. */
    @Test
    void blocksDoNotWaitForAnAcknowledgement() throws IOException {
        Seed seed = sessions.seed(folder, 4 * BLOCK, TorrentFormat.V1);
        Endpoint endpoint = seed.session().endpoint();
        try (Socket socket = new Socket(endpoint.address(), endpoint.port())) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(handshake(seed));
            in.readNBytes(HANDSHAKE);
            out.write(new byte[] {0, 0, 0, 1, INTERESTED});
            await(in, UNCHOKE);

            int early = 0;
            for (int attempt = 0; attempt < ATTEMPTS && early < ENOUGH; attempt++) {
                long begin = System.nanoTime();
                out.write(request());
                await(in, PIECE);
                if (System.nanoTime() - begin < DELAYED_ACKNOWLEDGEMENT.toNanos()) {
                    early++;
                }
            }
            assertThat(early).isEqualTo(ENOUGH);
        }
    }

    private static byte[] handshake(Seed seed) {
        byte[] hash = seed.created().infoHashes().v1().orElseThrow().bytes();
        return ByteBuffer.allocate(HANDSHAKE)
                .put("\23BitTorrent protocol".getBytes(StandardCharsets.ISO_8859_1))
                .put(new byte[Long.BYTES])
                .put(hash)
                .put("-XX0000-abcdefghijkl".getBytes(StandardCharsets.ISO_8859_1))
                .array();
    }

    private static byte[] request() {
        return ByteBuffer.allocate(17)
                .putInt(13)
                .put((byte) REQUEST)
                .putInt(0)
                .putInt(0)
                .putInt(BLOCK)
                .array();
    }

    /** Reads messages up to one of that kind. */
    private static void await(DataInputStream in, int kind) throws IOException {
        byte[] message;
        do {
            message = in.readNBytes(in.readInt());
        } while (message.length == 0 || message[0] != kind);
    }
}
