package org.torrentxt.impl.proxy;

import java.io.IOException;

/** A connection through a proxy that failed, for a reason that people can read. */
public final class ProxyException extends IOException {
    /** What failed, by the number that SOCKS5 has for it (RFC 1928). */
    enum Reply {
        FAILED(1, "general failure"),
        NOT_ALLOWED(2, "not allowed by its rules"),
        NETWORK_UNREACHABLE(3, "network unreachable"),
        HOST_UNREACHABLE(4, "host unreachable"),
        REFUSED(5, "connection refused"),
        EXPIRED(6, "timed out"),
        NO_COMMAND(7, "command not supported"),
        NO_ADDRESS_TYPE(8, "address type not supported");

        private final int number;
        private final String text;

        Reply(int number, String text) {
            this.number = number;
            this.text = text;
        }

        int number() {
            return number;
        }

        String text() {
            return text;
        }

        static Reply of(int number) {
            return number >= 1 && number <= values().length ? values()[number - 1] : FAILED;
        }
    }

    private static final long serialVersionUID = 1L;

    private final Reply reply;
    private final boolean ofProxy;

    private ProxyException(Reply reply, boolean ofProxy, String message, Throwable cause) {
        super(message, cause);
        this.reply = reply;
        this.ofProxy = ofProxy;
    }

    /** The proxy itself cannot be used: nothing can be reached through it. */
    static ProxyException ofProxy(Reply reply, String problem) {
        return new ProxyException(reply, true, problem, null);
    }

    /** The proxy does not connect to a destination; it may to others. */
    static ProxyException ofDestination(Reply reply, String problem) {
        return new ProxyException(reply, false, problem, null);
    }

    /** The same, saying which proxy it is. */
    ProxyException through(UpstreamProxy proxy) {
        return new ProxyException(reply, ofProxy, proxy + ": " + getMessage(), this);
    }

    Reply reply() {
        return reply;
    }

    /** True if nothing can be reached through the proxy. */
    public boolean isOfProxy() {
        return ofProxy;
    }
}
