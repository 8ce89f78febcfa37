package org.torrentxt.impl.proxy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.torrentxt.impl.proxy.ProxyException.Reply;

/** A connection of the engine's to the front, and the one that it leads to. Used by the front's thread alone. */
final class FrontConnection {
    private static final long DIALOG_MILLIS = 10_000;
    private static final long CONNECT_MILLIS = 30_000;
    private static final long LAST_WORDS_MILLIS = 30_000;
    private static final int SOCKS5 = 5;

    private enum Phase {
        DIALOG,
        RESOLVING,
        CONNECTING,
        HANDSHAKE,
        OPEN
    }

    private final FrontLoop loop;
    private final Side engine;
    private Phase phase = Phase.DIALOG;
    private Dialog dialog;
    private Optional<UpstreamProxy> proxy = Optional.empty(); // what it leads through; empty for the gateway
    private Side server;
    private Handshake handshake;
    private long deadline = loopTime() + DIALOG_MILLIS;
    private boolean closed;

    FrontConnection(FrontLoop loop, SocketChannel engine) throws IOException {
        this.loop = loop;
        this.engine = new Side(engine, loop.register(engine, SelectionKey.OP_READ, this));
    }

    private static long loopTime() {
        return System.nanoTime() / 1_000_000;
    }

    /** Does what can be done now. */
    void ready() {
        try {
            engine.receive();
            if (phase == Phase.DIALOG) {
                talk();
            }
            if (phase == Phase.CONNECTING) {
                finishConnecting(); // on this host that may be at once
            }
            if (phase == Phase.HANDSHAKE) {
                shakeHands();
            }
            if (phase == Phase.OPEN) {
                server.receive();
            }
            move();
        } catch (Dialog.Refusal e) {
            sayLast(e.reply());
        } catch (ProxyException e) {
            fail(e);
        } catch (IOException | RuntimeException e) {
            close();
        }
    }

    private void talk() throws IOException {
        if (dialog == null && engine.peek() >= 0) {
            dialog = engine.peek() == SOCKS5 ? new Socks5Dialog(loop::admits) : new HttpDialog(loop::admits);
        }
        while (dialog != null && dialog.needs() > 0) {
            Optional<byte[]> bytes = engine.take(dialog.needs());
            if (bytes.isEmpty()) {
                return;
            }
            engine.send(dialog.receive(bytes.get()));
        }
        if (dialog != null) {
            begin(dialog.order());
        }
    }

    private void begin(Order order) throws IOException {
        deadline = loopTime() + CONNECT_MILLIS;
        Optional<InetSocketAddress> gateway = order.destination()
                .address()
                .map(address ->
                        new InetSocketAddress(address, order.destination().port()))
                .filter(loop::isGateway);
        if (gateway.isPresent() && order.kind() != Order.Kind.ASSOCIATE) {
            connect(gateway.get());
            return;
        }
        UpstreamProxy upstream = loop.proxy();
        if (order.kind() == Order.Kind.REQUEST) {
            throw ProxyException.ofDestination(Reply.NOT_ALLOWED, "requests by URL go through the gateway");
        }
        proxy = Optional.of(upstream);
        handshake = order.kind() == Order.Kind.CONNECT
                ? upstream.handshake(order.destination())
                : new Socks5Handshake(upstream, Socks5Handshake.ASSOCIATE, order.destination());
        if (Destination.of(upstream.host(), upstream.port()).address().isPresent()) {
            connect(new InetSocketAddress(upstream.address(), upstream.port()));
        } else {
            phase = Phase.RESOLVING;
            loop.resolve(upstream, this);
        }
    }

    /** Learns the address of the proxy. */
    void resolved(InetAddress address) {
        if (!closed) {
            try {
                connect(new InetSocketAddress(address, proxy.orElseThrow().port()));
                ready();
            } catch (IOException | RuntimeException e) {
                fail(unreachable(e));
            }
        }
    }

