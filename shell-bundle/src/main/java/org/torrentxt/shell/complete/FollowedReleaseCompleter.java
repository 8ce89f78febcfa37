package org.torrentxt.shell.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.support.FollowedReleases;
import org.torrentxt.shell.support.Services;

/** Completes the names of the releases that the DHT store follows. */
@Service
public final class FollowedReleaseCompleter extends ServiceCompleter {
    @Override
    List<Candidate> candidates(Services services, List<String> words) {
        return services.find(DhtStore.class).stream()
                .flatMap(store -> store.releases().followed().stream())
                .map(DhtFollowedRelease::request)
                .map(request -> candidate(FollowedReleases.name(request.link()), request.magnet()))
                .toList();
    }
}
