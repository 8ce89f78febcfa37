package org.torrentxt.health.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtKeptBlob;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtPublicationStatus;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtWatch;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;

/** The DHT store, which is optional: what it publishes and watches, and its folder. */
@Component(property = {HealthCheck.NAME + "=dht-store", "service.ranking:Integer=100"})
public final class StoreCheck implements HealthCheck {
    private static final String SUBJECT = "DHT store";

    private final Supplier<StoreBundle> bundle;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile DhtStore store;

    /** Called by Declarative Services. */
    @Activate
    public StoreCheck(BundleContext context) {
        this(() -> StoreBundle.among(context.getBundles()), null);
    }

    /**
     * For use without Declarative Services.
     *
     * @param bundle the state of the store's bundle
     * @param store null for none
     */
    StoreCheck(Supplier<StoreBundle> bundle, DhtStore store) {
        this.bundle = bundle;
        this.store = store;
    }

    @Override
    public List<HealthFinding> check() {
        DhtStore present = store;
        if (present == null) {
            return List.of(missing(bundle.get()));
        }
        List<HealthFinding> findings = new ArrayList<>();
        try {
            check(present, findings);
            findings.add(FolderCheckup.check("DHT store folder", present.folder()));
            present.warnings().forEach(warning -> findings.add(Findings.warn(SUBJECT, warning)));
        } catch (TorrentException e) {
            findings.add(Findings.fail(SUBJECT, Texts.line(e)));
        }
        return findings;
    }

    private static HealthFinding missing(StoreBundle bundle) {
        return switch (bundle) {
            case ABSENT -> Findings.ok(SUBJECT, "not installed; to use it, run feature:install torrentxt-dht");
            case STOPPED ->
                Findings.warn(SUBJECT, "installed but not running; start it with bundle:start " + StoreBundle.NAME);
            case ACTIVE ->
                Findings.warn(
                        SUBJECT,
                        "installed but not running; see the log (log:display), and check that nobody else uses its"
                                + " state.dir, and that the session named in etc/" + DhtStore.PID
                                + ".cfg is running");
        };
    }

    private static void check(DhtStore store, List<HealthFinding> findings) {
        List<DhtPublication> publications = store.publications().list();
        List<DhtKeptBlob> blobs = store.blobs().list();
        List<DhtWatch> watches = store.watches().list();
        List<DhtFollowedRelease> releases = store.releases().followed();
        findings.add(Findings.ok(
                SUBJECT,
                "running; identities: " + store.identities().list().size() + ", publications: " + publications.size()
                        + ", blobs: " + blobs.size() + ", watches: " + watches.size() + ", followed releases: "
                        + releases.size()));
        warn(
                findings,
                "not stored",
                publications,
                publication -> isTroubled(publication.status()),
                publication -> publication.key() + " of " + publication.identity(),
                "dht:publications");
        warn(
                findings,
                "not stored",
                blobs,
                blob -> isTroubled(blob.status()),
                blob -> "blob " + blob.target(),
                "dht:blobs");
        warn(
                findings,
                "not looked up",
                watches,
                watch -> watch.lastError().isPresent(),
                watch -> watch.key() + " of " + watch.publicKey(),
                "dht:watch");
        warn(
                findings,
                "not followed",
                releases,
                release -> release.lastError().isPresent(),
                release -> release.request().magnet(),
                "dht:followed");
    }

    private static <T> void warn(
            List<HealthFinding> findings,
            String trouble,
            List<T> all,
            Predicate<T> isTroubled,
            Function<T, String> name,
            String command) {
        String troubled = all.stream().filter(isTroubled).map(name).collect(Collectors.joining(", "));
        if (!troubled.isEmpty()) {
            findings.add(Findings.warn(SUBJECT, trouble + ": " + troubled + "; see " + command + " for the reason"));
        }
    }

    private static boolean isTroubled(DhtPublicationStatus status) {
        return status.state() == DhtPublicationState.RETRYING || status.state() == DhtPublicationState.CONFLICT;
    }
}
