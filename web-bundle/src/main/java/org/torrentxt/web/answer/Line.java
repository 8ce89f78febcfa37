package org.torrentxt.web.answer;

/** The connection to a client that waits for more of its answer. */
@FunctionalInterface
interface Line {
    /** One of which nothing is known before something is written to it. */
    Line OPAQUE = () -> false;

    /**
     * Whether the client has closed the connection, or its side of it. Does not wait. For one thread at a time, and only
     * until the answer has ended.
     */
    boolean isClosed();

    /** The connection of the request that the calling thread handles. */
    static Line current() {
        try {
            return JettyLine.current();
        } catch (LinkageError e) {
            return OPAQUE; // the HTTP service is another one
        }
    }
}
