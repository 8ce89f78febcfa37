package org.torrentxt.shell.fleet;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.framework.BundleContext;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.shell.store.Passphrase;
import org.torrentxt.shell.support.Services;

/** The fleet of this node, and the keys that sign deployments. */
final class Fleets {
    private static final String BUNDLE = "org.torrentxt.fleet";

    private Fleets() {}

    /**
     * The fleet that this node is in.
     *
     * @throws TorrentException NO_SESSION if it is in none; the message says what to do
     */
    static Fleet require(Services services, BundleContext context) {
        return services.find(Fleet.class)
                .orElseThrow(() -> missing(Arrays.stream(context.getBundles())
                        .anyMatch(bundle -> BUNDLE.equals(bundle.getSymbolicName()))));
    }

    static TorrentException missing(boolean isInstalled) {
        return new TorrentException(
                ErrorCode.NO_SESSION,
                "this node is in no fleet: "
                        + (isInstalled
                                ? "etc/" + Fleet.PID + ".cfg is missing or invalid; begin with a copy of etc/"
                                        + Fleet.PID + ".cfg.example, and see the log (log:display)"
                                : "the feature is not installed; install it with feature:install torrentxt-fleet, and"
                                        + " add etc/" + Fleet.PID + ".cfg"));
    }

    /** What those keys deploy by that name; empty if they do not. */
    static Optional<Deployment> find(Fleet fleet, String name, DhtKeyPair keys) {
        return fleet.deployments().stream()
                .filter(each -> each.content().name().equals(name))
                .filter(each -> each.publicKey().equals(keys.publicKey()))
                .findFirst();
    }

    /**
     * The keys of an identity of the DHT store; asks for its passphrase if it is sealed.
     *
     * @throws TorrentException NO_SESSION without a store, INVALID_ARGUMENT if there is no such identity
     */
    static DhtKeyPair keys(Services services, Session console, String identity) throws IOException {
        DhtStore store = services.find(DhtStore.class)
                .orElseThrow(() -> new TorrentException(
                        ErrorCode.NO_SESSION,
                        "the DHT store, which has the identities, is not running; install it with feature:install"
                                + " torrentxt-dht, or see scr:list"));
        Optional<DhtIdentity> found = store.identities().find(identity);
        if (found.isEmpty()) {
            throw TorrentException.invalid(
                    "no such identity: '" + identity + "'; see dht:keys, or create one with dht:keygen");
        }
        byte[] seed = Passphrase.use(
                console,
                found,
                passphrase -> passphrase.isEmpty()
                        ? store.identities().exportSeed(identity)
                        : store.identities().exportSeed(identity, passphrase.get()));
        try {
            return DhtKeyPair.fromSeed(seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }
}
