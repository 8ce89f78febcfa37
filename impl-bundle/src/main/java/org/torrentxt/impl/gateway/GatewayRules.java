package org.torrentxt.impl.gateway;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * What a gateway may do.
 *
 * @param network the name of the network mode, for messages
 * @param unlimited true if nothing is ruled out: then the engine may resolve the peers that a tracker names by host name
 * @param resolvesNames false if no name may be looked up, as asking would leave this host
 * @param reaches the addresses that the network mode allows
 * @param blocks the addresses that the IP filter blocks
 * @param ssrfMitigation libtorrent's {@code ssrf_mitigation}: keeps URLs from being used against servers in the local network
 * @param allowsIdna libtorrent's {@code allow_idna}: true for international domain names
 * @param validatesCertificates libtorrent's {@code validate_https_trackers}: false takes any certificate
 * @param trustedCertificates PEM files with certificates to trust besides those of the JDK and the system
 * @param port where peers reach the session from elsewhere: what comes by a loopback address announces another; 0 if that is right
 */
public record GatewayRules(
        String network,
        boolean unlimited,
        boolean resolvesNames,
        Predicate<InetAddress> reaches,
        Predicate<InetAddress> blocks,
        boolean ssrfMitigation,
        boolean allowsIdna,
        boolean validatesCertificates,
        List<Path> trustedCertificates,
        IntSupplier port) {
    /**
     * Rules by which nobody is asked.
     *
     * @param network the name of the network mode
     */
    public static GatewayRules none(String network) {
        return new GatewayRules(
                network, false, false, address -> false, address -> true, true, false, true, List.of(), () -> 0);
    }

    /** Checks for nulls. */
    public GatewayRules {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(reaches, "reaches");
        Objects.requireNonNull(blocks, "blocks");
        Objects.requireNonNull(port, "port");
        trustedCertificates = List.copyOf(trustedCertificates);
    }
}
