package org.torrentxt.shell.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtKeptBlob;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtPublicationStatus;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtWatch;
import org.torrentxt.shell.support.Failures;
import org.torrentxt.shell.support.Services;

/** The checks of the DHT store, which is optional. */
final class StoreCheckup {
    private static final String SUBJECT = "DHT store";

    private final List<Finding> findings = new ArrayList<>();

    private StoreCheckup() {}

    /** Checks what the store publishes and watches, and its folder; without a store, reports why there is none. */
    static List<Finding> run(Services services, StoreBundle bundle) {
        Optional<DhtStore> store = services.find(DhtStore.class);
        if (store.isEmpty()) {
            return List.of(missing(bundle));
        }
        StoreCheckup checkup = new StoreCheckup();
        try {
            checkup.check(store.get());
            checkup.findings.add(
                    FolderCheckup.check("DHT store folder", store.get().folder()));
            store.get().warnings().forEach(warning -> checkup.findings.add(Finding.warn("DHT store", warning)));
        } catch (TorrentException e) {
            checkup.findings.add(Finding.fail(SUBJECT, Failures.line(e)));
        }
        return checkup.findings;
    }

    private static Finding missing(StoreBundle bundle) {
        return switch (bundle) {
            case ABSENT -> Finding.ok(SUBJECT, "not installed; to use it, run feature:install torrentxt-dht");
            case STOPPED ->
                Finding.warn(SUBJECT, "installed but not running; start it with bundle:start " + StoreBundle.NAME);
            case ACTIVE ->
                Finding.warn(
                        SUBJECT,
                        "installed but not running; see the log (log:display), and check that nobody else uses its"
                                + " state.dir, and that the session named in etc/" + DhtStore.PID
                                + ".cfg is running");
        };
    }

    private void check(DhtStore store) {
        List<DhtPublication> publications = store.publications().list();
        List<DhtKeptBlob> blobs = store.blobs().list();
        List<DhtWatch> watches = store.watches().list();
        List<DhtFollowedRelease> releases = store.releases().followed();
        findings.add(Finding.ok(
                SUBJECT,
                "running; identities: " + store.identities().list().size() + ", publications: " + publications.size()
                        + ", blobs: " + blobs.size() + ", watches: " + watches.size() + ", followed releases: "
                        + releases.size()));
        warn(
                "not stored",
                publications,
                publication -> isTroubled(publication.status()),
                publication -> publication.key() + " of " + publication.identity(),
                "dht:publications");
        warn("not stored", blobs, blob -> isTroubled(blob.status()), blob -> "blob " + blob.target(), "dht:blobs");
        warn(
                "not looked up",
                watches,
                watch -> watch.lastError().isPresent(),
                watch -> watch.key() + " of " + watch.publicKey(),
                "dht:watch");
        warn(
                "not followed",
                releases,
                release -> release.lastError().isPresent(),
                release -> release.request().magnet(),
                "dht:followed");
    }

    private <T> void warn(
            String trouble, List<T> all, Predicate<T> isTroubled, Function<T, String> name, String command) {
        String troubled = all.stream().filter(isTroubled).map(name).collect(Collectors.joining(", "));
        if (!troubled.isEmpty()) {
            findings.add(Finding.warn(SUBJECT, trouble + ": " + troubled + "; see " + command + " for the reason"));
        }
    }

    private static boolean isTroubled(DhtPublicationStatus status) {
        return status.state() == DhtPublicationState.RETRYING || status.state() == DhtPublicationState.CONFLICT;
    }
}
