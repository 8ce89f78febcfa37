package org.torrentxt.shell.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.support.Services;

/** Completes the names of the DHT store's identities. */
@Service
public final class IdentityCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        return services.find(DhtStore.class).stream()
                .flatMap(store -> store.identities().list().stream())
                .map(identity -> candidate(identity.name(), identity.publicKey().hex()))
                .toList();
    }

    // a public key may stand where an identity may
    @Override
    boolean passes(String word) {
        return word.matches("[0-9A-Fa-f]{64}");
    }
}
