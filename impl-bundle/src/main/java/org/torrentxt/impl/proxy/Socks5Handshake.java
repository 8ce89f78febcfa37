package org.torrentxt.impl.proxy;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.torrentxt.impl.proxy.ProxyException.Reply;

/** The handshake of SOCKS5 (RFC 1928), with a user name and a password (RFC 1929) if there are any. */
final class Socks5Handshake implements Handshake {
    static final int CONNECT = 1;
    static final int ASSOCIATE = 3;

    private enum Step {
        METHOD,
        AUTHENTICATION,
        STATUS,
        ADDRESS_TYPE,
        ADDRESS,
        DONE
    }

    private final UpstreamProxy proxy;
    private final int command;
    private final Destination destination;
    private Step step = Step.METHOD;
    private byte[] head = {};
    private int addressLeft;
    private Optional<InetSocketAddress> bound = Optional.empty();

    Socks5Handshake(UpstreamProxy proxy, int command, Destination destination) {
        this.proxy = proxy;
        this.command = command;
        this.destination = destination;
    }

    @Override
    public byte[] begin() {
        return proxy.authenticates() ? new byte[] {5, 2, 0, 2} : new byte[] {5, 1, 0};
    }

    @Override
    public int needs() {
        return switch (step) {
            case METHOD, AUTHENTICATION, STATUS -> 2;
            case ADDRESS_TYPE -> 3;
            case ADDRESS -> addressLeft;
            case DONE -> 0;
        };
    }

    /** Where the proxy sends from, or takes datagrams; empty if it does not say, or by a name. */
    Optional<InetSocketAddress> bound() {
        return bound;
    }

    @Override
    public byte[] receive(byte[] bytes) throws ProxyException {
        switch (step) {
            case METHOD -> {
                return method(bytes);
            }
            case AUTHENTICATION -> {
                if (bytes[1] != 0) {
                    throw ProxyException.ofProxy(Reply.NOT_ALLOWED, "authentication failed");
                }
                return request();
            }
            case STATUS -> status(bytes);
            case ADDRESS_TYPE -> addressType(bytes);
            default -> address(bytes);
        }
        return new byte[0];
    }

    private byte[] method(byte[] bytes) throws ProxyException {
        if (bytes[0] != 5) {
            throw ProxyException.ofProxy(Reply.FAILED, "does not speak SOCKS5");
        }
        if (bytes[1] == 0) {
            return request();
        }
        if (bytes[1] == 2 && proxy.authenticates()) {
            step = Step.AUTHENTICATION;
            return credentials();
        }
        throw ProxyException.ofProxy(
                Reply.NOT_ALLOWED,
                proxy.authenticates()
                        ? "authentication failed: it takes neither a password nor connections without"
                        : "authentication failed: it requires a user name and a password");
    }

    private byte[] credentials() {
        byte[] user = proxy.user().getBytes(StandardCharsets.UTF_8);
        byte[] password = proxy.password().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(1);
        out.write(user.length);
        out.writeBytes(user);
        out.write(password.length);
        out.writeBytes(password);
        return out.toByteArray();
    }

    private byte[] request() throws ProxyException {
        step = Step.STATUS;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {5, (byte) command, 0});
        if (destination.address().isPresent()) {
            byte[] address = destination.address().get().getAddress();
            out.write(address.length == 4 ? 1 : 4);
            out.writeBytes(address);
        } else {
            byte[] name = destination.host().getBytes(StandardCharsets.UTF_8);
            if (name.length > 255) {
                throw ProxyException.ofDestination(Reply.FAILED, "host name of more than 255 bytes");
            }
            out.write(3);
            out.write(name.length);
            out.writeBytes(name);
        }
        out.write(destination.port() >> 8);
        out.write(destination.port());
        return out.toByteArray();
    }

    private void status(byte[] bytes) throws ProxyException {
        if (bytes[0] != 5) {
            throw ProxyException.ofProxy(Reply.FAILED, "does not speak SOCKS5");
        }
        if (bytes[1] != 0) {
            Reply reply = Reply.of(bytes[1] & 0xff);
            throw ProxyException.ofDestination(
                    reply,
                    command == ASSOCIATE ? reply.text() : "cannot connect to " + destination + ": " + reply.text());
        }
        step = Step.ADDRESS_TYPE;
    }

    private void addressType(byte[] bytes) throws ProxyException {
        head = bytes.clone();
        addressLeft = switch (bytes[1]) {
            case 1 -> 3 + 2;
            case 3 -> (bytes[2] & 0xff) + 2;
            case 4 -> 15 + 2;
            default -> throw ProxyException.ofProxy(Reply.FAILED, "does not speak SOCKS5");
        };
        step = Step.ADDRESS;
    }

    private void address(byte[] bytes) {
        step = Step.DONE;
        if (head[1] == 3) {
            return;
        }
        int length = bytes.length - 2;
        byte[] address = new byte[length + 1];
        address[0] = head[2];
        System.arraycopy(bytes, 0, address, 1, length);
        int port = (bytes[length] & 0xff) << 8 | bytes[length + 1] & 0xff;
        try {
            bound = Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(Arrays.toString(address), e); // of 4 or 16 bytes
        }
    }
}
