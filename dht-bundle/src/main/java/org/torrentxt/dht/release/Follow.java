package org.torrentxt.dht.release;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.dht.publication.Statuses;
import org.torrentxt.dht.task.Pace;
import org.torrentxt.dht.task.PersistentJobs;
import org.torrentxt.dht.task.Recurring;
import org.torrentxt.dht.task.StoreThread;

/** A followed release. */
final class Follow implements PersistentJobs.Entry<Followed> {
    private final Recurring recurring;
    private volatile Followed followed;

    /**
     * Creates an instance.
     *
     * @param look performs one check
     */
    Follow(Followed followed, StoreThread thread, Pace pace, Function<Follow, CompletionStage<?>> look) {
        this.followed = followed;
        this.recurring = new Recurring(thread, pace, () -> look.apply(this));
    }

    @Override
    public String name() {
        return Followed.name(followed.request().link());
    }

    @Override
    public Followed state() {
        return followed;
    }

    @Override
    public Recurring recurring() {
        return recurring;
    }

    void become(Followed newer) {
        followed = newer;
    }

    DhtFollowedRelease snapshot() {
        Recurring.Progress progress = recurring.progress();
        return DhtFollowedRelease.builder(followed.request())
                .seq(followed.seq())
                .infoHash(followed.infoHash())
                .lastLooked(progress.lastSuccess())
                .nextLook(progress.next().orElseGet(Instant::now)) // now
                .lastError(Statuses.error(progress))
                .build();
    }
}
