package org.torrentxt.impl.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.impl.proxy.ProxyException.Reply;

/** Moves all bytes of a front, by one thread; another one looks up the name of the proxy. */
final class FrontLoop implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(FrontLoop.class);
    private static final int MAX_CONNECTIONS = 2_048;
    private static final int BACKLOG = 256;
    private static final long LOOK_MILLIS = 1_000;
    private static final long PAUSE_NANOS = 10_000_000;

    private final ProxyFront front;
    private final ServerSocketChannel listening;
    private final Selector selector;
    private final ExecutorService names;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Set<FrontConnection> connections = new HashSet<>();
    private final Thread thread;
    private volatile boolean stopped;

    FrontLoop(ProxyFront front, String session, InetAddress address) throws IOException {
        this.front = front;
        this.selector = Selector.open();
        this.listening = ServerSocketChannel.open();
        try {
            listening.bind(new InetSocketAddress(address, 0), BACKLOG);
            listening.configureBlocking(false);
            listening.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            close(listening);
            selector.close();
            throw e;
        }
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, LOOK_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread resolver = new Thread(task, "torrentxt-" + session + "-proxy-name");
                    resolver.setDaemon(true);
                    return resolver;
                });
        executor.allowCoreThreadTimeOut(true);
        this.names = executor;
        this.thread = new Thread(this::run, "torrentxt-" + session + "-proxy");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.socket().getLocalSocketAddress();
    }

    private void run() {
        long looked = System.nanoTime() / 1_000_000;
        try {
            while (!stopped) {
                selector.select(LOOK_MILLIS);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    attempt(task);
                }
                Set<SelectionKey> ready = selector.selectedKeys();
                ready.forEach(key -> attempt(() -> ready(key)));
                ready.clear();
                long now = System.nanoTime() / 1_000_000;
                if (now - looked >= LOOK_MILLIS) {
                    looked = now;
                    List.copyOf(connections).forEach(connection -> attempt(() -> connection.expire(now)));
                }
            }
        } catch (IOException e) {
            LOG.error("The front of a proxy stopped", e);
        } finally {
            List.copyOf(connections).forEach(FrontConnection::close);
            close(listening);
            close(selector);
        }
    }

    // one connection must not end the others
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("A connection through the front of a proxy failed", e);
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof FrontConnection connection) {
            if (key.isValid()) {
                connection.ready();
            }
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            SocketChannel channel = listening.accept();
            if (channel == null) {
                return;
            }
            if (connections.size() == MAX_CONNECTIONS) {
                close(channel);
                return;
            }
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            connections.add(new FrontConnection(this, channel));
        } catch (IOException e) {
            LOG.debug("A connection to the front of a proxy failed", e);
            LockSupport.parkNanos(PAUSE_NANOS); // it may be ready again at once, as without free descriptors
        }
    }

    SelectionKey register(SelectableChannel channel, int interest, FrontConnection connection) throws IOException {
        return channel.register(selector, interest, connection);
    }

    void forget(FrontConnection connection) {
        connections.remove(connection);
    }

    boolean admits(String credentials) {
        return front.admits(credentials);
    }

    boolean isGateway(InetSocketAddress address) {
        return front.isGateway(address);
    }

    UpstreamProxy proxy() throws ProxyException {
        return front.proxy()
                .orElseThrow(() -> ProxyException.ofDestination(Reply.NOT_ALLOWED, "there is no proxy any more"));
    }

    void works(UpstreamProxy proxy, boolean datagrams) {
        front.works(proxy, datagrams);
    }

    void fails(UpstreamProxy proxy, ProxyException failure, boolean datagrams) {
        front.fails(proxy, failure, datagrams);
    }

    /** Has a connection know the address of a proxy, once it is known. */
    void resolve(UpstreamProxy proxy, FrontConnection connection) throws ProxyException {
        try {
            names.execute(() -> {
                try {
                    InetAddress address = proxy.address();
                    execute(() -> connection.resolved(address));
                } catch (ProxyException e) {
                    execute(() -> connection.fail(e));
                }
            });
        } catch (RejectedExecutionException e) {
            throw ProxyException.ofDestination(Reply.FAILED, "the session stops");
        }
    }

    private void execute(Runnable task) {
        tasks.add(task);
        if (!stopped) {
            selector.wakeup();
        }
    }

    static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            LOG.debug("{} did not close", closeable, e);
        }
    }

    /** Ends all connections. */
    @Override
    public void close() {
        stopped = true;
        selector.wakeup();
        names.shutdownNow();
    }
}
