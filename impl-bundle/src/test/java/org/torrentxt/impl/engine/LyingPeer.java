package org.torrentxt.impl.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.Endpoint;

/** A peer on 127.0.0.1 that has the metadata of every torrent (BEP 9), and always sends the same bytes for it. */
final class LyingPeer implements AutoCloseable {
    private static final int HANDSHAKE_LENGTH = 68;
    private static final int EXTENDED = 20;
    private static final int OUR_UT_METADATA = 3;
    private static final Pattern THEIR_UT_METADATA = Pattern.compile("11:ut_metadatai(\\d+)e");

    private final ServerSocket server;
    private final String metadata;

    private LyingPeer(ServerSocket server, String metadata) {
        this.server = server;
        this.metadata = metadata;
    }

    /**
     * Starts one.
     *
     * @param metadata what it sends, one byte a character, less than 16 KiB
     */
    static LyingPeer start(String metadata) {
        try {
            LyingPeer peer = new LyingPeer(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), metadata);
            Thread thread = new Thread(peer::serve, "lying-peer");
            thread.setDaemon(true);
            thread.start();
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Endpoint endpoint() {
        return new Endpoint(server.getInetAddress(), server.getLocalPort());
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                talk(new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
            } catch (IOException e) {
                // the other has left, or the test is over
            }
        }
    }

    private void talk(DataInputStream in, DataOutputStream out) throws IOException {
        byte[] handshake = in.readNBytes(HANDSHAKE_LENGTH);
        handshake[25] = 0x10; // extensions, and no others
        handshake[HANDSHAKE_LENGTH - 1] ^= 1; // another peer id than theirs
        out.write(handshake);
        send(out, 0, "d1:md11:ut_metadatai" + OUR_UT_METADATA + "ee13:metadata_sizei" + metadata.length() + "ee");
        int theirs = 0;
        while (true) {
            String message = new String(in.readNBytes(in.readInt()), ISO_8859_1);
            if (message.startsWith((char) EXTENDED + "\0")) {
                Matcher matcher = THEIR_UT_METADATA.matcher(message);
                theirs = matcher.find() ? Integer.parseInt(matcher.group(1)) : theirs;
            } else if (message.startsWith((char) EXTENDED + "" + (char) OUR_UT_METADATA)) {
                String size = "10:total_sizei" + metadata.length() + "e";
                send(out, theirs, "d8:msg_typei1e5:piecei0e" + size + "e" + metadata);
            }
        }
    }

    private static void send(DataOutputStream out, int extension, String payload) throws IOException {
        out.writeInt(2 + payload.length());
        out.write(EXTENDED);
        out.write(extension);
        out.write(payload.getBytes(ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
