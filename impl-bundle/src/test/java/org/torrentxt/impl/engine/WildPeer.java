package org.torrentxt.impl.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import org.torrentxt.api.Endpoint;

/** A peer that shakes hands as it should, and then sends whatever it is given. */
final class WildPeer {
    private static final int HANDSHAKE_LENGTH = 68;
    private static final int ID_LENGTH = 20;
    private static final int PATIENCE_MILLIS = 60;

    private final byte[] handshake;
    private final byte[] messages;

    /**
     * A peer of one torrent.
     *
     * @param infoHash its v1 info-hash, or the first 20 bytes of its v2 info-hash
     * @param messages what it sends after the handshake, at once
     */
    WildPeer(Random random, byte[] infoHash, byte[] messages) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(("\23BitTorrent protocol\0\0\0\0\0\20\0" + (random.nextInt(4) == 0 ? "\4" : "\24"))
                .getBytes(ISO_8859_1));
        bytes.write(infoHash);
        byte[] id = new byte[ID_LENGTH];
        random.nextBytes(id);
        bytes.write(id);
        this.handshake = bytes.toByteArray();
        this.messages = messages;
    }

    void dial(Endpoint to) throws IOException {
        try (Socket socket = new Socket(to.address(), to.port())) {
            talk(socket);
        }
    }

    void answer(ServerSocket server) throws IOException {
        try (Socket socket = server.accept()) {
            talk(socket);
        }
    }

    private void talk(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        out.write(handshake);
        if (in.readNBytes(HANDSHAKE_LENGTH).length == HANDSHAKE_LENGTH) {
            out.write(messages);
            socket.shutdownOutput();
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
