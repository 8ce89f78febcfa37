package org.torrentxt.impl.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.proxy.ProxyException.Reply;

/**
 * The proxy that a session is configured with.
 *
 * @param type how it is talked to
 * @param host its name or address; empty if none is configured yet
 * @param port its port
 * @param user the user name; empty for none
 * @param password the password; empty for none
 * @param resolvesNames true if it gets host names as they are, so that they are not looked up here
 */
public record UpstreamProxy(Type type, String host, int port, String user, String password, boolean resolvesNames) {
    /** The protocols. */
    public enum Type {
        /** SOCKS4, which knows neither names nor IPv6. */
        SOCKS4,
        /** SOCKS5 (RFC 1928). */
        SOCKS5,
        /** The method CONNECT, and absolute URLs for http. */
        HTTP
    }

    /** Checks for nulls. */
    public UpstreamProxy {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        resolvesNames = resolvesNames && type != Type.SOCKS4;
    }

    /** True if it is given a user name and a password. */
    boolean authenticates() {
        return !user.isEmpty();
    }

    /** The value of the header {@code Proxy-Authorization}. */
    public Optional<String> authorization() {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return authenticates()
                ? Optional.of("Basic " + Base64.getEncoder().encodeToString(credentials))
                : Optional.empty();
    }

    /** Its address, which may have to be looked up. */
    InetAddress address() throws ProxyException {
        if (host.isEmpty()) {
            throw ProxyException.ofProxy(Reply.HOST_UNREACHABLE, "no host; set proxy_hostname")
                    .through(this);
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw ProxyException.ofProxy(Reply.HOST_UNREACHABLE, "unknown host").through(this);
        }
    }

    Handshake handshake(Destination destination) throws ProxyException {
        return switch (type) {
            case SOCKS4 -> new Socks4Handshake(destination, user);
            case SOCKS5 -> new Socks5Handshake(this, Socks5Handshake.CONNECT, destination);
            case HTTP -> new HttpConnect(this, destination);
        };
    }

    /**
     * Connects to the proxy itself. Waits.
     *
     * @param connectMillis how long that may take
     * @param readMillis how long each read from the socket may take
     * @throws ProxyException if it cannot be reached
     */
    public Socket open(int connectMillis, int readMillis) throws IOException {
        InetSocketAddress address = new InetSocketAddress(address(), port);
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(readMillis);
            socket.connect(address, connectMillis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw unreachable(e);
        }
    }

    /** Why it cannot be connected to. */
    ProxyException unreachable(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return ProxyException.ofProxy(Reply.EXPIRED, "connection timed out").through(this);
        } else if (e instanceof NoRouteToHostException) {
            return ProxyException.ofProxy(Reply.HOST_UNREACHABLE, "host unreachable")
                    .through(this);
        }
        boolean refused = e instanceof ConnectException;
        return ProxyException.ofProxy(
                        refused ? Reply.REFUSED : Reply.FAILED, refused ? "connection refused" : Reasons.of(e))
                .through(this);
    }

    /**
     * Connects to a destination through the proxy; see {@link #open}. Waits.
     *
     * @throws ProxyException if that fails
     */
    public Socket connect(Destination destination, int connectMillis, int readMillis) throws IOException {
        Socket socket = open(connectMillis, readMillis);
        try {
            perform(handshake(destination), socket);
            return socket;
        } catch (ProxyException e) {
            socket.close();
            throw e.through(this);
        } catch (SocketTimeoutException e) {
            socket.close();
            throw ProxyException.ofDestination(Reply.EXPIRED, "cannot connect to " + destination + ": timed out")
                    .through(this);
        } catch (IOException e) {
            socket.close();
            throw closed().through(this);
        }
    }

    /** The proxy went away within a handshake. */
    static ProxyException closed() {
        return ProxyException.ofDestination(Reply.FAILED, "closed the connection without an answer");
    }

    private static void perform(Handshake handshake, Socket socket) throws IOException {
        byte[] sent = handshake.begin();
        while (true) {
            socket.getOutputStream().write(sent);
            int count = handshake.needs();
            if (count == 0) {
                return;
            }
            byte[] bytes = socket.getInputStream().readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException();
            }
            sent = handshake.receive(bytes);
        }
    }

    /** As text for messages: without what only the two sides should know. */
    @Override
    public String toString() {
        return "proxy " + Destination.of(host, port);
    }
}
