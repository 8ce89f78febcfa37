package org.torrentxt.impl.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The front's part in what a client and a proxy say to each other; the other part is {@link Handshake}. Used by one
 * thread.
 */
interface Dialog {
    /** A client that is refused. */
    final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient byte[] reply;

        Refusal(String message, byte[] reply) {
            super(message);
            this.reply = reply.clone();
        }

        /** What the client gets before the connection is closed. */
        byte[] reply() {
            return reply.clone();
        }
    }

    /** How many bytes it needs next; 0 once it knows what is wanted. */
    int needs();

    /**
     * Takes as many bytes as it needs.
     *
     * @return what is to be sent now; empty for nothing
     * @throws Refusal if that is no client that was admitted
     */
    byte[] receive(byte[] bytes) throws Refusal;

    /** What is wanted; only once it needs no more. */
    Order order();

    /**
     * The answer after which bytes are passed on.
     *
     * @param relay where datagrams are to be sent to, if there are to be any
     */
    byte[] success(Optional<InetSocketAddress> relay);

    /** The answer after which the connection is closed. */
    byte[] failure(ProxyException failure);
}
