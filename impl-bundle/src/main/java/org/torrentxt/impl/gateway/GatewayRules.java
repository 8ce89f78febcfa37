package org.torrentxt.impl.gateway;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.torrentxt.impl.proxy.UpstreamProxy;

/**
 * The rules of a gateway.
 *
 * @param network the name of the network mode, for messages
 * @param unlimited true if all addresses are allowed; the engine may then resolve peers that a tracker names by host
 *     name
 * @param resolvesNames false if no name may be looked up, as lookups would leave this host
 * @param reaches the addresses that the network mode allows
 * @param blocks the addresses that the IP filter blocks
 * @param ssrfMitigation libtorrent's {@code ssrf_mitigation}: prevents URLs from being used against servers in the
 *     local network
 * @param allowsIdna libtorrent's {@code allow_idna}: true for international domain names
 * @param validatesCertificates libtorrent's {@code validate_https_trackers}: false accepts any certificate
 * @param trustedCertificates PEM files with certificates to trust in addition to those of the JDK and the system
 * @param trackerProxy the proxy for trackers; empty for none
 * @param webSeedProxy the proxy for web seeds; empty for none
 * @param device the only network device that servers may be asked from, except through proxies; empty for any
 * @param isOffline true while that device is down: open connections are closed, and it is looked at before each new one
 * @param port the port on which peers elsewhere reach the session, to replace the one announced from a loopback
 *     address; 0 to keep that
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
        Optional<UpstreamProxy> trackerProxy,
        Optional<UpstreamProxy> webSeedProxy,
        Optional<BoundDevice> device,
        boolean isOffline,
        IntSupplier port) {
    /**
     * Rules that do not allow any request.
     *
     * @param network the name of the network mode
     */
    public static GatewayRules none(String network) {
        return new GatewayRules(
                network,
                false,
                false,
                address -> false,
                address -> true,
                true,
                false,
                true,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                () -> 0);
    }

    /** Rejects nulls. */
    public GatewayRules {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(reaches, "reaches");
        Objects.requireNonNull(blocks, "blocks");
        Objects.requireNonNull(trackerProxy, "trackerProxy");
        Objects.requireNonNull(webSeedProxy, "webSeedProxy");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(port, "port");
        trustedCertificates = List.copyOf(trustedCertificates);
    }

    /** True if others ask by the same way: in the same network, from the same device, through the same proxies. */
    boolean asksAs(GatewayRules other) {
        return network.equals(other.network)
                && device.equals(other.device)
                && isOffline == other.isOffline
                && trackerProxy.equals(other.trackerProxy)
                && webSeedProxy.equals(other.webSeedProxy);
    }
}
