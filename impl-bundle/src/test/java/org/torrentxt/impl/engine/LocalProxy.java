package org.torrentxt.impl.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A proxy on 127.0.0.1 of each type that a session can be configured with. It takes every host for this one, so that
 * names that only it can know show who has looked them up, and keeps what it was asked.
 */
final class LocalProxy implements AutoCloseable {
    static final int SOCKS4 = 1;
    static final int SOCKS5 = 2;
    static final int SOCKS5_PASSWORD = 3;
    static final int HTTP = 4;
    static final int HTTP_PASSWORD = 5;
    static final String USER = "somebody";
    static final String PASSWORD = "open sesame";

    private final int type;
    private final boolean datagrams;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();

    private LocalProxy(int type, boolean datagrams) throws IOException {
        this.type = type;
        this.datagrams = datagrams;
        this.server = new ServerSocket(0, 64, InetAddress.getByName("127.0.0.1"));
    }

    static LocalProxy start(int type) {
        return start(type, true);
    }

    /** One by SOCKS5 that only connects, as that of ssh. */
    static LocalProxy startWithoutDatagrams() {
        return start(SOCKS5, false);
    }

    private static LocalProxy start(int type, boolean datagrams) {
        try {
            LocalProxy proxy = new LocalProxy(type, datagrams);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** The settings by which a session uses it. */
    Map<String, Object> settings() {
        return settings(PASSWORD);
    }

    Map<String, Object> settings(String password) {
        return new HashMap<>(Map.of(
                "proxy_type",
                (long) type,
                "proxy_hostname",
                "127.0.0.1",
                "proxy_port",
                (long) port(),
                "proxy_username",
                USER,
                "proxy_password",
                password));
    }

    /**
     * What it was asked so far: {@code CONNECT HOST:PORT}, {@code GET URL}, {@code ASSOCIATE}, {@code DATAGRAM
     * HOST:PORT}.
     */
    List<String> asked() {
        return asked;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            closeAll(); // it is closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            switch (type) {
                case SOCKS4 -> socks4(client, in);
                case SOCKS5, SOCKS5_PASSWORD -> socks5(client, in);
                default -> http(client, in);
            }
        } catch (IOException e) {
            // the client went away
        } finally {
            open.remove(client);
        }
    }

    private void socks4(Socket client, DataInputStream in) throws IOException {
        in.readShort();
        int port = in.readUnsignedShort();
        byte[] address = in.readNBytes(4);
        StringBuilder user = new StringBuilder();
        for (int next = in.read(); next > 0; next = in.read()) {
            user.append((char) next);
        }
        boolean known = user.toString().equals(USER);
        client.getOutputStream().write(new byte[] {0, (byte) (known ? 90 : 93), 0, 0, 0, 0, 0, 0});
        if (known) {
            connect(client, InetAddress.getByAddress(address).getHostAddress() + ":" + port, port, new byte[0]);
        }
    }

