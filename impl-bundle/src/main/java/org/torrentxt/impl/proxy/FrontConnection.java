package org.torrentxt.impl.proxy;

import java.io.IOException;
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
    private Leg leg;
    private long deadline = now() + DIALOG_MILLIS;
    private boolean closed;

    FrontConnection(FrontLoop loop, SocketChannel engine) throws IOException {
        this.loop = loop;
        this.engine = new Side(engine, loop.register(engine, SelectionKey.OP_READ, this));
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    /** Does what can be done now. */
    void ready() {
        try {
            engine.receive();
            if (phase == Phase.DIALOG) {
                talk();
            }
            if (phase == Phase.CONNECTING && leg.isConnected()) { // on this host that may be at once
                phase = Phase.HANDSHAKE;
            }
            if (phase == Phase.HANDSHAKE && leg.isReady()) {
                open();
            }
            if (phase == Phase.OPEN) {
                leg.side().receive();
                pass();
            }
            await();
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
        deadline = now() + CONNECT_MILLIS;
        Optional<InetSocketAddress> gateway = order.destination()
                .address()
                .map(address ->
                        new InetSocketAddress(address, order.destination().port()))
                .filter(loop::isGateway);
        if (gateway.isPresent() && !isForDatagrams()) {
            leg = Leg.toGateway(loop);
            connect(gateway.get());
            return;
        }
        if (order.kind() == Order.Kind.REQUEST) {
            throw ProxyException.ofDestination(Reply.NOT_ALLOWED, "requests by URL go through the gateway");
        }
        UpstreamProxy proxy = loop.proxy();
        leg = Leg.through(loop, proxy, order);
        if (Destination.of(proxy.host(), proxy.port()).address().isPresent()) {
            connect(new InetSocketAddress(proxy.address(), proxy.port()));
        } else {
            phase = Phase.RESOLVING;
            loop.resolve(proxy, this);
        }
    }

    private boolean isForDatagrams() {
        return dialog.order().kind() == Order.Kind.ASSOCIATE;
    }

    /** Learns the address of the proxy. */
    void resolved(InetAddress address) {
        if (closed) {
            return;
        }
        try {
            connect(new InetSocketAddress(address, leg.proxy().orElseThrow().port()));
            ready();
        } catch (ProxyException e) {
            fail(e);
        } catch (IOException | RuntimeException e) {
            close();
        }
    }

    private void connect(InetSocketAddress address) throws IOException {
        phase = Phase.CONNECTING;
        leg.connect(address, this);
    }

    private void open() throws IOException {
        Optional<InetSocketAddress> relay = isForDatagrams() ? Optional.of(leg.relay()) : Optional.empty();
        leg.proxy().ifPresent(proxy -> loop.works(proxy, relay.isPresent()));
        phase = Phase.OPEN;
        deadline = Long.MAX_VALUE;
        engine.send(dialog.success(relay));
        leg.side().send(dialog.order().first());
    }

    private void pass() throws IOException {
        leg.side().pass(engine);
        engine.pass(leg.side());
    }

    private void await() throws IOException {
        engine.flush();
        boolean open = phase == Phase.OPEN;
        boolean oneEnded = engine.hasEnded() || open && leg.side().hasEnded();
        boolean bothDone = open && engine.isDone() && leg.side().isDone();
        if (bothDone || oneEnded && (!open || isForDatagrams())) {
            close();
            return;
        }
        if (oneEnded && deadline == Long.MAX_VALUE) {
            deadline = now() + LAST_WORDS_MILLIS;
        }
        engine.await(open ? Optional.of(leg.side()) : Optional.empty());
        if (phase.compareTo(Phase.CONNECTING) > 0) {
            leg.side().await(open ? Optional.of(engine) : Optional.empty());
        }
    }

    /** Gives up if it has taken too long. */
    void expire(long now) {
        if (now < deadline) {
            return;
        }
        Optional<UpstreamProxy> proxy = phase == Phase.DIALOG || phase == Phase.OPEN ? Optional.empty() : leg.proxy();
        if (proxy.isEmpty()) {
            close();
        } else if (phase == Phase.HANDSHAKE) {
            fail(ProxyException.ofDestination(Reply.EXPIRED, "timed out"));
        } else {
            fail(ProxyException.ofProxy(Reply.EXPIRED, "connection timed out"));
        }
    }

    /**
     * Tells the engine that it cannot be done. It does not ask for datagrams again after an answer, so it gets none.
     */
    void fail(ProxyException failure) {
        if (closed) {
            return;
        }
        sayLast(isForDatagrams() ? new byte[0] : dialog.failure(failure));
        Optional.ofNullable(leg).flatMap(Leg::proxy).ifPresent(proxy -> loop.fails(proxy, failure, isForDatagrams()));
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
        if (leg != null) {
            leg.close();
        }
    }
}
