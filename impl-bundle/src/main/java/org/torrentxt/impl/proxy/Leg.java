package org.torrentxt.impl.proxy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.torrentxt.impl.proxy.ProxyException.Reply;

/**
 * The way from the front to where a connection of the engine's leads. Never waits. Used by the front's thread alone.
 */
final class Leg {
    private final FrontLoop loop;
    private final Optional<UpstreamProxy> proxy;
    private final Optional<Handshake> handshake;
    private Side side;

    private Leg(FrontLoop loop, Optional<UpstreamProxy> proxy, Optional<Handshake> handshake) {
        this.loop = loop;
        this.proxy = proxy;
        this.handshake = handshake;
    }

    static Leg toGateway(FrontLoop loop) {
        return new Leg(loop, Optional.empty(), Optional.empty());
    }

    static Leg through(FrontLoop loop, UpstreamProxy proxy, Order order) throws ProxyException {
        Handshake handshake = order.kind() == Order.Kind.ASSOCIATE
                ? new Socks5Handshake(proxy, Socks5Handshake.ASSOCIATE, order.destination())
                : proxy.handshake(order.destination());
        return new Leg(loop, Optional.of(proxy), Optional.of(handshake));
    }

    /** What it leads through; empty for the gateway. */
    Optional<UpstreamProxy> proxy() {
        return proxy;
    }

    /** The other side; null before it is connected to. */
    Side side() {
        return side;
    }

    void connect(InetSocketAddress address, FrontConnection owner) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            channel.socket().setKeepAlive(true);
            channel.connect(address);
            side = new Side(channel, loop.register(channel, SelectionKey.OP_CONNECT, owner));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw unreachable(e);
        }
    }

    private ProxyException unreachable(Exception e) {
        IOException cause = e instanceof IOException io ? io : new IOException(e);
        return proxy.map(upstream -> upstream.unreachable(cause))
                .orElseGet(() -> ProxyException.ofDestination(Reply.REFUSED, "the gateway is closed"));
    }

    /** True once it is connected; then the handshake begins. */
    boolean isConnected() throws ProxyException {
        try {
            if (!side.channel().finishConnect()) {
                return false;
            }
        } catch (IOException e) {
            throw unreachable(e);
        }
        handshake.ifPresent(begun -> side.send(begun.begin()));
        return true;
    }

    /** Goes on with the handshake; true once that is done, or if there is none. */
    boolean isReady() throws ProxyException {
        if (handshake.isEmpty()) {
            return true;
        }
        try {
            side.receive();
            while (handshake.get().needs() > 0) {
                Optional<byte[]> bytes = side.take(handshake.get().needs());
                if (bytes.isPresent()) {
                    side.send(handshake.get().receive(bytes.get()));
                } else if (side.hasEnded()) {
                    throw UpstreamProxy.closed();
                } else {
                    side.flush();
                    return false;
                }
            }
            return true;
        } catch (ProxyException e) {
            throw e;
        } catch (IOException e) {
            throw UpstreamProxy.closed();
        }
    }

    /** Where datagrams are to be sent to. A proxy that names no address means its own; the engine knows IPv4 only. */
    InetSocketAddress relay() throws IOException {
        InetSocketAddress bound = handshake
                .filter(Socks5Handshake.class::isInstance)
                .flatMap(done -> ((Socks5Handshake) done).bound())
                .orElseThrow(() -> ProxyException.ofDestination(Reply.NO_ADDRESS_TYPE, "the relay has no address"));
        InetSocketAddress relay = bound.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(
                        ((InetSocketAddress) side.channel().getRemoteAddress()).getAddress(), bound.getPort())
                : bound;
        if (!(relay.getAddress() instanceof Inet4Address)) {
            throw ProxyException.ofDestination(Reply.NO_ADDRESS_TYPE, "the relay has an IPv6 address");
        }
        return relay;
    }

    void close() {
        if (side != null) {
            FrontLoop.close(side.channel());
        }
    }
}