    private void socks5(Socket client, DataInputStream in) throws IOException {
        OutputStream out = client.getOutputStream();
        in.readByte();
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        byte method = (byte) (type == SOCKS5_PASSWORD ? 2 : 0);
        boolean offered = new String(methods, ISO_8859_1).indexOf(method) >= 0;
        out.write(new byte[] {5, offered ? method : (byte) 0xff});
        if (!offered || method == 2 && !isRightPassword(in, out)) {
            return;
        }
        in.readByte();
        int command = in.readByte();
        in.readByte();
        String host = host(in);
        int port = in.readUnsignedShort();
        if (command == 3) {
            associate(client, out);
            return;
        }
        connect(client, host + ":" + port, port, new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
    }

    private static boolean isRightPassword(DataInputStream in, OutputStream out) throws IOException {
        in.readByte();
        String user = new String(in.readNBytes(in.readUnsignedByte()), ISO_8859_1);
        String password = new String(in.readNBytes(in.readUnsignedByte()), ISO_8859_1);
        boolean right = user.equals(USER) && password.equals(PASSWORD);
        out.write(new byte[] {1, (byte) (right ? 0 : 1)});
        return right;
    }

    private static String host(DataInputStream in) throws IOException {
        int kind = in.readByte();
        byte[] host = in.readNBytes(kind == 1 ? 4 : kind == 4 ? 16 : in.readUnsignedByte());
        return kind == 3
                ? new String(host, ISO_8859_1)
                : InetAddress.getByAddress(host).getHostAddress();
    }

    // Relays between one client and this host, as long as the connection is open; says 0.0.0.0, as many do.
    private void associate(Socket client, OutputStream out) throws IOException {
        asked.add("ASSOCIATE");
        if (!datagrams) {
            out.write(new byte[] {5, 7, 0, 1, 0, 0, 0, 0, 0, 0});
            return;
        }
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (DatagramSocket relay = new DatagramSocket(0, here);
                DatagramSocket outside = new DatagramSocket(0, here)) {
            int port = relay.getLocalPort();
            out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, (byte) (port >> 8), (byte) port});
            threads.execute(() -> relay(relay, outside));
            client.getInputStream().read();
        }
    }

    private void relay(DatagramSocket relay, DatagramSocket outside) {
        byte[] buffer = new byte[2_000];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                relay.receive(packet);
                DataInputStream in = new DataInputStream(
                        new java.io.ByteArrayInputStream(Arrays.copyOf(packet.getData(), packet.getLength())));
                in.readNBytes(3);
                String host = host(in);
                int port = in.readUnsignedShort();
                asked.add("DATAGRAM " + host + ":" + port);
                byte[] content = in.readAllBytes();
                InetAddress here = InetAddress.getByName("127.0.0.1");
                outside.send(new DatagramPacket(content, content.length, here, port));
                threads.execute(() -> back(outside, relay, packet.getSocketAddress(), port));
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static void back(DatagramSocket outside, DatagramSocket relay, java.net.SocketAddress client, int port) {
        try {
            DatagramPacket answer = new DatagramPacket(new byte[2_000], 2_000);
            outside.receive(answer);
            byte[] header = {0, 0, 0, 1, 127, 0, 0, 1, (byte) (port >> 8), (byte) port};
            byte[] wrapped = Arrays.copyOf(header, header.length + answer.getLength());
            System.arraycopy(answer.getData(), 0, wrapped, header.length, answer.getLength());
            relay.send(new DatagramPacket(wrapped, wrapped.length, client));
        } catch (IOException e) {
            // the client has gone
        }
    }

    private void http(Socket client, DataInputStream in) throws IOException {
        String head = head(in);
        String credentials = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(ISO_8859_1));
        if (type == HTTP_PASSWORD && !head.contains("\r\nProxy-Authorization: Basic " + credentials + "\r\n")) {
            client.getOutputStream()
                    .write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(ISO_8859_1));
            return;
        }
        String[] words = head.split(" ", 3);
        if (words[0].equals("CONNECT")) {
            int port = Integer.parseInt(words[1].replaceFirst(".*:", ""));
            connect(client, words[1], port, "HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
            return;
        }
        asked.add(words[0] + " " + words[1]);
        String server = words[1].replaceFirst("http://([^/]*)/.*", "$1");
        try (Socket target = new Socket("127.0.0.1", Integer.parseInt(server.replaceFirst(".*:", "")))) {
            String origin =
                    head.replaceFirst("http://[^/]*/", "/").replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
            target.getOutputStream().write(origin.getBytes(ISO_8859_1));
            target.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private void connect(Socket client, String asTold, int port, byte[] success) throws IOException {
        asked.add("CONNECT " + asTold);
        try (Socket target = new Socket()) {
            open.add(target);
            target.connect(new InetSocketAddress("127.0.0.1", port));
            client.getOutputStream().write(success);
            Future<?> there = threads.submit(() -> pump(client, target));
            pump(target, client);
            there.get();
        } catch (InterruptedException | ExecutionException e) {
            Thread.currentThread().interrupt(); // the test is over
        }
    }

    // ends each direction by itself, as real ones do
    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            closeBoth(from, to); // one of them has gone
        }
    }

    private static void closeBoth(Socket one, Socket other) {
        try {
            one.close();
            other.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeAll() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closeAll();
        threads.shutdownNow();
    }
}