    private void connect(InetSocketAddress address) throws IOException {
        phase = Phase.CONNECTING;
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            channel.socket().setKeepAlive(true);
            channel.connect(address);
            server = new Side(channel, loop.register(channel, SelectionKey.OP_CONNECT, this));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw unreachable(e);
        }
    }

    private ProxyException unreachable(Exception e) {
        IOException cause = e instanceof IOException io ? io : new IOException(e);
        return cause instanceof ProxyException known
                ? known
                : proxy.map(upstream -> upstream.unreachable(cause))
                        .orElseGet(() -> ProxyException.ofDestination(Reply.REFUSED, "the gateway is closed"));
    }

    private void finishConnecting() throws IOException {
        try {
            if (!server.channel().finishConnect()) {
                return;
            }
        } catch (IOException e) {
            throw unreachable(e);
        }
        if (handshake == null) {
            open(Optional.empty());
            server.send(dialog.order().first());
        } else {
            phase = Phase.HANDSHAKE;
            server.send(handshake.begin());
        }
    }

    private void shakeHands() throws IOException {
        try {
            server.receive();
        } catch (IOException e) {
            throw UpstreamProxy.closed();
        }
        while (handshake.needs() > 0) {
            Optional<byte[]> bytes = server.take(handshake.needs());
            if (bytes.isPresent()) {
                server.send(handshake.receive(bytes.get()));
            } else if (server.hasEnded()) {
                throw UpstreamProxy.closed();
            } else {
                return;
            }
        }
        Optional<InetSocketAddress> relay = isForDatagrams() ? Optional.of(relay()) : Optional.empty();
        loop.works(proxy.orElseThrow(), relay.isPresent());
        open(relay);
    }

    // A proxy that names no address means its own; the engine knows IPv4 only.
    private InetSocketAddress relay() throws IOException {
        InetSocketAddress bound = ((Socks5Handshake) handshake)
                .bound()
                .orElseThrow(() -> ProxyException.ofDestination(Reply.NO_ADDRESS_TYPE, "the relay has no address"));
        InetSocketAddress relay = bound.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(
                        ((InetSocketAddress) server.channel().getRemoteAddress()).getAddress(), bound.getPort())
                : bound;
        if (!(relay.getAddress() instanceof Inet4Address)) {
            throw ProxyException.ofDestination(Reply.NO_ADDRESS_TYPE, "the relay has an IPv6 address");
        }
        return relay;
    }

    private void open(Optional<InetSocketAddress> relay) {
        phase = Phase.OPEN;
        deadline = Long.MAX_VALUE;
        engine.send(dialog.success(relay));
    }

    private void move() throws IOException {
        boolean open = phase == Phase.OPEN;
        engine.flush();
        if (open) {
            server.pass(engine);
            engine.pass(server);
        } else if (phase == Phase.HANDSHAKE) {
            try {
                server.flush();
            } catch (IOException e) {
                throw UpstreamProxy.closed();
            }
        }
        boolean oneEnded = engine.hasEnded() || open && server.hasEnded();
        boolean bothDone = open && engine.isDone() && server.isDone();
        if (bothDone || oneEnded && (!open || isForDatagrams())) {
            close();
            return;
        }
        if (oneEnded && deadline == Long.MAX_VALUE) {
            deadline = loopTime() + LAST_WORDS_MILLIS;
        }
        engine.await(true, Optional.ofNullable(server).filter(side -> open));
        if (phase.compareTo(Phase.CONNECTING) > 0) {
            server.await(true, Optional.of(engine).filter(side -> open));
        }
    }

    /** Gives up if it has taken too long. */
    void expire(long now) {
        if (now < deadline) {
            return;
        }
        if (phase == Phase.HANDSHAKE) {
            fail(ProxyException.ofDestination(Reply.EXPIRED, "timed out"));
        } else if (proxy.isPresent() && phase != Phase.OPEN) {
            fail(ProxyException.ofProxy(Reply.EXPIRED, "connection timed out").through(proxy.get()));
        } else {
            close();
        }
    }

    /** Tells the engine that it cannot be done. It does not try to send datagrams again after an answer, so it gets none. */
    void fail(ProxyException failure) {
        if (closed) {
            return;
        }
        proxy.ifPresent(upstream -> loop.fails(upstream, failure, isForDatagrams()));
        sayLast(isForDatagrams() ? new byte[0] : dialog.failure(failure));
    }

    private boolean isForDatagrams() {
        return dialog.order().kind() == Order.Kind.ASSOCIATE;
    }

    private void sayLast(byte[] reply) {
        try {
            engine.send(reply);
            engine.flush();
        } catch (IOException e) {
            // it is closed either way
        }
        close();
    }

    void close() {
        closed = true;
        loop.forget(this);
        FrontLoop.close(engine.channel());
        if (server != null) {
            FrontLoop.close(server.channel());
        }
    }
}
