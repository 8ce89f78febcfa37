package org.torrentxt.shell.torrent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.support.Failures;
import org.torrentxt.shell.support.Services;

/** The checks of the DHT store, which is there or is not. */
final class StoreCheckup {
    private static final String SUBJECT = "DHT store";

    private StoreCheckup() {}

    /** Looks at what the store keeps alive, and at where it keeps it. */
    static List<Finding> run(Services services) {
        Optional<DhtStore> store = services.find(DhtStore.class);
        if (store.isEmpty()) {
            return List.of(Finding.ok(SUBJECT, "not installed; feature:install torrentxt-dht, if there should be one"));
        }
        List<Finding> findings = new ArrayList<>();
        try {
            findings.add(check(store.get()));
            new ConfiguredFolders(services)
                    .ofStore()
                    .map(folder -> FolderCheckup.check("DHT store folder", folder))
                    .ifPresent(findings::add);
        } catch (TorrentException | IOException e) {
            findings.add(Finding.fail(SUBJECT, Failures.line(e)));
        }
        return findings;
    }

    private static Finding check(DhtStore store) {
        List<DhtPublication> publications = store.publications().list();
        String troubled = publications.stream()
                .filter(publication -> isTroubled(publication.status().state()))
                .map(publication -> publication.key() + " of " + publication.identity())
                .collect(Collectors.joining(", "));
        return troubled.isEmpty()
                ? Finding.ok(
                        SUBJECT,
                        "runs; identities: " + store.identities().list().size() + ", publications: "
                                + publications.size() + ", watches: "
                                + store.watches().list().size())
                : Finding.warn(SUBJECT, "not stored: " + troubled + "; dht:publications says why");
    }

    private static boolean isTroubled(DhtPublicationState state) {
        return state == DhtPublicationState.RETRYING || state == DhtPublicationState.CONFLICT;
    }
}
