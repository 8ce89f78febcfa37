package org.torrentxt.shell.complete;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.support.Services;

/** Completes the keys under which the DHT store publishes or watches values. */
@Service
public final class PublicationKeyCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        return services.find(DhtStore.class).stream()
                .flatMap(PublicationKeyCompleter::keys)
                .toList();
    }

    private static Stream<Candidate> keys(DhtStore store) {
        return Stream.concat(
                store.publications().list().stream()
                        .map(publication -> candidate(publication.key(), "published by " + publication.identity())),
                store.watches().list().stream()
                        .map(watch -> candidate(watch.key(), "watched, published by " + watch.publicKey())));
    }

    // any text may be a key
    @Override
    boolean passes(String word) {
        return !word.isEmpty();
    }
}
