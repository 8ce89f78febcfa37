package org.torrentxt.impl.proxy;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.impl.proxy.ProxyException.Reply;

/** The handshake of an HTTP proxy: the method CONNECT. */
final class HttpConnect implements Handshake {
    private static final int MAX_LENGTH = 16 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3}) ?([^\r\n]*)\r?\n.*", Pattern.DOTALL);

    private final UpstreamProxy proxy;
    private final Destination destination;
    private final StringBuilder head = new StringBuilder();
    private boolean done;

    HttpConnect(UpstreamProxy proxy, Destination destination) {
        this.proxy = proxy;
        this.destination = destination;
    }

    @Override
    public byte[] begin() {
        String authorization = proxy.authorization()
                .map(value -> "Proxy-Authorization: " + value + "\r\n")
                .orElse("");
        return ("CONNECT " + destination + " HTTP/1.1\r\nHost: " + destination + "\r\n" + authorization + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public int needs() {
        return done ? 0 : 1;
    }

    @Override
    public byte[] receive(byte[] bytes) throws ProxyException {
        head.append((char) (bytes[0] & 0xff));
        if (HttpDialog.isComplete(head)) {
            check();
            done = true;
        } else if (head.length() == MAX_LENGTH) {
            throw ProxyException.ofProxy(Reply.FAILED, "headers of more than " + MAX_LENGTH + " bytes");
        }
        return new byte[0];
    }

    private void check() throws ProxyException {
        Matcher matcher = STATUS.matcher(head);
        if (!matcher.matches()) {
            throw ProxyException.ofProxy(Reply.FAILED, "does not speak HTTP");
        }
        int status = Integer.parseInt(matcher.group(1));
        if (status == 407) {
            throw ProxyException.ofProxy(Reply.NOT_ALLOWED, "authentication failed");
        } else if (status / 100 != 2) {
            Reply reply = switch (status) {
                case 403, 405 -> Reply.NOT_ALLOWED;
                case 502, 503 -> Reply.HOST_UNREACHABLE;
                case 504 -> Reply.EXPIRED;
                default -> Reply.FAILED;
            };
            throw ProxyException.ofDestination(
                    reply,
                    "cannot connect to " + destination + ": HTTP status " + (status + " " + matcher.group(2)).strip());
        }
    }
}
