package org.torrentxt.dht.release;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtReleaseLink;
import org.torrentxt.api.dht.store.DhtReleases;
import org.torrentxt.api.dht.store.DhtStoreTopics;
import org.torrentxt.api.dht.store.FollowRelease;
import org.torrentxt.dht.access.Keys;
import org.torrentxt.dht.event.StoreEvents;
import org.torrentxt.dht.publication.Publications;
import org.torrentxt.dht.task.KeyedSerialExecutor;
import org.torrentxt.dht.task.Pace;
import org.torrentxt.dht.task.PersistentJobs;
import org.torrentxt.dht.task.StoreContext;

/** Releases: published like publications, followed by polling the DHT. */
public final class Releases implements DhtReleases {
    private final StoreContext context;
    private final Pace pace;
    private final Publications publications;
    private final ReleaseTorrents torrents;
    private final PersistentJobs<Followed, Follow> jobs;
    private final KeyedSerialExecutor<String> serial = new KeyedSerialExecutor<>();

    /**
     * Loads the followed releases.
     *
     * @param pace the interval of polling
     * @param publications where releases are published
     * @param session receives torrents; called for each operation, throws while there is none
     */
    public Releases(StoreContext context, Pace pace, Publications publications, Supplier<TorrentSession> session) {
        this.context = context;
        this.pace = pace;
        this.publications = publications;
        this.torrents = new ReleaseTorrents(session);
        this.jobs = context.jobs("releases", ".release", Followed.FORMAT);
        jobs.load(this::newFollow, follow -> follow.recurring().start());
    }

    private Follow newFollow(Followed followed) {
        return new Follow(followed, context.thread(), pace, this::look);
    }

    @Override
    public CompletionStage<DhtPublication> publish(String identity, String key, InfoHash infoHash) {
        return publish(identity, key, infoHash, Optional.empty());
    }

    @Override
    public CompletionStage<DhtPublication> publish(String identity, String key, InfoHash infoHash, char[] passphrase) {
        return publish(identity, key, infoHash, Publications.given(passphrase));
    }

    private CompletionStage<DhtPublication> publish(
            String identity, String key, InfoHash infoHash, Optional<char[]> passphrase) {
        Objects.requireNonNull(identity, "identity");
        byte[] salt = Keys.saltOrNone(key);
        byte[] value = ReleaseValue.write(Objects.requireNonNull(infoHash, "infoHash"));
        return context.outside()
                .hand(publications.publish(publications.draft(identity, salt, value, true, passphrase)));
    }

    @Override
    public DhtFollowedRelease follow(FollowRelease request) {
        Objects.requireNonNull(request, "request");
        synchronized (jobs) {
            Followed followed = jobs.find(Followed.name(request.link()))
                    .map(Follow::state)
                    .map(before -> before.as(request))
                    .orElseGet(() -> Followed.nothingOf(request));
            Follow follow = newFollow(followed);
            jobs.add(follow);
            follow.recurring().runNow();
            return follow.snapshot();
        }
    }

    // One at a time: when options of a followed release change, the current round still works on its torrents.
    private CompletionStage<?> look(Follow follow) {
        return serial.take(follow.name(), () -> lookUp(follow).thenApply(end -> end));
    }

    private CompletionStage<?> lookUp(Follow follow) {
        DhtReleaseLink link = follow.state().request().link();
        return context.items()
                .get(link.publicKey(), link.salt())
                .thenComposeAsync(found -> take(follow, found), context.thread());
    }

    private CompletionStage<?> take(Follow follow, Optional<MutableItem> found) {
        Followed followed = follow.state();
        if (!jobs.has(follow)) {
            return CompletableFuture.completedFuture(null);
        }
        if (found.isPresent() && found.get().seq() > followed.seq()) {
            return takeNewer(follow, found.get());
        }
        return followed.infoHash().isPresent()
                ? require(follow, followed).thenAcceptAsync(torrent -> complete(follow), context.thread())
                : CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Torrent> require(Follow follow, Followed followed) {
        return torrents.require(
                followed.request(), followed.infoHash().orElseThrow(), followed.older(), () -> jobs.has(follow));
    }

    private void complete(Follow follow) {
        if (follow.state().older().isPresent()) {
            follow.become(follow.state().complete());
            jobs.save(follow);
        }
    }

    private CompletionStage<?> takeNewer(Follow follow, MutableItem item) {
        Followed newest = follow.state().saw(item.seq(), ReleaseValue.read(item.value()));
        CompletionStage<Torrent> added = require(follow, newest);
        return added.handleAsync(
                        (torrent, failure) -> {
                            took(follow, item, newest, torrent);
                            return added; // its failure is the result of this round
                        },
                        context.thread())
                .thenCompose(same -> same);
    }

    // Cancelling or changing options happens before or after this: afterwards, nothing is reported.
    private void took(Follow follow, MutableItem item, Followed newest, Torrent torrent) {
        synchronized (jobs) {
            if (jobs.has(follow)) {
                Followed before = follow.state();
                follow.become(torrent == null ? newest : newest.complete());
                tell(before, item, newest.infoHash().orElseThrow(), torrent == null ? 0 : torrent.id());
                jobs.save(follow);
            }
        }
    }

    private void tell(Followed before, MutableItem item, InfoHash newest, int torrent) {
        Map<String, Object> properties = StoreEvents.about(item);
        properties.put(DhtStoreTopics.SIGNATURE, item.signature());
        properties.put(DhtStoreTopics.PREVIOUS_SEQ, before.seq());
        properties.put(DhtStoreTopics.MAGNET, before.request().magnet());
        properties.put(DhtStoreTopics.INFO_HASH, newest.hex());
        properties.put(DhtStoreTopics.TORRENT, torrent);
        before.infoHash().ifPresent(old -> properties.put(DhtStoreTopics.PREVIOUS_INFO_HASH, old.hex()));
        context.events().post(DhtStoreTopics.RELEASE_PUBLISHED, properties);
    }

    @Override
    public boolean cancel(DhtReleaseLink link) {
        return jobs.remove(Followed.name(Objects.requireNonNull(link, "link")));
    }

    @Override
    public List<DhtFollowedRelease> followed() {
        return jobs.all().stream()
                .map(Follow::snapshot)
                .sorted(Comparator.comparing(follow -> follow.request().link().magnetUri()))
                .toList();
    }
}
