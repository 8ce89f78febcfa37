package org.torrentxt.impl.proxy;

/**
 * What a client and a proxy say to each other before the proxy passes bytes on, whatever the bytes are moved by. It
 * never needs more than there is of it, as what follows belongs to others. Used by one thread.
 */
interface Handshake {
    /** What is sent at first. */
    byte[] begin();

    /** How many bytes it needs next; 0 once the proxy has connected. */
    int needs();

    /**
     * Takes as many bytes as it needs.
     *
     * @return what is to be sent now; empty for nothing
     * @throws ProxyException if the proxy refuses, or is none
     */
    byte[] receive(byte[] bytes) throws ProxyException;
}
