package org.torrentxt.impl.proxy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.torrentxt.impl.proxy.ProxyException.Reply;

/** The handshake of SOCKS4, which knows IPv4 addresses only. */
final class Socks4Handshake implements Handshake {
    private static final int GRANTED = 90;

    private final Destination destination;
    private final byte[] request;
    private boolean done;

    Socks4Handshake(Destination destination, String user) throws ProxyException {
        InetAddress address = destination
                .address()
                .filter(Inet4Address.class::isInstance)
                .orElseThrow(() -> ProxyException.ofDestination(
                        Reply.NO_ADDRESS_TYPE,
                        "cannot connect to " + destination + ": SOCKS4 reaches IPv4 addresses only"));
        this.destination = destination;
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        this.request = ByteBuffer.allocate(9 + name.length)
                .put((byte) 4)
                .put((byte) 1)
                .putShort((short) destination.port())
                .put(address.getAddress())
                .put(name)
                .put((byte) 0)
                .array();
    }

    @Override
    public byte[] begin() {
        return request.clone();
    }

    @Override
    public int needs() {
        return done ? 0 : 8;
    }

    @Override
    public byte[] receive(byte[] bytes) throws ProxyException {
        int code = bytes[1] & 0xff;
        if (bytes[0] != 0) {
            throw ProxyException.ofProxy(Reply.FAILED, "does not speak SOCKS4");
        } else if (code == 92 || code == 93) {
            throw ProxyException.ofProxy(Reply.NOT_ALLOWED, "authentication failed");
        } else if (code != GRANTED) {
            throw ProxyException.ofDestination(
                    Reply.REFUSED, "cannot connect to " + destination + ": request rejected or failed");
        }
        done = true;
        return new byte[0];
    }
}
