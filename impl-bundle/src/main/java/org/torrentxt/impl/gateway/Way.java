package org.torrentxt.impl.gateway;

import java.net.InetAddress;
import java.util.Optional;
import org.torrentxt.impl.proxy.UpstreamProxy;

/**
 * How a server is reached.
 *
 * @param from the address to connect from, if it matters; never with a proxy
 * @param proxy the proxy to connect through; empty for none
 */
record Way(Optional<InetAddress> from, Optional<UpstreamProxy> proxy) {
    /** The way for a request that the engine sent from an address. */
    static Way of(InetAddress from, Optional<UpstreamProxy> proxy) {
        return new Way(Optional.of(from).filter(address -> proxy.isEmpty() && !address.isLoopbackAddress()), proxy);
    }

    /** False for an address of another family than the one to connect from. */
    boolean leadsTo(InetAddress address) {
        return from.filter(local -> local.getClass() != address.getClass()).isEmpty();
    }
}
