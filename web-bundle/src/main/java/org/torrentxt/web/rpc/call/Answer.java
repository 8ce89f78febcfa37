package org.torrentxt.web.rpc.call;

import java.io.IOException;

/**
 * The arguments of an answer, written while they are sent. All that can go wrong has gone wrong before: what it throws
 * ends the connection.
 */
@FunctionalInterface
public interface Answer {
    /** No arguments. */
    Answer NONE = out -> {};

    /** Writes them into the object that has begun. */
    void write(Output out) throws IOException;
}
