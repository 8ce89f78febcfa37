package org.torrentxt.shell.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Services;

/** Completes the targets of the blobs that the DHT store keeps alive, with their sizes as descriptions. */
@Service
public final class BlobTargetCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        return services.find(DhtStore.class).stream()
                .flatMap(store -> store.blobs().list().stream())
                .map(blob -> candidate(blob.target().hex(), Units.size(blob.length())))
                .toList();
    }

    // the blob may be from another store
    @Override
    boolean passes(String word) {
        return word.matches("[0-9A-Fa-f]{40}");
    }
}
