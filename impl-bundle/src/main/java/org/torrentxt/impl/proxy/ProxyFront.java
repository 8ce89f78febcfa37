package org.torrentxt.impl.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A proxy on a loopback address that the engine is given in the place of the one that is configured. What the engine
 * wants of the session's gateway is connected to that directly, all else through the configured proxy. It serves nobody
 * but the engine, which alone is told the password. Thread-safe.
 */
public final class ProxyFront implements AutoCloseable {
    private final Predicate<InetSocketAddress> gateway;
    private final Consumer<String> problems;
    private final FrontLoop loop;
    private volatile Optional<Admission> admission = Optional.empty();
    private String problem = "";
    private String relayProblem = ""; // the proxy works, but does not relay datagrams

    private ProxyFront(
            String session, InetAddress address, Predicate<InetSocketAddress> gateway, Consumer<String> problems)
            throws IOException {
        this.gateway = gateway;
        this.problems = problems;
        this.loop = new FrontLoop(this, session, address);
    }

    /**
     * Opens one, which serves nobody at first.
     *
     * @param session the name of the session, for its threads
     * @param address where it listens
     * @param gateway true for the addresses of the session's gateway
     * @param problems hears why the proxy cannot be used, on the front's thread; each reason once
     * @throws IOException if it cannot listen there
     */
    public static ProxyFront open(
            String session, InetAddress address, Predicate<InetSocketAddress> gateway, Consumer<String> problems)
            throws IOException {
        ProxyFront front = new ProxyFront(session, address, gateway, problems);
        front.loop.start();
        return front;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return loop.address();
    }

    /** Connects through that proxy from now on; the same for each call with the same proxy. */
    public synchronized Admission admit(UpstreamProxy proxy) {
        if (admission.filter(now -> now.proxy().equals(proxy)).isEmpty()) {
            admission = Optional.of(Admission.to(proxy));
            forgetProblems();
        }
        return admission.orElseThrow();
    }

    /** Serves nobody from now on; what is connected stays. */
    public synchronized void admitNobody() {
        admission = Optional.empty();
        forgetProblems();
    }

    private void forgetProblems() {
        problem = "";
        relayProblem = "";
    }

    /** Why the proxy could not be used lately; empty if it could. */
    public synchronized String problem() {
        return problem.isEmpty() ? relayProblem : problem;
    }

    boolean admits(String credentials) {
        return admission.filter(now -> now.isOf(credentials)).isPresent();
    }

    Optional<UpstreamProxy> proxy() {
        return admission.map(Admission::proxy);
    }

    boolean isGateway(InetSocketAddress address) {
        return gateway.test(address);
    }

    synchronized void works(UpstreamProxy proxy, boolean datagrams) {
        if (isCurrent(proxy)) {
            problem = "";
            relayProblem = datagrams ? "" : relayProblem;
        }
    }

    /** Notes a failure, unless it is about a destination alone. */
    void fails(UpstreamProxy proxy, ProxyException failure, boolean datagrams) {
        String text = text(proxy, failure);
        if ((failure.isOfProxy() || datagrams) && isNews(proxy, failure, text)) {
            problems.accept(text);
        }
    }

    private static String text(UpstreamProxy proxy, ProxyException failure) {
        String text = failure.getMessage();
        if (!failure.isOfProxy()) {
            return proxy + ": relays no datagrams, so that UDP trackers, DHT and uTP do not work: " + text;
        }
        return text.startsWith(proxy + ": ") ? text : proxy + ": " + text;
    }

    private synchronized boolean isNews(UpstreamProxy proxy, ProxyException failure, String text) {
        if (!isCurrent(proxy) || text.equals(failure.isOfProxy() ? problem : relayProblem)) {
            return false;
        }
        if (failure.isOfProxy()) {
            problem = text;
        } else {
            problem = "";
            relayProblem = text;
        }
        return true;
    }

    private boolean isCurrent(UpstreamProxy proxy) {
        return proxy().filter(proxy::equals).isPresent();
    }

    @Override
    public void close() {
        loop.close();
    }
}
