package org.torrentxt.web;

import java.io.IOException;
import java.net.Socket;

/** How clients leave. */
public enum Leaving {
    /** As programs do that end. */
    CLOSED {
        @Override
        public void leave(Socket client) throws IOException {
            client.close();
        }
    },
    /** As programs do that are killed with something unread, and as middleboxes do. */
    RESET {
        @Override
        public void leave(Socket client) throws IOException {
            client.setSoLinger(true, 0);
            client.close();
        }
    },
    /** Closes one side only; the client could still read. */
    HALF_CLOSED {
        @Override
        public void leave(Socket client) throws IOException {
            client.shutdownOutput();
        }
    };

    public abstract void leave(Socket client) throws IOException;
}
