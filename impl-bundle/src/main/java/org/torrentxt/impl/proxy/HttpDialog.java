package org.torrentxt.impl.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.impl.proxy.ProxyException.Reply;

/** An HTTP proxy: CONNECT, and requests for absolute URLs. */
final class HttpDialog implements Dialog {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final Pattern CONNECT = Pattern.compile("CONNECT (\\S+) HTTP/1\\.\\d\r?\n.*", Pattern.DOTALL);
    private static final Pattern REQUEST =
            Pattern.compile("[A-Z]+ http://(?:[^@/\\s]*@)?([^/\\s@]+)\\S* HTTP/1\\.\\d\r?\n.*", Pattern.DOTALL);
    private static final Pattern AUTHORIZATION =
            Pattern.compile("\nProxy-Authorization: *Basic +([A-Za-z0-9+/=]+)\r?\n", Pattern.CASE_INSENSITIVE);

    private final Predicate<String> admits;
    private final StringBuilder head = new StringBuilder();
    private Order order;

    /** Begins; see {@link Socks5Dialog}. */
    HttpDialog(Predicate<String> admits) {
        this.admits = admits;
    }

    /** True for a head and the blank line behind it. */
    static boolean isComplete(StringBuilder head) {
        int length = head.length();
        return length > 1
                && head.charAt(length - 1) == '\n'
                && (head.charAt(length - 2) == '\n'
                        || length > 3 && head.substring(length - 4).equals("\r\n\r\n"));
    }

    @Override
    public int needs() {
        return order == null ? 1 : 0;
    }

    @Override
    public byte[] receive(byte[] bytes) throws Refusal {
        head.append((char) (bytes[0] & 0xff));
        if (isComplete(head)) {
            order = order(head.toString());
        } else if (head.length() == MAX_LENGTH) {
            throw new Refusal("long headers", answer("431 Request Header Fields Too Large"));
        }
        return new byte[0];
    }

    private Order order(String request) throws Refusal {
        Matcher authorization = AUTHORIZATION.matcher(request);
        if (!authorization.find() || !admits.test(decoded(authorization.group(1)))) {
            throw new Refusal("no or a wrong password", answer("407 Proxy Authentication Required"));
        }
        Matcher connect = CONNECT.matcher(request);
        Matcher absolute = REQUEST.matcher(request);
        Optional<Order> known = Optional.empty();
        if (connect.matches()) {
            known = Destination.parse(connect.group(1)).map(to -> new Order(Order.Kind.CONNECT, to));
        } else if (absolute.matches()) {
            known = Destination.parse(absolute.group(1))
                    .map(to -> new Order(Order.Kind.REQUEST, to, request.getBytes(ISO_8859_1)));
        }
        return known.orElseThrow(() -> new Refusal("unknown request", answer("400 Bad Request")));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public Order order() {
        return order;
    }

    @Override
    public byte[] success(Optional<InetSocketAddress> relay) {
        return order.kind() == Order.Kind.REQUEST
                ? new byte[0] // the destination answers
                : "HTTP/1.0 200 Connection established\r\n\r\n".getBytes(ISO_8859_1);
    }

    @Override
    public byte[] failure(ProxyException failure) {
        return answer(
                failure.reply() == Reply.NOT_ALLOWED
                        ? "403 Forbidden"
                        : failure.reply() == Reply.EXPIRED ? "504 Gateway Timeout" : "502 Bad Gateway");
    }

    private static byte[] answer(String status) {
        return ("HTTP/1.0 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1);
    }
}
