package org.torrentxt.impl.proxy;

/**
 * What the engine wants of the front.
 *
 * @param kind what is to be done
 * @param destination where to connect to; for {@link Kind#ASSOCIATE} where the datagrams come from, as far as that is
 *     known
 * @param first what the destination gets at first: the head of a request that was sent without CONNECT
 */
record Order(Kind kind, Destination destination, byte[] first) {
    /** What is to be done. */
    enum Kind {
        /** Pass bytes on in both directions. */
        CONNECT,
        /** Relay datagrams (SOCKS5's UDP ASSOCIATE) as long as the connection is open. */
        ASSOCIATE,
        /** Answer requests for absolute URLs. */
        REQUEST
    }

    Order(Kind kind, Destination destination) {
        this(kind, destination, new byte[0]);
    }
}
