package org.torrentxt.benchmarks.program;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;

/**
 * The least that a download consists of, in one thread: receive a piece, compare its SHA-1 with that of the .torrent
 * file, write it. No protocol: the other side sends the file with {@code sendfile}.
 */
public final class BareLoop {
    private static final int BUFFER = 4 << 20;
    private static final int SHA1 = 20;
    private static final int WARM_UP = 256; // MiB, until the JVM has compiled what hashes
    private static final int MIB = 1 << 20;

    private BareLoop() {}

    /** Arguments: {@code seed} or {@code get}, the .torrent file (v1), the folder of the content. */
    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        Metainfo metainfo = new Metainfo(Files.readAllBytes(Path.of(args[1])));
        Path folder = Path.of(args[2]);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        if (args[0].equals("seed")) {
            seed(folder.resolve(metainfo.name()));
            commands.readLine();
            return;
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        warmUp(digest);
        ByteBuffer piece = ByteBuffer.allocateDirect(metainfo.pieceLength());
        SocketChannel sender = SocketChannel.open(StandardProtocolFamily.INET); // its classes are loaded before
        System.out.println(LineProgram.READY + " 0");
        String command = commands.readLine();
        if (command != null && command.startsWith(LineProgram.GET)) {
            sender.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            sender.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(command.split(" ")[1])));
            receive(sender, metainfo, folder.resolve(metainfo.name()), piece, digest);
            System.out.println(LineProgram.DONE);
            commands.readLine();
        }
    }

    private static void seed(Path content) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread sender = new Thread(() -> send(server, content), "sender");
        sender.setDaemon(true);
        sender.start();
        System.out.println(LineProgram.READY + " " + server.socket().getLocalPort());
    }

    private static void send(ServerSocketChannel server, Path content) {
        try (server;
                SocketChannel receiver = server.accept();
                FileChannel file = FileChannel.open(content)) {
            receiver.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
            long size = file.size();
            for (long sent = 0; sent < size; ) {
                sent += file.transferTo(sent, size - sent, receiver);
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void warmUp(MessageDigest digest) {
        byte[] random = new byte[MIB];
        new Random(1).nextBytes(random);
        ByteBuffer buffer = ByteBuffer.allocateDirect(MIB).put(random);
        for (int i = 0; i < WARM_UP; i++) {
            digest.update(buffer.flip());
        }
        digest.reset();
    }

    private static void receive(
            SocketChannel sender, Metainfo metainfo, Path target, ByteBuffer piece, MessageDigest digest)
            throws IOException {
        try (sender;
                FileChannel file = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] hashes = metainfo.pieces();
            for (int hash = 0; hash < hashes.length; hash += SHA1) {
                fill(piece.clear(), sender);
                digest.update(piece.flip());
                if (!Arrays.equals(digest.digest(), 0, SHA1, hashes, hash, hash + SHA1)) {
                    throw new IOException("piece " + hash / SHA1 + " differs");
                }
                for (piece.rewind(); piece.hasRemaining(); ) {
                    file.write(piece);
                }
            }
        }
    }

    /** Fills the buffer; the content is a multiple of it. */
    private static void fill(ByteBuffer piece, SocketChannel sender) throws IOException {
        while (piece.hasRemaining()) {
            if (sender.read(piece) < 0) {
                throw new EOFException();
            }
        }
    }
}
