package org.torrentxt.impl.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** SOCKS5 with user name and password (RFC 1928, 1929). */
final class Socks5Dialog implements Dialog {
    private static final byte PASSWORD = 2;

    private enum Step {
        GREETING,
        METHODS,
        USER_LENGTH,
        USER,
        PASSWORD,
        REQUEST,
        ADDRESS,
        DONE
    }

    private final Predicate<String> admits;
    private Step step = Step.GREETING;
    private int length = 2;
    private String user = "";
    private int command;
    private int addressType;
    private Order order;

    /**
     * Begins.
     *
     * @param admits true for {@code USER:PASSWORD} of a client that is served
     */
    Socks5Dialog(Predicate<String> admits) {
        this.admits = admits;
    }

    @Override
    public int needs() {
        return step == Step.DONE ? 0 : length;
    }

    private byte[] next(Step next, int needed, byte... reply) {
        step = next;
        length = needed;
        return reply;
    }

    @Override
    public byte[] receive(byte[] bytes) throws Refusal {
        return switch (step) {
            case GREETING -> next(Step.METHODS, Math.max(1, bytes[1] & 0xff));
            case METHODS -> {
                for (byte method : bytes) {
                    if (method == PASSWORD) {
                        yield next(Step.USER_LENGTH, 2, (byte) 5, PASSWORD);
                    }
                }
                throw new Refusal("no password", new byte[] {5, (byte) 0xff});
            }
            case USER_LENGTH -> next(Step.USER, (bytes[1] & 0xff) + 1);
            case USER -> user(bytes);
            case PASSWORD -> password(new String(bytes, ISO_8859_1));
            case REQUEST -> request(bytes);
            case ADDRESS -> address(bytes);
            case DONE -> throw new IllegalStateException("the request is known");
        };
    }

    private byte[] user(byte[] bytes) throws Refusal {
        user = new String(bytes, 0, bytes.length - 1, ISO_8859_1);
        int passwordLength = bytes[bytes.length - 1] & 0xff;
        return passwordLength == 0 ? password("") : next(Step.PASSWORD, passwordLength);
    }

    private byte[] password(String password) throws Refusal {
        if (!admits.test(user + ":" + password)) {
            throw new Refusal("wrong password", new byte[] {1, 1});
        }
        return next(Step.REQUEST, 5, (byte) 1, (byte) 0);
    }

    // the fifth byte is the first one of the address
    private byte[] request(byte[] bytes) throws Refusal {
        command = bytes[1];
        addressType = bytes[3];
        int first = bytes[4] & 0xff;
        user = new String(bytes, 4, 1, ISO_8859_1);
        return switch (addressType) {
            case 1 -> next(Step.ADDRESS, 3 + 2);
            case 3 -> next(Step.ADDRESS, first + 2);
            case 4 -> next(Step.ADDRESS, 15 + 2);
            default -> throw new Refusal("unknown address type", reply(8, Optional.empty()));
        };
    }

    private byte[] address(byte[] bytes) throws Refusal {
        int end = bytes.length - 2;
        int port = (bytes[end] & 0xff) << 8 | bytes[end + 1] & 0xff;
        Destination destination = addressType == 3
                ? Destination.of(new String(bytes, 0, end, ISO_8859_1), port)
                : Destination.of(literal(user.getBytes(ISO_8859_1)[0], Arrays.copyOf(bytes, end)), port);
        order = switch (command) {
            case Socks5Handshake.CONNECT -> new Order(Order.Kind.CONNECT, destination);
            case Socks5Handshake.ASSOCIATE -> new Order(Order.Kind.ASSOCIATE, destination);
            default -> throw new Refusal("unknown command", reply(7, Optional.empty()));
        };
        return next(Step.DONE, 0);
    }

    private static InetAddress literal(byte first, byte[] rest) {
        try {
            return InetAddress.getByAddress(
                    ByteBuffer.allocate(rest.length + 1).put(first).put(rest).array());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // of 4 or 16 bytes
        }
    }

    @Override
    public Order order() {
        return order;
    }

    @Override
    public byte[] success(Optional<InetSocketAddress> relay) {
        return reply(0, relay);
    }

    @Override
    public byte[] failure(ProxyException failure) {
        return reply(failure.reply().number(), Optional.empty());
    }

    private static byte[] reply(int code, Optional<InetSocketAddress> bound) {
        byte[] address = bound.map(InetSocketAddress::getAddress)
                .filter(Inet4Address.class::isInstance)
                .map(InetAddress::getAddress)
                .orElse(new byte[4]);
        return ByteBuffer.allocate(10)
                .put(new byte[] {5, (byte) code, 0, 1})
                .put(address)
                .putShort((short) (int) bound.map(InetSocketAddress::getPort).orElse(0))
                .array();
    }
}
