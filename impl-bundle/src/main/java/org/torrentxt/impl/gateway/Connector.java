package org.torrentxt.impl.gateway;

import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.torrentxt.impl.proxy.Destination;
import org.torrentxt.impl.proxy.UpstreamProxy;

/**
 * Connects to servers that the rules allow. The actual address of the connection is checked, wherever it comes from.
 * Thread-safe.
 */
final class Connector {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 30_000;
    private static final Pattern NUMBER = Pattern.compile("(?i)(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");
    private static final Pattern LOCALHOST = Pattern.compile("(?i)(.*\\.)?localhost\\.?");

    private final GatewayRules rules;
    private SSLSocketFactory secure;

    Connector(GatewayRules rules) {
        this.rules = rules;
    }

    GatewayRules rules() {
        return rules;
    }

    /**
     * Opens a connection.
     *
     * @param url of the server; the path is ignored
     * @param addresses of the host, from {@link #resolve}
     * @param way how to get there
     */
    ServerConnection connect(HttpUrl url, List<InetAddress> addresses, Way way) throws IOException {
        Optional<UpstreamProxy> forwarder =
                way.proxy().filter(proxy -> proxy.type() == UpstreamProxy.Type.HTTP && !url.secure());
        if (forwarder.isPresent()) {
            return new ServerConnection(url, forwarder.get().open(CONNECT_MILLIS, READ_MILLIS), forwarder);
        }
        if (way.proxy().isPresent() && addresses.isEmpty()) {
            String name = IDN.toASCII(url.host(), IDN.ALLOW_UNASSIGNED);
            return connected(url, tunnel(way.proxy().get(), Destination.of(name, url.port())));
        }
        IOException failure = null;
        for (InetAddress address : addresses) {
            if (way.leadsTo(address)) {
                try {
                    return connected(
                            url,
                            way.proxy().isPresent()
                                    ? tunnel(way.proxy().get(), Destination.of(address, url.port()))
                                    : direct(new InetSocketAddress(address, url.port()), from(way, address)));
                } catch (IOException e) {
                    failure = e;
                }
            }
        }
        throw failure == null
                ? new RefusedException("cannot reach any address of " + url.host() + " from "
                        + way.from().map(InetAddress::getHostAddress).orElse("this host"))
                : failure;
    }

    private Optional<InetAddress> from(Way way, InetAddress server) throws RefusedException {
        return rules.device().isPresent() ? Optional.of(rules.device().get().towards(server)) : way.from();
    }

    private static Socket tunnel(UpstreamProxy proxy, Destination destination) throws IOException {
        return proxy.connect(destination, CONNECT_MILLIS, READ_MILLIS);
    }

    private static Socket direct(InetSocketAddress server, Optional<InetAddress> from) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS);
            if (from.isPresent()) {
                socket.bind(new InetSocketAddress(from.get(), 0));
            }
            socket.connect(server, CONNECT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private ServerConnection connected(HttpUrl url, Socket socket) throws IOException {
        try {
            return new ServerConnection(url, url.secure() ? secured(socket, url) : socket, Optional.empty());
        } catch (IOException e) {
            socket.close();
            throw e instanceof SSLException tls ? Certificates.failure(tls, url.host()) : e;
        }
    }

    private Socket secured(Socket socket, HttpUrl url) throws IOException {
        SSLSocket tls = (SSLSocket) factory().createSocket(socket, url.host(), url.port(), true);
        if (rules.validatesCertificates()) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
        }
        tls.startHandshake();
        return tls;
    }

    private synchronized SSLSocketFactory factory() throws IOException {
        if (secure == null) {
            secure = rules.validatesCertificates()
                    ? Certificates.trusting(rules.trustedCertificates())
                    : Certificates.trustingAll();
        }
        return secure;
    }

    /**
     * The addresses of a host that the rules allow; none for a name that the proxy is given as it is.
     *
     * @throws IOException if there are none
     */
    List<InetAddress> resolve(String host, Way way) throws IOException {
        if (rules.device().isPresent()) {
            rules.device().get().require();
        }
        boolean literal = isLiteral(host);
        if (!literal && !rules.resolvesNames()) {
            throw new RefusedException("host name " + host + " not looked up: network=" + rules.network()
                    + " allows only addresses of this host");
        }
        if (!literal && !rules.allowsIdna() && isInternational(host)) {
            throw new RefusedException(
                    "international domain name " + host + " is blocked; set setting.allow_idna=true");
        }
        if (!literal && way.proxy().filter(UpstreamProxy::resolvesNames).isPresent()) {
            return forProxy(host);
        }
        InetAddress[] all;
        try {
            all = InetAddress.getAllByName(literal ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED));
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new RefusedException("unknown host: " + host, e);
        }
        List<InetAddress> reached = Arrays.stream(all).filter(rules.reaches()).toList();
        if (reached.isEmpty()) {
            throw new RefusedException(
                    host + " is blocked: network=" + rules.network() + " does not allow " + all[0].getHostAddress());
        }
        List<InetAddress> allowed =
                reached.stream().filter(rules.blocks().negate()).toList();
        if (allowed.isEmpty()) {
            throw new RefusedException(host + " is blocked by the IP filter");
        }
        return allowed;
    }

    // however the proxy resolves such a name, it means a server of the local network
    private static List<InetAddress> forProxy(String host) throws RefusedException {
        try {
            if (NUMBER.matcher(IDN.toASCII(host, IDN.ALLOW_UNASSIGNED)).matches()) {
                throw new RefusedException("unknown host: " + host); // some read it as an address
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedException("unknown host: " + host, e);
        }
        return LOCALHOST.matcher(host).matches() ? List.of(InetAddress.getLoopbackAddress()) : List.of();
    }

    // Literals that Java parses as an address without a lookup.
    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || host.matches("(\\d{1,3}\\.){3}\\d{1,3}");
    }

    private static boolean isInternational(String host) {
        return host.startsWith("xn--")
                || host.contains(".xn--")
                || host.chars().anyMatch(character -> character > 0x7f);
    }

    /** True for an address outside this host and its local networks. */
    static boolean isGlobal(InetAddress address) {
        return !address.isLoopbackAddress()
                && !address.isSiteLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && !isUniqueLocal(address);
    }

    private static boolean isUniqueLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }
}
