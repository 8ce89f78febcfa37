package org.torrentxt.shell.torrent;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.support.Failures;

/** The check of the DHT store, which is there or is not. */
final class StoreCheckup {
    private static final String SUBJECT = "DHT store";

    private StoreCheckup() {}

    /** Looks at what the store keeps alive. */
    static Finding check(Optional<DhtStore> store) {
        try {
            return store.map(StoreCheckup::check)
                    .orElseGet(() -> Finding.ok(
                            SUBJECT, "not installed; feature:install torrentxt-dht, if there should be one"));
        } catch (TorrentException e) {
            return Finding.fail(SUBJECT, Failures.line(e));
        }
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
                        store.identities().list().size() + " identities, " + publications.size() + " publications, "
                                + store.watches().list().size() + " watches")
                : Finding.warn(SUBJECT, "not stored: " + troubled + "; dht:publications says why");
    }

    private static boolean isTroubled(DhtPublicationState state) {
        return state == DhtPublicationState.RETRYING || state == DhtPublicationState.CONFLICT;
    }
}
